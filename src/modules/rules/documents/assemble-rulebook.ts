import { errorAt, type Finding } from '../../../engine/rulebook/finding.js';
import type {
  EngagementPolicy,
  FactCatalogue,
  Plan,
  Rulebook,
  Spiff,
  Table,
} from '../../../engine/rulebook/rulebook.js';
import type { ReadDocument } from './read-document.js';

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
  const catalogues: FactCatalogue[] = [];
  const [policies, plans, tables]: [EngagementPolicy[], Plan[], Table[]] = [[], [], []];
  const spiffs: Spiff[] = [];
  const origins: { prefix: string; document: ReadDocument }[] = [];
  const duplicates: { document: ReadDocument; finding: Finding }[] = [];
  for (const document of documents) {
    const { content } = document;
    if (content?.kind === 'facts') {
      if (catalogues.push(content.facts) > 1)
        duplicates.push({ document, finding: errorAt('facts', SECOND) });
      else origins.push({ prefix: 'facts', document });
    }
    if (content?.kind === 'engagement')
      origins.push({ prefix: `policies.${policies.push(content.policy) - 1}`, document });
    if (content?.kind === 'plan') origins.push({ prefix: `plans.${plans.push(content.plan) - 1}`, document });
    if (content?.kind === 'spiff')
      origins.push({ prefix: `spiffs.${spiffs.push(content.spiff) - 1}`, document });
    if (content?.kind === 'table')
      origins.push({ prefix: `tables.${tables.push(content.table) - 1}`, document });
  }
  const [facts] = catalogues;
  const rulebook = facts && catalogues.length === 1 ? { facts, policies, plans, spiffs, tables } : null;
  return { rulebook, origins, duplicates };
}
