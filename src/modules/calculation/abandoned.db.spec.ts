import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import {
  ACTOR,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  tell,
} from '../../../test/support/small-company.js';
import type { Database } from '../../platform/database/database.js';
import { RulesService } from '../rules/rules.service.js';
import type { Opened } from './calculation-life.js';
import { engineIdentity } from './engine-identity.js';
import { WorkerLoop } from './worker-loop.service.js';

const WORKER = { id: 'worker' };
/** Lets the leases of a calculation run out, as waiting does. */
const RUN_OUT = `update calculation_shard set leased_until = clock_timestamp() - interval '100 milliseconds' where calculation = $1`;

/** A calculation whose process died after the last of its shards; `engine` began it. */
async function leftBehind(
  work: (database: Database, opened: Opened) => Promise<void>,
  engine = engineIdentity(),
): Promise<void> {
  await onFreshDatabase(async (database) => {
    await publishRules(database);
    await tell(database, [...people(), ...bookings(60)]);
    const { life, worker } = calculationOn(database);
    const position = await reached(database);
    const rules = await database.reading(ACTOR, (tx) => new RulesService(database).rulebookAt(tx, position));
    const opened = await life.open(ACTOR, { position, engine, rules, shards: 2 });
    await worker.work(opened.calculation, () => undefined);
    await database.asOwner((tx) => tx.query(RUN_OUT, [opened.calculation]));
    await work(database, opened);
  });
}

async function reached(database: Database): Promise<bigint> {
  const [row] = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ position: string }>('select last_position() as position'),
  );
  return BigInt(row?.position ?? 0);
}

/** The states of all calculations, and who published how many. */
async function seen(database: Database): Promise<unknown> {
  return await database.inTransaction(ACTOR, async (tx) => ({
    states: (await tx.query<{ state: string }>('select state from calculation order by calculation')).map(
      ({ state }) => state,
    ),
    published: await tx.query(
      `select actor, action from audit_entry where action in ('calculation.complete', 'calculation.confirm') order by position`,
    ),
  }));
}

const PUBLISHED_BY = (actor: string): unknown => ({
  states: ['complete'],
  published: [{ actor, action: 'calculation.complete' }],
});

describe('a calculation whose process died after its last shard', () => {
  it('is completed by one of several workers that find it, and its process, if it lives after all, finds it complete', async () => {
    await leftBehind(async (database, opened) => {
      const { life, service } = calculationOn(database);
      const workers = Array.from({ length: 4 }, () => life.completeAbandoned(WORKER, 0));
      await Promise.all(workers);
      expect(await seen(database)).toEqual(PUBLISHED_BY('worker'));
      const late = await life.complete(ACTOR, opened);
      expect(late).toMatchObject({ sameAs: null, position: opened.position });
      expect(await seen(database)).toEqual(PUBLISHED_BY('worker'));
      const again = await service.calculate(ACTOR);
      expect(again.summary).toEqual(late.summary);
      expect(late.summary.calculation).toBe(opened.calculation);
    });
  });

  it('is completed once when its process and workers come at the same moment', async () => {
    await leftBehind(async (database, opened) => {
      const { life } = calculationOn(database);
      const [own] = await Promise.all([
        life.complete(ACTOR, opened),
        life.completeAbandoned(WORKER, 0),
        life.completeAbandoned(WORKER, 0),
      ]);
      expect(own.summary.calculation).toBe(opened.calculation);
      expect(own.sameAs).toBeNull();
      expect(await seen(database)).toMatchObject({ states: ['complete'], published: [expect.anything()] });
    });
  });

  it('is completed by the next calculation that is asked for, which is it', async () => {
    await leftBehind(async (database, opened) => {
      const { life, service } = calculationOn(database);
      await life.endAbandoned(ACTOR, 0);
      const { summary } = await service.calculate(ACTOR);
      expect(summary.calculation).toBe(opened.calculation);
      expect(await seen(database)).toEqual(PUBLISHED_BY(ACTOR.id));
    });
  });

  it('is left to its process while that may live', async () => {
    await leftBehind(async (database) => {
      const { life } = calculationOn(database);
      await life.completeAbandoned(WORKER);
      await life.endAbandoned(ACTOR);
      expect(await seen(database)).toEqual({ states: ['running'], published: [] });
    });
  });

  it('is failed, not tried for ever, when its shards do not fit together', async () => {
    await leftBehind(async (database, opened) => {
      const { life } = calculationOn(database);
      await database.asOwner((tx) =>
        tx.query(`update calculation_shard set inputs = 'other' where calculation = $1 and shard = 1`, [
          opened.calculation,
        ]),
      );
      await life.completeAbandoned(WORKER, 0);
      expect(await seen(database)).toEqual({ states: ['failed'], published: [] });
    });
  });

  it('of another engine is never completed, and fails when the next is asked for', async () => {
    await leftBehind(async (database) => {
      const { life } = calculationOn(database);
      await life.completeAbandoned(WORKER, 0);
      expect(await seen(database)).toEqual({ states: ['running'], published: [] });
      await life.endAbandoned(ACTOR, 0);
      expect(await seen(database)).toEqual({ states: ['failed'], published: [] });
    }, 'engine-of-another-day');
  });

  it('is looked for by a worker that has nothing else to do', async () => {
    await leftBehind(async (database) => {
      const { life, worker } = calculationOn(database);
      const asked: string[] = [];
      const loop: WorkerLoop = new WorkerLoop(worker, {
        completeAbandoned: async (actor: { id: string }) => {
          asked.push(actor.id);
          loop.stop();
          await life.completeAbandoned(actor, 0);
        },
      } as never);
      await loop.forever((error) => {
        throw error;
      });
      expect(asked).toEqual(['worker']);
      expect(await seen(database)).toEqual(PUBLISHED_BY('worker'));
    });
  });
});
