import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { calculationOn } from '../../../test/support/calculation.js';
import {
  ACTOR,
  booking,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  quota,
  tell,
} from '../../../test/support/small-company.js';
import type { Database } from '../../platform/database/database.js';
import { EarningsService } from './earnings.service.js';
import { engineIdentity } from './engine-identity.js';
import { RulesService } from '../rules/rules.service.js';

const untouched = testDatabase();

const LATE = booking({ id: 'B900', day: '2026-02-03', net: '1000.00', seller: 'seller-3' });
const LOWER_QUOTA = quota({
  participant: 'seller-6',
  from: '2026-04-01',
  until: '2026-07-01',
  amount: '100',
  revision: 2,
});

/** A company of twelve with 60 bookings, on a database of its own. */
async function withCompany(work: (database: Database) => Promise<void>): Promise<void> {
  await onFreshDatabase(async (database) => {
    await publishRules(database);
    await tell(database, [...people(), ...bookings(60)]);
    await work(database);
  });
}

async function one<R>(database: Database, sql: string, values: readonly unknown[] = []): Promise<R> {
  const [row] = await database.asOwner(async (tx) => {
    await tx.query(`select set_config('kicker.actor', 'tester', true)`);
    return await tx.query<R>(sql, values);
  });
  if (row === undefined) throw new Error('no row');
  return row;
}

describe('calculate', () => {
  it('refuses while nothing is published', async () => {
    await expect(calculationOn(untouched).service.calculate(ACTOR)).rejects.toMatchObject({
      code: 'NOTHING_PUBLISHED',
    });
    await expect(calculationOn(untouched).service.summary(ACTOR)).rejects.toMatchObject({
      code: 'NOTHING_CALCULATED',
    });
  });

  it('gives a digest that the SQL of docs/digest.md computes from what is stored', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const first = await service.calculate(ACTOR);
      await tell(database, [booking({ id: 'B900', day: '2026-02-03', net: '512.25', seller: 'seller-3' })]);
      const second = await service.calculate(ACTOR);
      for (const { summary } of [first, second]) {
        expect(summary.totals.exceptions).toBeGreaterThan(0);
        expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
      }
    });
  });

  it('shares every block that a late booking does not touch, and comes to what a full calculation comes to', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const first = await service.calculate(ACTOR);
      expect(first.summary.totals.shared).toBe(0);
      const late = booking({ id: 'B900', day: '2026-02-03', net: '512.25', seller: 'seller-3' });
      await tell(database, [late]);
      const second = await service.calculate(ACTOR, { shards: 3 });
      expect(second.sameAs).toBeNull();
      expect(second.summary.totals.earnings - second.summary.totals.shared).toBe(3);
      await onFreshDatabase(async (other) => {
        await publishRules(other);
        await tell(other, [late, ...people(), ...bookings(60)]);
        expect((await calculationOn(other).service.calculate(ACTOR)).summary.digest).toBe(
          second.summary.digest,
        );
      });
    });
  });

  it('gives the calculation that is there when the inputs are the same, also after an undone import', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const first = await service.calculate(ACTOR);
      expect(await service.calculate(ACTOR)).toMatchObject({ sameAs: first.summary.calculation });
      const entry = await tell(database, [
        booking({ id: 'B900', day: '2026-02-03', net: '512.25', seller: 'seller-3' }),
      ]);
      const second = await service.calculate(ACTOR);
      await database.change(ACTOR, { action: 'import.undo', subject: 'B900' }, async (tx) => {
        await tx.query('insert into import_undo (undone, entry) values ($1, $2)', [entry, tx.entry]);
        return { result: undefined };
      });
      const third = await service.calculate(ACTOR);
      expect(third.sameAs).toBe(first.summary.calculation);
      expect(third.position).toBeGreaterThan(second.position);
      const changes = calculationOn(database).changes;
      expect(await changes.staleness(ACTOR)).toMatchObject({
        calculation: first.summary.calculation,
        stale: false,
      });
      const [old, late] = [first.summary.calculation, second.summary.calculation];
      const undone = await changes.compare(ACTOR, late, old);
      expect(undone.differences.map(({ because }) => because)).toContainEqual(['booking B900 line 1 undone']);
      const told = await changes.compare(ACTOR, old, late);
      expect(told.differences.map(({ because }) => because)).toContainEqual([
        'booking B900 line 1 revision 1',
      ]);
    });
  });

  it('leaves nothing when it fails, and is not in the way of the next', async () => {
    await withCompany(async (database) => {
      const { service, worker } = calculationOn(database);
      worker.work = () => Promise.reject(new Error('the disk is full'));
      await expect(service.calculate(ACTOR)).rejects.toThrow('the disk is full');
      expect(await one(database, `select state, failure from calculation`)).toEqual({
        state: 'failed',
        failure: 'An error of ours stopped it.',
      });
      expect(
        await one(
          database,
          `select count(*)::int as parts from pg_tables where schemaname = 'calculation_data'`,
        ),
      ).toEqual({ parts: 0 });
      expect((await calculationOn(database).service.calculate(ACTOR)).sameAs).toBeNull();
    });
  });

  it('hands a dead worker’s shard to another when its lease has run out, and is not disturbed by a run that was killed', async () => {
    await withCompany(async (database) => {
      const { life, worker, service } = calculationOn(database);
      const rules = await database.inTransaction(ACTOR, (tx) =>
        new RulesService(database).rulebookAt(tx, 2n),
      );
      const opened = await life.open(ACTOR, { position: 2n, engine: engineIdentity(), rules, shards: 2 });
      await database.asWorker((tx) =>
        tx.query('select lease_shard($1, $2, $3)', [opened.calculation, 'dead', 1]),
      );
      expect(await worker.work(opened.calculation, () => undefined)).toBe(1);
      while (await life.awaitsShards(opened.calculation))
        await worker.work(opened.calculation, () => undefined);
      const resumed = await life.complete(ACTOR, opened);
      await life.open(ACTOR, { position: 2n, engine: engineIdentity(), rules, shards: 2 });
      expect(await service.calculate(ACTOR)).toMatchObject({ sameAs: resumed.summary.calculation });
    });
  });
});

