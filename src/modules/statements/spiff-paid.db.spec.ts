import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { ACTOR, booking, tell } from '../../../test/support/small-company.js';
import { calculateSprint, seedSprint, sprintPay } from '../../../test/support/spiffs/spiff-company.js';
import { ALL_DAYS, type Actor } from '../../platform/database/actor.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { statementJson } from './statement-json.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const ledger = new LedgerService(database, new RulesService(database));
const changes = calculationOn(database).changes;

const sells = (id: string, day: string, net: string, number: number, more = {}) =>
  booking({ id, day, net, seller: `seller-${number}`, ...more });

let [first, second]: bigint[] = [];

// One February, told as one story: each test continues where the one before ended.
beforeAll(async () => {
  await seedSprint(database);
  await tell(database, [sells('B1', '2026-02-20', '900.00', 0)]);
  await tell(database, [sells('B2', '2026-02-10', '700.00', 1)]);
  await tell(database, [sells('B3', '2026-02-05', '500.00', 2)]);
  first = await calculateSprint(database);
});

describe('a SPIFF that was published', () => {
  it('pays prizes in the period they settle in, and the first two that became known', async () => {
    expect(await sprintPay(database, first ?? 0n)).toEqual({
      'seller-0 early 2026-02': '50.00',
      'seller-0 prize 2026-03': '300.00',
      'seller-1 early 2026-02': '50.00',
      'seller-1 prize 2026-03': '100.00',
    });
  });

  it('is on the statement beside the plan, and foots', async () => {
    const statements = new StatementsService(database, ledger);
    const statement = await statements.statement(ACTOR, { participant: 'seller-0', period: '2026-03' });
    const told = JSON.stringify(statementJson(statement));
    expect(told).toContain('prize');
    expect(told).toContain('300.00');
    expect(told).not.toMatch(/seller-1|700\.00/);
  });

  it('says that anybody’s pay may change when one booking of it does', async () => {
    await tell(database, [sells('B4', '2026-02-01', '450.00', 2)]);
    expect(await changes.staleness(ACTOR)).toMatchObject({
      stale: true,
      changed: { 'booking line': 1 },
      participants: null,
    });
  });

  it('moves prizes to who is ahead now, and places to nobody: the late booking was told third', async () => {
    second = await calculateSprint(database, 3);
    expect(await sprintPay(database, second)).toEqual({
      'seller-0 early 2026-02': '50.00',
      'seller-0 prize 2026-03': '100.00',
      'seller-1 early 2026-02': '50.00',
      'seller-2 prize 2026-03': '300.00',
    });
    const { differences } = await changes.compare(ACTOR, first ?? 0n, second);
    const prizes = differences.filter(({ incentive }) => incentive === 'prize');
    expect(prizes.map(({ participant, change, because }) => [participant, change, because])).toEqual([
      ['seller-0', '-200', ['bookings of others with whom it is shared']],
      ['seller-1', '-100', ['bookings of others with whom it is shared']],
      ['seller-2', '300', ['booking B4 line 1 revision 1']],
    ]);
  });

  it('names in the ledger the booking that moved a prize, also where it is of somebody else', async () => {
    const rows = await database.inTransaction(ACTOR, (tx) =>
      tx.query<{ participant: string; cause: string[] }>(
        `select distinct e.participant, l.cause from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number
         where e.incentive = 'prize' and l.cause <> '{}' order by e.participant`,
      ),
    );
    const moved = ['booking B4 line 1 revision 1', 'of others with whom it is shared'];
    expect(rows.slice(0, 2)).toEqual([
      { participant: 'seller-0', cause: moved },
      { participant: 'seller-1', cause: moved },
    ]);
  });

  it('names it on the statement to those alone who see that booking', async () => {
    const statements = new StatementsService(database, ledger);
    const causes = async (actor: Actor): Promise<unknown> => {
      const of = { participant: 'seller-0', period: '2026-03' };
      const { accounts } = await statements.statement(actor, of);
      const lines = accounts.flatMap(({ earned }) => earned.flatMap((entry) => entry.lines));
      return lines.map(({ cause }) => cause).filter((cause) => cause.length > 0);
    };
    const seeing = (...people: readonly string[]): Actor => {
      const pay = new Map(people.map((person) => [person, ALL_DAYS]));
      return { id: 'viewer', sight: { pay, bookings: 'credited', audit: 'none' } };
    };
    const named = [['booking B4 line 1 revision 1', 'of others with whom it is shared']];
    const unnamed = [['what others booked, with whom it is shared']];
    expect(await causes(ACTOR)).toEqual(named);
    expect(await causes(seeing('seller-0'))).toEqual(unnamed);
    expect(await causes(seeing('seller-0', 'seller-1'))).toEqual(unnamed);
    expect(await causes(seeing('seller-0', 'seller-2'))).toEqual(named);
  });

  it('keeps a place through a correction, and gives it up by a withdrawal, to stand last when told again', async () => {
    await tell(database, [sells('B1', '2026-02-20', '901.00', 0, { revision: 2 })]);
    expect(await early(await calculateSprint(database))).toEqual(['seller-0', 'seller-1']);
    await tell(database, [sells('B1', '2026-02-20', '901.00', 0, { revision: 3, withdrawn: true })]);
    expect(await early(await calculateSprint(database))).toEqual(['seller-1', 'seller-2']);
    await tell(database, [sells('B1', '2026-02-20', '901.00', 0, { revision: 4 })]);
    expect(await early(await calculateSprint(database, 2))).toEqual(['seller-1', 'seller-2']);
  });

  it('knows nothing of an undone import: told again, a booking stands last', async () => {
    const entry = await tell(database, [sells('B0', '2026-02-27', '1.00', 3)]);
    await tell(database, [sells('B2', '2026-02-10', '700.00', 1, { revision: 2, withdrawn: true })]);
    expect(await early(await calculateSprint(database))).toEqual(['seller-2', 'seller-2']);
    await tell(database, [sells('B3', '2026-02-05', '500.00', 2, { revision: 2, withdrawn: true })]);
    await tell(database, [sells('B4', '2026-02-01', '450.00', 2, { revision: 2, withdrawn: true })]);
    expect(await early(await calculateSprint(database))).toEqual(['seller-0', 'seller-3']);
    await database.change(ACTOR, { action: 'import.undo', subject: 'B0' }, async (tx) => {
      await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry]);
      return { result: undefined };
    });
    await tell(database, [sells('B5', '2026-02-28', '2.00', 4)]);
    await tell(database, [sells('B0', '2026-02-27', '1.00', 3)]);
    expect(await early(await calculateSprint(database))).toEqual(['seller-0', 'seller-4']);
  });

  it('lets its months be closed, and what is told later posts to the next', async () => {
    await ledger.closePeriod(ACTOR, { period: '2026-01', reason: 'January' });
    await ledger.closePeriod(ACTOR, { period: '2026-02', reason: 'February' });
    await tell(database, [sells('B0', '2026-02-27', '1.00', 3, { revision: 2, withdrawn: true })]);
    await tell(database, [sells('B5', '2026-02-28', '2.00', 4, { revision: 2, withdrawn: true })]);
    await calculateSprint(database);
    const late = await database.inTransaction(ACTOR, (tx) =>
      tx.query(
        `select participant, origin, posted, sum(change)::numeric(18, 2)::text as change from ledger_entry e
         join ledger_line l on l.entry = e.entry and l.number = e.number
         where participant = 'seller-4' and incentive = 'early' group by 1, 2, 3 order by 3`,
      ),
    );
    expect(late).toEqual([
      { participant: 'seller-4', origin: '2026-02', posted: '2026-02', change: '50.00' },
      { participant: 'seller-4', origin: '2026-02', posted: '2026-03', change: '-50.00' },
    ]);
  });
});

/** Who has the places for the first two, by id; twice who has both. */
async function early(calculation: bigint): Promise<string[]> {
  const pay = await sprintPay(database, calculation);
  return Object.entries(pay).flatMap(([key, amount]) => {
    const [seller = '', incentive] = key.split(' ');
    return incentive === 'early' ? Array.from({ length: Number(amount) / 50 }, () => seller) : [];
  });
}
