import { seat } from '../approvals/offers.js';
import type { Told } from '../small-company.js';

/** A catalogue of deals of accounts in segments. */
export const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.note, is: text, means: Note }
  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }
relations:
  - { name: deal.seller, gives: person, means: Seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;

/** A matrix that asks the manager of every deal of an enterprise, and of larger discounts of others. */
export const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
  - { fact: account.segment, worse: any-change }
levels:
  - { id: manager, approver: deal.seller-manager }
hit: collect
rows:
  - { id: ent, when: { account.segment: enterprise }, needs: manager, because: Enterprise }
  - { id: big, when: { account.segment: smb, deal.discount: "> 10%" }, needs: manager, because: Above 10% }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

/** A participant and who they report to. */
export const person = (id: string, manager: string | null): Told[] => [
  { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } },
  seat(id, manager, {}),
];