describe('what changed', () => {
  it('names who is paid differently, by how much and because of which fact', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const changes = calculationOn(database).changes;
      const before = await service.calculate(ACTOR);
      await tell(database, [LATE, LOWER_QUOTA]);
      const stale = await changes.staleness(ACTOR);
      expect(stale).toMatchObject({
        stale: true,
        changed: { 'booking line': 1, quota: 1 },
        periods: ['2026-Q1', '2026-Q2'],
        participants: ['director', 'manager-1', 'seller-3', 'seller-6'],
      });
      expect(stale.words[0]).toBe(
        `Changed since calculation ${before.summary.calculation}: 1 booking line, 1 quota.`,
      );
      const after = await service.calculate(ACTOR);
      const comparison = await changes.compare(ACTOR, before.summary.calculation, after.summary.calculation);
      const causes = comparison.differences.map(({ participant, period, because }) => [
        participant,
        period,
        because,
      ]);
      expect(causes).toEqual([
        ['director', '2026-Q1', ['booking B900 line 1 revision 1']],
        ['manager-1', '2026-Q1', ['booking B900 line 1 revision 1']],
        ['seller-3', '2026-Q1', ['booking B900 line 1 revision 1']],
        ['seller-6', '2026-Q2', ['quota seller-6 2026-04-01 revision 2']],
      ]);
      expect(comparison.differences[2]).toMatchObject({
        incentive: 'commission',
        currency: 'USD',
        change: '60',
      });
      expect(comparison.participants).toBe(4);
      expect(await changes.staleness(ACTOR)).toMatchObject({ stale: false, participants: [] });
    });
  });

  it('gives back each earning with its lines, which make its amount', async () => {
    await withCompany(async (database) => {
      const { summary } = await calculationOn(database).service.calculate(ACTOR);
      const reads = new EarningsService(database);
      const earnings = await reads.earnings(ACTOR, {
        calculation: summary.calculation,
        participant: 'seller-0',
      });
      expect(earnings.map(({ earning }) => earning.period.name)).toEqual(['2026-Q1', '2026-Q2']);
      for (const { id } of earnings) {
        const { earning, lines } = await reads.explainable(ACTOR, summary.calculation, id);
        expect(lines).toHaveLength(earning.lines);
        expect(lines.reduce((sum, { line }) => sum + line.amount, 0n)).toBe(earning.earning.amount);
        expect(
          lines.every(
            ({ booking, line }) =>
              booking && booking.net.n * line.credited.d === line.credited.n * booking.net.d,
          ),
        ).toBe(true);
      }
    });
  });
});
