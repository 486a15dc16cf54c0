import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { ENGAGEMENT, FACTS, PLAN } from '../../../test/support/approvals/deal-plan.js';
import { as, MATRIX, offer, Offers } from '../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { ALL_DAYS, type Actor } from '../../platform/database/actor.js';
import { LedgerService, type HeldDifference } from '../ledger/ledger.service.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const api = testApi(database);
const { service: calculation, changes } = calculationOn(database);
const ledger = new LedgerService(database, offers.rules);
const statements = new StatementsService(database, ledger);

function seeing(...people: readonly string[]): Actor {
  const pay = new Map(people.map((person) => [person, ALL_DAYS]));
  return { id: 'viewer', sight: { pay, bookings: 'credited', audit: 'none' } };
}

async function settle(): Promise<bigint> {
  await offers.clearings.look();
  const { summary, position } = await calculation.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
  return summary.calculation;
}

let [before, after] = [0n, 0n];

/** Two sellers under one manager, each with a booking of a deal that lacks its approval; then one is approved, and the other books more. */
beforeAll(async () => {
  const byNote = PLAN.replace('sum: line.net,', 'sum: line.net, when: { deal.note: standard },');
  await offers.publish(FACTS, MATRIX, ENGAGEMENT, byNote);
  await give('participants', 'participant,name\nana,Ana\nben,Ben\nmia,Mia\ndan,Dan\n');
  await give(
    'assignments',
    'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\nas-2,ben,seller,2020-01-01,dan\n',
  );
  const terms = { discount: '15%', note: 'standard' };
  await offers.tell(offer('Q-1', terms), offer('Q-2', { ...terms, seller: 'ben' }));
  const header = 'booking,date,currency,net,salesperson,deal\n';
  await give('bookings', `${header}SO-1,2026-03-10,USD,600,ana,Q-1\nSO-2,2026-03-10,USD,400,ben,Q-2\n`);
  before = await settle();
  const { id, hash } = await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null });
  const approve = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
  await offers.approvals.decide(as('mia'), approve);
  await offers.tell(offer('Q-3', { ...terms, discount: '5%', seller: 'ben' }));
  await give('bookings', `${header}SO-3,2026-03-11,USD,1000,ben,Q-3\nSO-4,2026-03-11,USD,50,ben,Q-2\n`);
  after = await settle();
}, 60_000);

describe('a comparison of calculations', () => {
  const NEVER = 'deal Q-2 was never submitted for approval';
  const said = (held: readonly HeldDifference[]): string[] =>
    held.map(({ participant, incentive, period, change, because }) =>
      [participant, incentive, period, change, ...because].join(' '),
    );

  it('names the approval because of which pay is held no more, beside what is earned otherwise', async () => {
    const text = `query ($before: ID!, $after: ID!) { comparison(before: $before, after: $after) {
      differences { participant change } held { participant incentive period currency change because } } }`;
    const { comparison } = await api.ask<{
      comparison: { differences: unknown[]; held: HeldDifference[] };
    }>(text, { before: `${before}`, after: `${after}` });
    expect(comparison.differences).toEqual([{ participant: 'ben', change: '105.00' }]);
    expect(said(comparison.held)).toEqual([
      'ana commission 2026-03 -60.00 deal Q-1 was approved',
      `ben commission 2026-03 5.00 ${NEVER}`,
    ]);
  });

  it('is the other way round from the later to the earlier, and nothing within one or of one that was never settled', async () => {
    expect(said(await ledger.heldBetween(ACTOR, after, before)).map((each) => each.split(' ')[3])).toEqual([
      '60.00',
      '-5.00',
    ]);
    expect(await ledger.heldBetween(ACTOR, after, after)).toEqual([]);
    expect(await ledger.heldBetween(ACTOR, before, 77n)).toEqual([]);
  });

  it('shows a rep their own pay, a manager that of their team, and neither anybody else’s', async () => {
    const of = async (actor: Actor): Promise<string[][]> => [
      (await changes.compare(actor, before, after)).differences.map(({ participant }) => participant),
      (await ledger.heldBetween(actor, before, after)).map(({ participant }) => participant),
    ];
    expect(await of(seeing('ana'))).toEqual([[], ['ana']]);
    expect(await of(seeing('ben'))).toEqual([['ben'], ['ben']]);
    expect(await of(seeing('ana', 'mia'))).toEqual([[], ['ana']]);
    expect(await of(seeing('mia'))).toEqual([[], []]);
    const { sums } = await changes.compare(seeing('ana'), before, after);
    expect(sums).toEqual([]);
  });
});

describe('the deals that a statement names', () => {
  async function causes(actor: Actor, participant: string): Promise<readonly string[]> {
    const { accounts } = await statements.statement(actor, { participant, period: '2026-04' });
    const lines = accounts.flatMap(({ earned }) => earned.flatMap((entry) => entry.lines));
    return [...new Set(lines.flatMap(({ cause }) => cause))].sort();
  }

  beforeAll(async () => {
    await ledger.closePeriod(ACTOR, { period: '2026-03' });
    await offers.tell(
      offer('Q-1', { discount: '15%', note: 'special', revision: 2 }),
      offer('Q-3', { discount: '5%', note: 'special', seller: 'ben', revision: 2 }),
    );
    await settle();
  }, 60_000);

  it('are all that changed, to who sees all bookings', async () => {
    expect(await causes(ACTOR, 'ana')).toEqual(['deal Q-1 revision 2', 'deal Q-3 revision 2']);
  });

  it('are that of the booking of the line alone, and none of somebody else', async () => {
    expect(await causes(seeing('ana'), 'ana')).toEqual(['deal Q-1 revision 2']);
    expect(await causes(seeing('ben'), 'ben')).toEqual(['deal Q-3 revision 2']);
  });
});
