import { describe, expect, it } from '@jest/globals';
import { give, OWNED, publishOwned } from '../../../../test/support/accounts/owned-company.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { ACTOR, onFreshDatabase } from '../../../../test/support/small-company.js';
import type { Database } from '../../../platform/database/database.js';
import { ImportService } from '../../bookings/import.service.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';
import { WorthService } from '../worth/worth.service.js';

type File = readonly [kind: string, ...rows: readonly string[]];

const BOOKED: File = [
  'bookings',
  'booking,date,currency,net,account',
  'A,2026-01-20,USD,1000,acme',
  'B,2026-02-10,USD,2000,acme',
  'C,2026-03-05,USD,4000,acme',
];
const MOVED: File = ['account-owners', 'account,participant,from', 'acme,ben,2026-02-10'];
const NAMED: File = ['named-accounts', 'account,participant,from,until', 'acme,cho,2026-03-01,2026-03-06'];
const ABOVE: readonly File[] = [
  ['account-segments', 'account,segment,from,until', 'acme,enterprise,2026-01-20,2026-01-21'],
  ['account-owners', 'account,participant,from', 'group,cho,2026-01-15'],
];

async function started(database: Database, files: readonly File[]): Promise<void> {
  await publishOwned(database);
  for (const file of files) expect((await give(database, file)).rejections).toEqual([]);
}

async function calculated(database: Database): Promise<{ digest: string; pay: Record<string, string> }> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const found = await new EarningsService(database).earnings(ACTOR, { calculation: summary.calculation });
  const pay = found
    .filter(({ earning }) => earning.amount !== 0n)
    .map(({ earning: { participant, period, amount } }) => [`${participant} ${period.name}`, `${amount}`]);
  return { digest: summary.digest, pay: Object.fromEntries(pay) };
}

describe('accounts that change over time', () => {
  it('are credited to whose they were on the booking date, and a row that comes late flows to pay', async () => {
    await onFreshDatabase(async (database) => {
      await started(database, [...OWNED, BOOKED]);
      const before = await calculated(database);
      expect(before.pay).toEqual({ 'ana 2026-01': '10000', 'ana 2026-02': '20000', 'ana 2026-03': '40000' });

      await give(database, MOVED);
      const { changes } = calculationOn(database);
      expect(await changes.staleness(ACTOR)).toMatchObject({
        stale: true,
        changed: { 'account owner': 1 },
        periods: ['2026-02', '2026-03'],
        participants: null,
      });
      const after = await calculated(database);
      expect(after.pay).toEqual({ 'ana 2026-01': '10000', 'ben 2026-02': '20000', 'ben 2026-03': '40000' });
      const { differences } = await changes.compare(ACTOR, 1n, 2n);
      expect(differences.map(({ because }) => because.join())).toContain(
        'account owner acme/2026-02-10 revision 1',
      );
    });
  }, 60_000);

  it('are named, of a segment and below others by the day, until that is undone or corrected', async () => {
    await onFreshDatabase(async (database) => {
      await started(database, [...OWNED, BOOKED, MOVED]);
      const { changes } = calculationOn(database);
      const named = await give(database, NAMED);
      for (const file of ABOVE) await give(database, file);
      const last = await calculated(database);
      expect(last.pay).toEqual({ 'cho 2026-01': '10000', 'ben 2026-02': '20000', 'cho 2026-03': '40000' });
      await new ImportService(database).undoImport(ACTOR, named.entry ?? '', { catalogue: null });
      expect((await calculated(database)).pay).toMatchObject({ 'ben 2026-03': '40000' });

      // A correction that ends sooner gives back the days that it leaves.
      await give(database, [
        'account-owners',
        'account,participant,from,until',
        'acme,ben,2026-02-10,2026-03-01',
      ]);
      expect(await changes.staleness(ACTOR)).toMatchObject({ periods: ['2026-02', '2026-03'] });
      expect((await calculated(database)).pay).toMatchObject({
        'ben 2026-02': '20000',
        'ana 2026-03': '40000',
      });
    });
  }, 60_000);

  it('give the same digest told at once or bit by bit, and one without such rows has another', async () => {
    const inSteps = await onFreshDatabase(async (database) => {
      await started(database, [...OWNED, BOOKED]);
      await calculated(database);
      for (const file of [MOVED, NAMED, ...ABOVE]) {
        await give(database, file);
        await calculated(database);
      }
      return await calculated(database);
    });
    const atOnce = await onFreshDatabase(async (database) => {
      await started(database, [...OWNED, ...ABOVE, NAMED, MOVED, BOOKED]);
      return await calculated(database);
    });
    expect(inSteps).toEqual(atOnce);
  }, 60_000);

  it('are what a deal that is not booked is weighed by, on its day and on the day to which it slips', async () => {
    await onFreshDatabase(async (database) => {
      await started(database, [...OWNED, BOOKED, MOVED]);
      await calculated(database);
      const service = new WorthService(database, new RulesService(database), new ParticipantsService());
      const worth = async (participant: string, date: string): Promise<readonly bigint[]> => {
        const deal = { id: 'X', date, net: '500', account: 'acme' };
        const { deals } = await service.worth(ACTOR, { participant, deals: [deal], slip: true });
        const sums = [deals[0]?.alone, deals[0]?.slipped].map((each) =>
          (each?.earnings ?? []).reduce((sum, { amount }) => sum + amount, 0n),
        );
        return sums;
      };
      expect(await worth('ana', '2026-01-25')).toEqual([5_000n, 0n]);
      expect(await worth('ben', '2026-01-25')).toEqual([0n, 5_000n]);
      expect(await worth('ben', '2026-03-25')).toEqual([5_000n, 5_000n]);
    });
  }, 60_000);
});
