import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calculationOn } from '../../../test/support/calculation.js';
import {
  ACTOR,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import type { CalculateOptions } from './calculation.service.js';
import { runs, TIMES } from '../../../test/support/properties/property-runs.js';

const FACTS = [...people(), ...bookings(120)];

interface Way {
  readonly facts: readonly Told[];
  readonly imports: number;
  readonly options: CalculateOptions;
}

interface Calculated {
  readonly result: { readonly digest: string; readonly fingerprint: string; readonly totals: unknown };
  /** Who finished a shard. */
  readonly workers: readonly string[];
}

/** Tells the facts in that order in so many imports, and calculates. */
async function calculated({ facts, imports, options }: Way): Promise<Calculated> {
  return await onFreshDatabase(async (database) => {
    await publishRules(database);
    const size = Math.ceil(facts.length / imports);
    for (let start = 0; start < facts.length; start += size)
      await tell(database, facts.slice(start, start + size));
    const { summary } = await calculationOn(database).service.calculate(ACTOR, options);
    const { digest, fingerprint, totals } = summary;
    const shards = await database.inTransaction(ACTOR, (tx) =>
      tx.query<{ worker: string }>('select worker from calculation_shard where done'),
    );
    return { result: { digest, fingerprint, totals }, workers: shards.map(({ worker }) => worker) };
  });
}

async function inTimeZone<T>(zone: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

describe('the same facts and rules', () => {
  it(
    'give the same digest and totals in any order of arrival, any batches and any shards',
    async () => {
      const { result: expected } = await calculated({ facts: FACTS, imports: 1, options: {} });
      const way = fc.record({
        facts: fc.shuffledSubarray(FACTS, { minLength: FACTS.length }),
        imports: fc.integer({ min: 1, max: 6 }),
        options: fc.record({ shards: fc.integer({ min: 1, max: 7 }) }),
      });
      await fc.assert(
        fc.asyncProperty(way, async (told) => expect((await calculated(told)).result).toEqual(expected)),
        { ...runs(5, 20_260_101), endOnFailure: true },
      );
    },
    60_000 * TIMES,
  );

  it('give the same digest with several processes in other time zones', async () => {
    const { result: expected } = await calculated({ facts: FACTS, imports: 1, options: {} });
    for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
      const got = await inTimeZone(zone, () =>
        calculated({ facts: FACTS.toReversed(), imports: 3, options: { workers: 2, shards: 3 } }),
      );
      expect(got.result).toEqual(expected);
      expect(got.workers).toHaveLength(3);
      expect(got.workers).not.toContain(`process ${process.pid}`);
    }
  }, 60_000);
});
