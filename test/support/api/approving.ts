import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { as, Offers } from '../approvals/offers.js';
import { ACTOR } from '../small-company.js';
import { canariesOf, SELLERS } from './company.js';

/** A matrix by the size of a deal: the seller's manager, and above that the director; both of whom the small company has. */
const MATRIX = `kicker: 1
approvals: sizes
from: 2020-01-01
inputs:
  - { fact: deal.net, worse: higher }
levels:
  - { id: manager, approver: deal.seller-manager, answers-within: 2 days, late-goes-to: director }
  - { id: director, approver: person.director }
hit: collect
rows:
  - { id: small, when: { deal.net: "(100 USD..10,000 USD]" }, up-to: manager, because: Above 100 USD }
  - { id: large, when: { deal.net: "> 10,000 USD" }, up-to: director, because: Above 10000 USD }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

/** Lets the small company approve deals: its catalogue has facts of bookings alone. */
export async function publishMatrix(database: Database): Promise<void> {
  const facts = readFileSync(path.join(projectRoot(), 'bench', 'rules', 'facts.yaml'), 'utf8');
  const net = 'fields:\n  - { name: deal.net, is: money, means: What a deal comes to }\n';
  const files = [
    { path: 'facts.yaml', text: facts.replace('fields:\n', net) },
    { path: 'sizes.yaml', text: MATRIX },
  ];
  const { findings, position } = await new RulesService(database).publish(ACTOR, files);
  if (position === null) throw new Error(JSON.stringify(findings));
}

/** Every seller of the seeded company submits the deal that is told of them; the one of seller-0 has been approved by the manager and asks the director. */
export async function seedApprovals(database: Database): Promise<void> {
  await publishMatrix(database);
  const { approvals } = new Offers(database);
  for (const number of SELLERS) {
    const deal = canariesOf(number)['deal'] ?? '';
    const { id, hash } = await approvals.submit(as(`seller-${number}`), { deal, matrix: null, seen: null });
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    if (number === 0) await approvals.decide(as('manager-0'), decision);
  }
}
