import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { relationsLocked } from '../../../test/support/locks.js';
import {
  ACTOR,
  booking,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  quota,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import type { Database } from '../../platform/database/database.js';
import { RulesService } from '../rules/rules.service.js';
import { EarningsService } from './earnings.service.js';
import { engineIdentity } from './engine-identity.js';
import { WorkerProcesses } from './shards/worker-processes.js';

async function withCompany(work: (database: Database) => Promise<void>): Promise<void> {
  await onFreshDatabase(async (database) => {
    await publishRules(database);
    await tell(database, [...people(), ...bookings(20)]);
    await work(database);
  });
}

function seller(id: string): Told[] {
  const dated = { effective_from: '2026-01-01', effective_until: null, attributes: '{}' };
  return [
    { table: 'participant', id, revision: 1, columns: { name: 'A person', attributes: '{}' } },
    {
      table: 'assignment',
      id: `${id} seller`,
      revision: 1,
      columns: { participant: id, plan: 'seller', manager: null, ...dated },
    },
    quota({ participant: id, from: '2026-01-01', until: '2026-04-01', amount: '10000' }),
    booking({ id: `B8${id.length}`, day: '2026-02-03', net: '900.00', seller: id }),
  ];
}

describe('what a calculation is named by', () => {
  it('covers everybody, whatever their id', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const before = await service.calculate(ACTOR);
      await tell(database, [...seller('__proto__'), ...seller('constructor')]);
      const { summary } = await service.calculate(ACTOR, { shards: 2 });
      expect(summary.totals.participants).toBe(before.summary.totals.participants + 2);
      expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
    });
  });

  it('is the same when somebody is renamed', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const first = await service.calculate(ACTOR);
      const columns = { name: 'Another name', attributes: '{}' };
      await tell(database, [{ table: 'participant', id: 'seller-1', revision: 2, columns }]);
      expect((await service.calculate(ACTOR)).sameAs).toBe(first.summary.calculation);
    });
  });

  it('is the latest by what it knows, not by when it was completed', async () => {
    await withCompany(async (database) => {
      const { life, worker, service } = calculationOn(database);
      const position = await database.inTransaction(ACTOR, async (tx) =>
        BigInt(
          (await tx.query<{ position: string }>('select last_position() as position'))[0]?.position ?? 0,
        ),
      );
      const rules = await database.inTransaction(ACTOR, (tx) =>
        new RulesService(database).rulebookAt(tx, position),
      );
      const early = await life.open(ACTOR, { position, engine: engineIdentity(), rules, shards: 1 });
      await worker.work(early.calculation, () => undefined);
      await tell(database, [booking({ id: 'B900', day: '2026-02-03', net: '512.25', seller: 'seller-3' })]);
      const late = await service.calculate(ACTOR);
      await life.complete(ACTOR, early);
      expect((await service.summary(ACTOR)).calculation).toBe(late.summary.calculation);
    });
  });
});

describe('a calculation among many', () => {
  it('is read without touching the others', async () => {
    await withCompany(async (database) => {
      const { service } = calculationOn(database);
      const { summary } = await service.calculate(ACTOR);
      const locked = (): Promise<number> =>
        relationsLocked(database, (counting) =>
          new EarningsService(counting).earnings(ACTOR, { calculation: summary.calculation }),
        );
      const before = await locked();
      for (let number = 0; number < 5; number += 1) {
        const late = { day: '2026-05-03', net: '100.00', seller: 'seller-3' };
        await tell(database, [booking({ id: `B95${number}`, ...late })]);
        await service.calculate(ACTOR);
      }
      expect(await locked()).toBe(before);
    });
  });

  it('is refused with what its workers found wrong', async () => {
    await withCompany(async (database) => {
      const { life } = calculationOn(database);
      const rules = await database.inTransaction(ACTOR, (tx) =>
        new RulesService(database).rulebookAt(tx, 2n),
      );
      const opened = await life.open(ACTOR, { position: 0n, engine: engineIdentity(), rules, shards: 2 });
      const working = new WorkerProcesses(database).work(opened.calculation, 2, () => () => undefined);
      await expect(working).rejects.toMatchObject({ code: 'NOTHING_PUBLISHED' });
    });
  });

  it('leaves a shard that failed free at once', async () => {
    await withCompany(async (database) => {
      const { life, worker } = calculationOn(database);
      const rules = await database.inTransaction(ACTOR, (tx) =>
        new RulesService(database).rulebookAt(tx, 2n),
      );
      const opened = await life.open(ACTOR, { position: 2n, engine: engineIdentity(), rules, shards: 1 });
      const failing = (): void => {
        throw new Error('the disk is full');
      };
      await expect(worker.work(opened.calculation, failing)).rejects.toThrow('the disk is full');
      expect(await worker.work(opened.calculation, () => undefined)).toBe(1);
    });
  });
});
