import { RulesService } from '../../src/modules/rules/rules.service.js';
import type { Database } from '../../src/platform/database/database.js';
import { BENCH } from '../company/actor.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.margin, is: percent, means: Margin }
  - { name: deal.payment-days, is: days, means: Days until it is paid }
  - { name: deal.net, is: money, means: Price }
  - { name: line.discount, is: percent, means: Discount of the line }
  - { name: participant.role, is: one-of, values: [seller, manager, director, vp], means: What somebody is }
relations:
  - { name: deal.seller, gives: person, means: Seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
values:
  - { id: deepest, is: percent, largest-of: { lines: booking.lines, number: line.discount } }
`;

const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: value.deepest, worse: higher }
  - { fact: deal.margin, worse: lower, tolerance: 1% }
  - { fact: deal.payment-days, worse: higher }
  - { fact: deal.net, worse: higher }
levels:
  - { id: manager, approver: deal.seller-manager, answers-within: 1 business day, late-goes-to: director }
  - { id: director, approver: role.director, may-sign: { deal.net: "<= 60,000 USD" } }
  - { id: vp, approver: role.vp }
  - { id: desk, approver: group.desk, quorum: 2, in: parallel }
hit: collect
rows:
  - { id: ten, when: { value.deepest: "(10%..20%]" }, up-to: manager, because: Above 10% }
  - { id: twenty, when: { value.deepest: "(20%..30%]" }, up-to: director, because: Above 20% }
  - { id: thirty, when: { value.deepest: "> 30%" }, up-to: vp, because: Above 30% }
  - { id: large, when: { deal.net: "> 50,000 USD", value.deepest: "> 5%" }, up-to: director, because: Large }
  - { id: thin, when: { any: [{ deal.margin: "< 40%" }, { deal.payment-days: "> 60 days" }] }, needs: desk, because: Thin margin or late }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

/** Publishes a matrix of four levels and five rows over a value that goes over the lines. */
export async function publishMatrix(database: Database): Promise<void> {
  const files = [FACTS, MATRIX].map((text, at) => ({ path: `bench-${at}.yaml`, text }));
  const { findings, position } = await new RulesService(database).publish(BENCH, files, 'bench');
  if (position === null)
    throw new Error(findings.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}
