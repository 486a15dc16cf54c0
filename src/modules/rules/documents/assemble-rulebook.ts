import { errorAt, type Finding } from '../../../engine/rulebook/finding.js';
import type {
  ApprovalMatrix,
  EngagementPolicy,
  FactCatalogue,
  Plan,
  Rulebook,
  Spiff,
  Table,
} from '../../../engine/rulebook/rulebook.js';
import type { Content, ReadDocument } from './read-document.js';

/** The rulebook of several documents, and which document each of its parts came from. */
export interface Assembled {
  /** Null without exactly one fact catalogue. */
  readonly rulebook: Rulebook | null;
  /** `plans.0` is the part's path in the rulebook. */
  readonly origins: readonly { readonly prefix: string; readonly document: ReadDocument }[];
  readonly duplicates: readonly { readonly document: ReadDocument; readonly finding: Finding }[];
}

const SECOND = {
  code: 'NO_CATALOGUE',
  message: 'This is a second fact catalogue; there must be exactly one.',
  remedy: 'Put all facts into one file.',
} as const;

/** Puts documents together, in the order of the files. */
export function assembleRulebook(documents: readonly ReadDocument[]): Assembled {
  const parts: Parts = { facts: [], policies: [], plans: [], spiffs: [], approvals: [], tables: [] };
  const origins: { prefix: string; document: ReadDocument }[] = [];
  const duplicates: { document: ReadDocument; finding: Finding }[] = [];
  for (const document of documents) {
    const { content } = document;
    if (content === null || content.kind === 'test') continue;
    const prefix = place(content, parts);
    if (prefix === 'facts' && parts.facts.length > 1)
      duplicates.push({ document, finding: errorAt('facts', SECOND) });
    else origins.push({ prefix, document });
  }
  const { facts: catalogues, ...others } = parts;
  const [facts] = catalogues;
  const rulebook = facts && catalogues.length === 1 ? { facts, ...others } : null;
  return { rulebook, origins, duplicates };
}

interface Parts {
  readonly facts: FactCatalogue[];
  readonly policies: EngagementPolicy[];
  readonly plans: Plan[];
  readonly spiffs: Spiff[];
  readonly approvals: ApprovalMatrix[];
  readonly tables: Table[];
}

/** Puts what a document says among the others of its kind; where it stands in the rulebook. */
function place(content: Exclude<Content, { kind: 'test' }>, parts: Parts): string {
  switch (content.kind) {
    case 'facts':
      parts.facts.push(content.facts);
      return 'facts';
    case 'engagement':
      return `policies.${parts.policies.push(content.policy) - 1}`;
    case 'plan':
      return `plans.${parts.plans.push(content.plan) - 1}`;
    case 'spiff':
      return `spiffs.${parts.spiffs.push(content.spiff) - 1}`;
    case 'approvals':
      return `approvals.${parts.approvals.push(content.matrix) - 1}`;
    case 'table':
      return `tables.${parts.tables.push(content.table) - 1}`;
  }
}
