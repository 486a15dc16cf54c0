import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE, importing } from '../../../../test/support/importing.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { ACTOR, booking, onFreshDatabase, people, tell } from '../../../../test/support/small-company.js';
import type { Database } from '../../../platform/database/database.js';
import { ImportService, type ImportReport } from '../../bookings/import.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';

const HEADER = 'participant,kind,from,until\n';
const RELIEF = '    modify: [{ relief: { for: [parental-leave], by: days } }]\nincentives:';

/** The plans of the benchmark, with relief for sellers. */
function rules(): { path: string; text: Buffer }[] {
  return readdirSync('bench/rules').map((path) => {
    const text = readFileSync(`bench/rules/${path}`, 'utf8');
    if (path === 'facts.yaml') return { path, text: Buffer.from(`${text}absences: [parental-leave]\n`) };
    return { path, text: Buffer.from(path === 'seller.yaml' ? text.replace('incentives:', RELIEF) : text) };
  });
}

/** What a new calculation gives sellers: quota, what it was before relief, and pay. */
async function paid(database: Database): Promise<Record<string, string>> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const found = await new EarningsService(database).earnings(ACTOR, { calculation: summary.calculation });
  return Object.fromEntries(
    found
      .filter(({ earning }) => earning.plan === 'seller')
      .map(({ earning: { participant, quota, working, amount } }) => [
        participant,
        `${quota?.n ?? ''} of ${working.relievedFrom?.n ?? 'itself'}: ${amount}`,
      ]),
  );
}

describe('an absence', () => {
  it('makes a calculation stale for whom it is, relieves the quota, and no longer once its import is undone', async () => {
    await onFreshDatabase(async (database) => {
      const published = await new RulesService(database).publish(ACTOR, rules());
      expect(published.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      await tell(database, [
        ...people(),
        booking({ id: 'B1', day: '2026-03-31', net: '10000', seller: 'seller-3' }),
        booking({ id: 'B2', day: '2026-03-31', net: '10000', seller: 'seller-4' }),
      ]);
      const changes = calculationOn(database).changes;
      const away = (until: string): Promise<ImportReport> =>
        importing(database)('absences', `${HEADER}seller-3,parental-leave,2026-01-01,${until}\n`, {
          catalogue: CATALOGUE,
        });
      const pay = (): Promise<Record<string, string>> => paid(database);
      const whole = '10000 of itself: 64000';
      expect(await pay()).toEqual({ 'seller-3': whole, 'seller-4': whole });

      await away('2026-02-15');
      expect(await changes.staleness(ACTOR)).toMatchObject({
        changed: { absence: 1 },
        periods: ['2026-Q1'],
        participants: ['seller-3'],
      });
      expect(await pay()).toEqual({ 'seller-3': '5000 of 10000: 87000', 'seller-4': whole });
      expect(await changes.staleness(ACTOR)).toMatchObject({ stale: false });

      const { entry } = await away('2026-01-10');
      expect(await pay()).toEqual({ 'seller-3': '9000 of 10000: 67600', 'seller-4': whole });
      await new ImportService(database).undoImport(ACTOR, entry ?? '', { catalogue: CATALOGUE });
      expect(await pay()).toEqual({ 'seller-3': '5000 of 10000: 87000', 'seller-4': whole });
    });
  });
});
