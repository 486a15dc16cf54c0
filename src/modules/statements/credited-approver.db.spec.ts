import { beforeAll, describe, expect, it } from '@jest/globals';
import { FACTS } from '../../../test/support/approvals/deal-plan.js';
import { as, codeOf, MATRIX, offer, Offers } from '../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { StatementsService, statementText } from './statements.service.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const ledger = new LedgerService(database, offers.rules);
const statements = new StatementsService(database, ledger);
const { service: calculation } = calculationOn(database);

const OWNED = FACTS.replace(
  'fields:\n',
  'fields:\n  - { name: account.segment, is: one-of, values: [smb, enterprise], means: Segment }\n',
).replace('relations:\n', 'relations:\n  - { name: account.owner, gives: person, means: Owner }\n');
const ENGAGEMENT = `kicker: 1
engagement: field
from: 2020-01-01
decisions:
  - decides: credit
    phases:
      - { id: owned, rules: [{ id: owner, when: { account.segment: smb, account.owner: known }, credit: [{ to: account.owner, parts: 1 }], because: Owns it }] }
      - { id: named, rules: [{ id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named }] }
    otherwise: { credit: house, because: Nobody is named }
overlays:
  - { id: support, when: { account.segment: enterprise }, to: account.owner, share: 100%, quota: counts }
rollup:
  - { id: managers, to: participant.manager, levels: all, own-bookings: excluded }
`;
const PLAN = `kicker: 1
plan: seller
from: 2020-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: month, negative: carry-measure }
  - { id: beside, sum: line.net, window: month, credits: overlay, negative: carry-measure }
  - { id: team, sum: line.net, window: month, credits: rollup, negative: carry-measure }
incentives:
  - { id: commission, flat: { base: measure.net, pays: 10% } }
  - { id: support, flat: { base: measure.beside, pays: 2% } }
  - { id: override, flat: { base: measure.team, pays: 1% } }
`;

async function told(kind: string, ...rows: readonly string[]): Promise<void> {
  const catalogue = await database.reading(ACTOR, (tx) => offers.rules.catalogueNow(tx));
  const { rejections } = await give(kind, [...rows, ''].join('\n'), { catalogue });
  expect(rejections).toEqual([]);
}

const submit = (deal: string): Promise<Request> =>
  offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
const approve = ({ id: request, hash }: Request, by: string): Promise<Request> =>
  offers.approvals.decide(as(by), { request, step: 0, decision: 'approve', hash, reason: null });

/** Looks, calculates and settles; what is posted by participant, state, amount and the cause told last. */
async function settle(): Promise<string[]> {
  await offers.clearings.look();
  const { summary, position } = await calculation.calculate(ACTOR);
  const { identity } = await ledger.settle(ACTOR, summary.calculation, position);
  const { checks } = await ledger.verifyLedger(ACTOR);
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  const rows = await database.reading(ACTOR, (tx) =>
    tx.query<{ said: string }>(
      `select concat_ws(' ', e.participant, e.incentive, e.state, l.change, l.cause[1]) as said from settlement s
       join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
       where s.identity = $1 order by e.participant, e.incentive, e.state, l.change`,
      [identity],
    ),
  );
  return rows.map(({ said }) => said);
}

const pays = (deal: string): string => `deal ${deal} was approved by somebody whom the booking pays`;

beforeAll(async () => {
  await offers.publish(OWNED, MATRIX.replace('role.director', 'person.dan'), ENGAGEMENT, PLAN);
  await told('participants', 'participant,name', 'ana,Ana', 'mia,Mia', 'dan,Dan', 'vic,Vic');
  await told(
    'assignments',
    'assignment,participant,plan,from,manager',
    ...['ana,seller,2020-01-01,mia', 'mia,seller,2020-01-01,'].map((row, at) => `as-${at},${row}`),
  );
  await told('accounts', 'account,name,owner,segment', 'acme,Acme,ana,smb', 'big,Big,vic,enterprise');
  for (const deal of ['Q-1', 'Q-2', 'Q-3']) {
    await offers.tell(offer(deal, { discount: '15%' }));
    await approve(await submit(deal), 'mia');
  }
}, 60_000);

// One history: each test continues where the one before ended.
describe('an approver who is credited for the booking that they approved', () => {
  it('is paid by rollup, where the matrix lets managers decide', async () => {
    await told(
      'bookings',
      'booking,date,currency,net,salesperson,account,deal',
      'SO-1,2026-03-10,USD,1000,ana,acme,Q-1',
      'SO-2,2026-04-10,USD,2000,ana,,Q-2',
      'SO-3,2026-05-10,USD,3000,ana,big,Q-3',
    );
    expect(await settle()).toEqual([
      'ana commission payable 100.00',
      'ana commission payable 200.00',
      'ana commission payable 300.00',
      'mia override payable 10.00',
      'mia override payable 20.00',
      'mia override payable 30.00',
    ]);
  });

  it('has the booking held, where the account is theirs after the decision', async () => {
    await told('account-owners', 'account,participant,from', 'acme,mia,2026-01-01');
    expect(await settle()).toEqual([
      'ana commission payable -100.00 account owner acme/2026-01-01 revision 1',
      `mia commission held 100.00 ${pays('Q-1')}`,
      'mia override payable -10.00 account owner acme/2026-01-01 revision 1',
    ]);
    const statement = await statements.statement(ACTOR, { participant: 'mia', period: '2026-03' });
    expect(statementText(statement)).toContain(`because of ${pays('Q-1')}`);
  });

  it('is not asked where the deal is submitted anew, and it is released by who is', async () => {
    const anew = await submit('Q-1');
    expect(anew.steps.map(({ level, standing, people }) => [level, standing, ...people])).toEqual([
      ['director', 'REQUESTED', 'dan'],
    ]);
    expect(await codeOf(approve(anew, 'mia'))).not.toBe('done');
    await approve(anew, 'dan');
    expect(await settle()).toEqual([
      'mia commission held -100.00 deal Q-1 was approved',
      'mia commission payable 100.00 deal Q-1 was approved',
    ]);
  });

  it('has it held where a credit ruling names them, for everybody, until it does no more', async () => {
    const header =
      'ruling,booking,account,from,until,shares,reason,decided_by,arises_from,revision,withdrawn';
    const row = 'CR-1,SO-2,,,,"ana 1, mia 1",Both worked on it,Comp operations,,';
    await told('credit-rulings', header, `${row}1,`);
    const posted = await settle();
    expect(posted.filter((said) => said.includes('held'))).toEqual([
      `ana commission held 100.00 ${pays('Q-2')}`,
      `mia commission held 100.00 ${pays('Q-2')}`,
    ]);
    await told('credit-rulings', header, `${row}2,yes`);
    expect(await settle()).toEqual([
      'ana commission held -100.00 deal Q-2 was approved',
      'ana commission payable 200.00 deal Q-2 was approved',
      'mia commission held -100.00 credit ruling CR-1 withdrawn',
      'mia override payable 20.00 deal Q-2 was approved',
    ]);
  });

  it('has it held where they are credited beside it, by overlay', async () => {
    await told('account-owners', 'account,participant,from', 'big,mia,2026-01-01');
    expect(await settle()).toEqual([
      `ana commission held 300.00 ${pays('Q-3')}`,
      `ana commission payable -300.00 ${pays('Q-3')}`,
      `mia override held 30.00 ${pays('Q-3')}`,
      `mia override payable -30.00 ${pays('Q-3')}`,
      `mia support held 60.00 ${pays('Q-3')}`,
    ]);
  });
});
