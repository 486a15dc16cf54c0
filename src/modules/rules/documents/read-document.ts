import { fingerprintOf } from '../../../engine/kernel/fingerprint.js';
import type { Finding } from '../../../engine/rulebook/finding.js';
import type {
  ApprovalMatrix,
  EngagementPolicy,
  FactCatalogue,
  Plan,
  Spiff,
  Table,
  Versioned,
} from '../../../engine/rulebook/rulebook.js';
import type { DeclaredDocument } from './declared-document.js';
import { DOCUMENT_CLASSES, type DocumentKind } from './kinds/document-kinds.js';
import type { EngagementInput } from './engagement/engagement.input.js';
import type { ApprovalsInput } from './approvals/approvals.input.js';
import { readApprovals } from './approvals/read-approvals.js';
import type { FactsInput } from './kinds/facts.input.js';
import type { HeadInput } from './kinds/head.input.js';
import type { PlanInput } from './plan-kinds/plan.input.js';
import type { TableInput } from './kinds/table.input.js';
import type { TestInput } from './kinds/test.input.js';
import type { Place, SourceFile } from './placed-finding.js';
import { readEngagement } from './engagement/read-engagement.js';
import { readFacts } from './read/read-facts.js';
import { readHead } from './read/read-head.js';
import type { SpiffInput } from './plan-kinds/spiff.input.js';
import { readPlan, readSpiff } from './read-plan/read-plan.js';
import { readTable } from './read/read-table.js';
import { readTest } from './read/read-test.js';
import { instantiate } from './shape/instantiate.js';
import { validateShape } from './shape/validate.js';
import type { TestDocument } from './test-document.js';
import { verbatimText } from './yaml/decode-text.js';
import { Locator } from './yaml/locate.js';
import { isPlainMap } from './yaml/plain-tree.js';
import { readPaper, type Paper } from './yaml/read-paper.js';

/** What one document says, by kind. */
export type Content =
  | { readonly kind: 'facts'; readonly facts: FactCatalogue }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'spiff'; readonly spiff: Spiff }
  | { readonly kind: 'engagement'; readonly policy: EngagementPolicy }
  | { readonly kind: 'approvals'; readonly matrix: ApprovalMatrix }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'test'; readonly test: TestDocument };

/** One file after reading: what it says, or what is wrong with it. */
export interface ReadDocument {
  readonly file: string;
  readonly content: Content | null;
  readonly declared: DeclaredDocument | null;
  readonly findings: readonly Finding[];
  locate(finding: Finding): Place;
}

/** Findings of one document that are told; nobody reads more at once. */
const MOST_TOLD = 100;

/** Reads one file: paper, head, shape, then content; each step only when the one before found nothing. */
export function readDocument(file: SourceFile): ReadDocument {
  const paper = readPaper(file.text);
  const locator = new Locator(paper.nodes);
  const refused = (findings: readonly Finding[]): ReadDocument => ({
    file: file.path,
    content: null,
    declared: null,
    findings: findings.slice(0, MOST_TOLD),
    locate: (finding) => locator.find(finding.path, finding.text),
  });
  if (paper.faults.length > 0) return refusedPaper(file, paper);
  const head = readHead(paper.plain);
  if ('finding' in head) return refused([head.finding]);
  if (!isPlainMap(paper.plain)) return refused([]);
  const instance = instantiate(DOCUMENT_CLASSES[head.kind], paper.plain);
  const shape = validateShape(instance);
  if (shape.length > 0) return refused(shape);
  const findings: Finding[] = [];
  const content = readContent(head.kind, instance, findings);
  const declared = declare(content, { file, instance });
  return { ...refused(findings), content, declared };
}

function refusedPaper(file: SourceFile, paper: Paper): ReadDocument {
  const places = new Map<Finding, Place>();
  const findings = paper.faults.map(({ line, column, ...fault }): Finding => {
    const finding: Finding = { severity: 'error', path: '', ...fault };
    places.set(finding, { line, column });
    return finding;
  });
  const locate = (finding: Finding): Place => places.get(finding) ?? { line: 1, column: 1 };
  return { file: file.path, content: null, declared: null, findings, locate };
}

function readContent(kind: DocumentKind, instance: object, findings: Finding[]): Content {
  if (kind === 'facts') return { kind, facts: readFacts(instance as FactsInput, findings) };
  if (kind === 'plan') return { kind, plan: readPlan(instance as PlanInput, findings) };
  if (kind === 'spiff') return { kind, spiff: readSpiff(instance as SpiffInput, findings) };
  if (kind === 'engagement') return { kind, policy: readEngagement(instance as EngagementInput, findings) };
  if (kind === 'approvals') return { kind, matrix: readApprovals(instance as ApprovalsInput, findings) };
  if (kind === 'table') return { kind, table: readTable(instance as TableInput, findings) };
  return { kind, test: readTest(instance as TestInput, findings) };
}

function declare(content: Content, given: { file: SourceFile; instance: object }): DeclaredDocument {
  const source = verbatimText(given.file.text);
  const { from, until, title } = given.instance as Partial<HeadInput>;
  const head = {
    kind: content.kind,
    file: given.file.path,
    source,
    from: from ?? null,
    until: until ?? null,
    title: title ?? null,
  };
  if (content.kind === 'facts')
    return { ...head, id: content.facts.id, fingerprint: content.facts.fingerprint };
  if (content.kind === 'test') return { ...head, id: content.test.test, fingerprint: fingerprintOf(source) };
  const { id, fingerprint } = versionedOf(content);
  return { ...head, id, fingerprint };
}

function versionedOf(content: Exclude<Content, { kind: 'facts' | 'test' }>): Versioned {
  if (content.kind === 'plan') return content.plan;
  if (content.kind === 'spiff') return content.spiff;
  if (content.kind === 'approvals') return content.matrix;
  return content.kind === 'engagement' ? content.policy : content.table;
}
