import type { PartClass } from '../shape/key.js';
import { ApprovalsInput } from '../approvals/approvals.input.js';
import { EngagementInput } from '../engagement/engagement.input.js';
import { FactsInput } from './facts.input.js';
import { PlanInput } from '../plan-kinds/plan.input.js';
import { SpiffInput } from '../plan-kinds/spiff.input.js';
import { TableInput } from './table.input.js';
import { TestInput } from './test.input.js';

export type DocumentKind = 'facts' | 'plan' | 'spiff' | 'engagement' | 'approvals' | 'table' | 'test';

/** The class that declares each kind of document; its name is the document's second key. */
export const DOCUMENT_CLASSES: Readonly<Record<DocumentKind, PartClass>> = {
  facts: FactsInput,
  plan: PlanInput,
  spiff: SpiffInput,
  engagement: EngagementInput,
  approvals: ApprovalsInput,
  table: TableInput,
  test: TestInput,
};

/** Whether a word is a kind of document. */
export function isDocumentKind(word: string): word is DocumentKind {
  return Object.hasOwn(DOCUMENT_CLASSES, word);
}

/** What each kind of document says. */
export const KIND_MEANINGS: Readonly<Record<DocumentKind, string>> = {
  facts: 'Every fact a rule may read, with its type and meaning; calendars',
  plan: 'What is measured and what is paid for it',
  spiff: 'What is paid on top of plans, to whom, for a time, and what it may cost',
  engagement: 'Who is credited for a booking',
  approvals: 'Who must approve a deal before it is signed, and why',
  table: 'Rates by segment, product, region and the like',
  test: 'Situations, each with the exact amounts that must come out',
};
