import { daysFromCivil } from '../../../src/engine/kernel/day.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { decider, file, movingOn } from '../accounts/moving-company.js';
import { as, Offers } from '../approvals/offers.js';
import { benchFacts, DISPUTE_POLICY, withDisputeFacts } from '../disputes/dispute-policy.js';
import { answer, disputer, disputing, filing } from '../disputes/disputing.js';
import { ACTOR, booking, tell, type Told } from '../small-company.js';
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

/** Somebody else is asked about every move of an account. */
const MOVES = `kicker: 1
engagement: moves
from: 2020-01-01
decisions:
  - decides: transfer
    outputs: [{ id: answer, is: one-of, values: [move, needs-approval] }, { id: approver, is: one-of, values: [finance] }]
    phases:
      - { id: all, rules: [{ id: asked, when: { transition.reason: known }, gives: { answer: needs-approval, approver: finance }, because: Every move is asked for }] }
    otherwise: { gives: { answer: move, approver: nothing }, because: No reason is given }
  - decides: holdover
    outputs: [{ id: state, is: one-of, values: [kept, none] }]
    phases:
      - { id: all, rules: [{ id: kept, when: { transition.reason: known }, gives: { state: kept }, because: Kept for 90 days }] }
    otherwise: { gives: { state: none }, because: Nothing is kept }
`;

/** Lets the small company approve deals and moves of accounts: its catalogue has facts of bookings alone. */
export async function publishMatrix(database: Database): Promise<void> {
  const net =
    'fields:\n  - { name: deal.net, is: money, means: What a deal comes to }\n  - { name: deal.margin, is: percent, means: Margin }\n  - { name: deal.type, is: text, means: What is sold }\n  - { name: transition.reason, is: text, means: Why an account moves }\n';
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()).replace('fields:\n', net) },
    { path: 'sizes.yaml', text: MATRIX },
    { path: 'disputes.yaml', text: DISPUTE_POLICY },
    { path: 'moves.yaml', text: MOVES },
  ];
  const { findings, position } = await new RulesService(database).publish(ACTOR, files);
  if (position === null) throw new Error(JSON.stringify(findings));
}

/** Every seller of the seeded company submits the deal that is told of them; the one of seller-0 has been approved by the manager and asks the director. */
export async function seedApprovals(database: Database): Promise<void> {
  await publishMatrix(database);
  const { approvals, clearings } = new Offers(database);
  await seedHistory(database, approvals);
  await seedMoves(database);
  for (const number of SELLERS) {
    const deal = canariesOf(number)['deal'] ?? '';
    const { id, hash } = await approvals.submit(as(`seller-${number}`), { deal, matrix: null, seen: null });
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    if (number === 0) await approvals.decide(as('manager-0'), decision);
    await seedDispute(database, number);
  }
  await clearings.look();
}

/** A seller disputes who is credited for an order of theirs, and wants it all the same. */
async function seedDispute(database: Database, number: number): Promise<void> {
  const [seller, of] = [`seller-${number}`, canariesOf(number)];
  const evidence = [{ what: 'Note', says: of['dealNote'] ?? '', link: null }];
  const asked = { booking: `${of['booking']}1`, claims: `${seller} 1`, tag: 'seeded', evidence };
  const { disputes, list } = disputing(database);
  await disputes.file(disputer(seller), filing(asked));
  if (number > 0) return;
  const link = 'https://crm.example.com/1';
  const more = { ...asked, booking: `${of['booking']}2`, evidence: [{ what: 'Order', says: null, link }] };
  const id = await disputes.file(disputer(seller), filing(more));
  await disputes.answer(disputer('manager-0'), answer(id));
  const ruling = (await list.one(disputer(seller), id))?.ruled?.ruling ?? '';
  await seedLasting(database, seller);
  const last = await disputes.file(
    disputer(seller),
    filing({ ...asked, source: null, booking: null, ruling }),
  );
  await disputes.answer(disputer('manager-0'), answer(last, { answer: 'pass-up' }));
}

/** A dispute of an order of an account that nobody else has, upheld for the account until a day. */
async function seedLasting(database: Database, seller: string): Promise<void> {
  const { disputes } = disputing(database);
  const order = booking({ id: 'lasting-1', day: '2026-08-06', net: '10', seller });
  const named = { name: 'Lasting', owner: null, parent: null, segment: null, attributes: '{}' };
  await tell(database, [
    { table: 'account', id: 'lasting', revision: 1, columns: named },
    { ...order, columns: { ...order.columns, account: 'lasting' } },
  ]);
  const evidence = [{ what: 'Note', says: 'As agreed', link: null }];
  const id = await disputes.file(
    disputer(seller),
    filing({ booking: 'lasting-1', claims: `${seller} 1`, evidence }),
  );
  const until = daysFromCivil(2126, 1, 1);
  await disputes.answer(disputer('manager-0'), answer(id, { reach: 'account', until }));
}

/** An account that is to change hands, which somebody else approved. */
async function seedMoves(database: Database): Promise<void> {
  const opportunity = { account: 'acme', seller: 'seller-2', attributes: '{}' };
  await tell(database, [{ table: 'opportunity', id: 'O-acme', revision: 1, columns: opportunity }]);
  const { transitions } = movingOn(database);
  const { id } = await transitions.propose(ACTOR, file('acme,seller-2,balance,2026-12-01'));
  await transitions.decide(decider('somebody-else'), id, { approve: true, reason: 'Agreed' });
}

/** Deals of seller-0: one that the manager approved with a reason and that got better since, and one that the director decided for the manager. */
async function seedHistory(database: Database, approvals: Offers['approvals']): Promise<void> {
  const submit = (deal: string): Promise<{ id: string; hash: string }> =>
    approvals.submit(as('seller-0'), { deal, matrix: null, seen: null });
  const approve = ({ id, hash }: { id: string; hash: string }, by: string): Promise<unknown> =>
    approvals.decide(as(by), { request: id, step: 0, decision: 'approve', hash, reason: 'Agreed' });
  await tell(database, [...sold('better', '5000'), ...sold('for-manager', '6000'), STANDS_IN]);
  await approve(await submit('better'), 'manager-0');
  await approve(await submit('for-manager'), 'director');
  await tell(database, [line('better', '4000', 2)]);
  await submit('better');
}

/** The director decides for manager-0 this year and the years after. */
const STANDS_IN: Told = {
  table: 'approval_delegation',
  id: 'manager-0/director/2026-01-01',
  revision: 1,
  columns: {
    giver: 'manager-0',
    deputy: 'director',
    matrix: 'sizes',
    most: null,
    currency: null,
    effective_from: '2026-01-01',
    effective_until: '2126-01-01',
    reason: 'always',
  },
};

function sold(id: string, net: string): Told[] {
  const columns = {
    seller: 'seller-0',
    account: 'acme',
    currency: 'USD',
    offered_on: '2026-02-17',
    standing: 'open',
    attributes: '{"deal.type": "new", "deal.margin": "40%"}',
  };
  return [{ table: 'deal', id, revision: 1, columns }, line(id, net, 1)];
}

function line(deal: string, net: string, revision: number): Told {
  return {
    table: 'deal_line',
    id: `${deal}/1`,
    revision,
    columns: { deal, line_no: 1, net, attributes: '{}' },
  };
}
