import { seeingAll } from '../../../../test/support/actors/actor.js';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerCompany, type HandEarning } from '../../../../test/support/ledger-company.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { LedgerService } from '../ledger.service.js';
import { settleCalculation, type Room } from './settle-calculation.js';
import { settleable } from './settleable.js';
import { lockLedger } from './settlement.js';

const database = testDatabase();
const company = new LedgerCompany(database);
const ledger = new LedgerService(database, company.rules);
const actor = seeingAll('finance');
const PEOPLE = ['ana', 'ben', 'cy', 'di', 'ed', 'flo'];
const BOOKINGS = Array.from({ length: 30 }, (_, number) => `B${number}`);
const MONTHS = ['2026-01', '2026-02'];
/** Of the bookings of a month. */
const LAST = BOOKINGS.length / MONTHS.length - 1;

/** Everybody is paid on every booking of a month; the last keeps its exact pay, and its cents take what rounding moves once `rate` is another. */
function earned(rate: number, months: readonly string[]): HandEarning[] {
  return PEOPLE.flatMap((participant, place) =>
    months.map((month) => ({
      participant,
      month,
      windowFrom: '2026-01-01',
      lines: BOOKINGS.filter((_, number) => MONTHS[number % 2] === month).map((booking, number) => {
        const cents = (number === LAST ? 100 : rate) * (number + place + 1);
        const exact = (cents / 100 + 0.0001 * number).toFixed(12);
        const moved = number === (rate === 100 ? 0 : LAST) ? place : 0;
        return [booking, exact, ((cents + moved) / 100).toFixed(2)] as const;
      }),
    })),
  );
}

/** The transaction, noting the longest answer that it gives and how often it copies out. */
function watched(tx: ChangeTransaction, seen: { rows: number; copies: number }): ChangeTransaction {
  return {
    entry: tx.entry,
    manager: tx.manager,
    copyIn: (sql) => tx.copyIn(sql),
    copyOut: (sql) => {
      seen.copies += 1;
      return tx.copyOut(sql);
    },
    query: async <R>(sql: string, values?: readonly unknown[]) => {
      const rows = await tx.query<R>(sql, values);
      // Several statements at once answer with no rows.
      if (Array.isArray(rows)) seen.rows = Math.max(seen.rows, rows.length);
      return rows;
    },
  };
}

/** What settling would post, without posting it. */
async function wouldPost(of: { calculation: bigint; position: bigint }, room?: Room) {
  const seen = { rows: 0, copies: 0 };
  const change = { action: 'ledger.settle', subject: `calculation ${of.calculation}` };
  const { result } = await database.change(actor, change, async (tx) => {
    await lockLedger(tx);
    const found = await settleable(tx, of.calculation, of.position);
    const { rulebook } = await company.rules.rulebookAt(tx, found.position);
    const use = { rulebook, ...(room ? { room } : {}) };
    const { entries, lines, periods } = await settleCalculation(watched(tx, seen), found, use);
    const sql = `
      select e.participant, e.origin, e.posted, e.debit, e.amount, l.booking_line, l.tier, l.change, l.exact_change, l.cause
      from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number
      where e.entry = $1 order by e.participant, e.origin, l.booking_line nulls last`;
    const rows = await tx.query<{ cause: string[]; tier: string }>(sql, [tx.entry]);
    return { unchanged: { entries, lines, periods, rows } };
  });
  return { ...result, seen };
}

beforeAll(async () => {
  for (const [number, booking] of BOOKINGS.entries()) await company.book(booking, `${MONTHS[number % 2]}-10`);
});

const ROOM: Room = { windows: 2, lines: 4 };

// One ledger, told in order: each test continues where the one before ended.
describe('settling in chunks', () => {
  it('posts a first calculation as it does at once', async () => {
    const calculation = await company.calculate(earned(100, MONTHS));
    const { seen, ...atOnce } = await wouldPost(calculation);
    expect(atOnce).toMatchObject({ entries: 12, lines: 180 });
    expect(seen.rows).toBe(12);
    const chunks = await wouldPost(calculation, ROOM);
    expect(chunks.seen.rows).toBe(2);
    expect({ ...chunks, seen }).toEqual({ ...atOnce, seen });
    await ledger.settle(actor, calculation.calculation, calculation.position);
  });

  it('posts a change of every line and window as it does at once, with the same causes, and holds no more than it has room for', async () => {
    await company.book('B0', '2026-01-12');
    for (let number = 3; number < 24; number += 2) await company.book(`B${number}`, '2026-02-12');
    const calculation = await company.calculate(earned(110, MONTHS));
    const { seen, ...atOnce } = await wouldPost(calculation);
    expect(new Set(atOnce.rows.map(({ cause }) => cause.length))).toEqual(new Set([1, 9]));
    expect(atOnce.rows.some(({ tier }) => tier === 'rounding')).toBe(true);
    expect(seen).toEqual({ rows: 12, copies: 2 });
    const chunks = await wouldPost(calculation, ROOM);
    expect({ ...chunks, seen }).toEqual({ ...atOnce, seen });
    expect(chunks.seen.rows).toBe(2);
    // Six participants, two windows each, of 30 lines on both sides.
    expect(chunks.seen.copies).toBe(6 + 12 * Math.ceil(30 / 4));
    await ledger.settle(actor, calculation.calculation, calculation.position);
  });

  it('takes back everything that is no longer earned as it does at once', async () => {
    const calculation = await company.calculate(earned(110, ['2026-02']));
    const { seen, ...atOnce } = await wouldPost(calculation);
    expect(atOnce).toMatchObject({ entries: 6, periods: [{ period: '2026-01' }] });
    const chunks = await wouldPost(calculation, ROOM);
    expect({ ...chunks, seen }).toEqual({ ...atOnce, seen });
    expect(chunks.seen.copies).toBeGreaterThan(6 * (30 / 4));
  });
});
