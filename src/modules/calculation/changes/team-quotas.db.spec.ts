import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import {
  ACTOR,
  booking,
  onFreshDatabase,
  people,
  publishRules,
  quota,
  tell,
} from '../../../../test/support/small-company.js';
import type { Database } from '../../../platform/database/database.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';

const Q1 = { from: '2026-01-01', until: '2026-04-01' };

/** The plans of the benchmark, with the sum of the sellers' quotas for managers. */
function rules(): { path: string; text: Buffer }[] {
  return readdirSync('bench/rules').map((path) => {
    const text = readFileSync(`bench/rules/${path}`, 'utf8');
    const team = text.replace('quota: attribute.quota', 'team-quota: { sum: attribute.quota }');
    return { path, text: Buffer.from(path === 'manager.yaml' ? team : text) };
  });
}

/** The quota of a manager in a new calculation, and how many people make it. */
async function quotaOf(database: Database, participant: string): Promise<string> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const [found] = await new EarningsService(database).earnings(ACTOR, {
    calculation: summary.calculation,
    participant,
  });
  return `${found?.earning.quota?.n ?? ''} of ${found?.earning.working.members ?? 0}`;
}

const sold = booking({ id: 'B1', day: '2026-03-31', net: '50000', seller: 'seller-3' });
const raised = quota({ participant: 'seller-3', ...Q1, amount: '15000', revision: 2 });

describe('a quota of a team', () => {
  it('changes with the quota of a member, whose manager is told of', async () => {
    await onFreshDatabase(async (database) => {
      const { findings } = await new RulesService(database).publish(ACTOR, rules());
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      await tell(database, [...people(), sold]);
      expect(await quotaOf(database, 'manager-1')).toBe('40000 of 4');
      await tell(database, [raised]);
      expect(await calculationOn(database).changes.staleness(ACTOR)).toMatchObject({
        changed: { quota: 1 },
        participants: ['manager-1', 'seller-3'],
      });
      expect(await quotaOf(database, 'manager-1')).toBe('45000 of 4');
      const compared = await calculationOn(database).changes.compare(ACTOR, 1n, 2n);
      const lead = compared.differences.find((each) => each.participant === 'manager-1');
      expect(lead?.because.join(' ')).toContain('quota seller-3');
    });
  });

  it('is nobody else’s where each has their own', async () => {
    await onFreshDatabase(async (database) => {
      await publishRules(database);
      await tell(database, [...people(), sold]);
      await calculationOn(database).service.calculate(ACTOR);
      await tell(database, [raised]);
      expect(await calculationOn(database).changes.staleness(ACTOR)).toMatchObject({
        participants: ['seller-3'],
      });
    });
  });
});
