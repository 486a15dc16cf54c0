import { describe, expect, it } from '@jest/globals';
import { flat, incentive, operand, plan } from '../../../../test/support/sample-rules.js';
import { calculated, cents, rulebookOf } from '../../../../test/support/situation.js';
import { checkPlan } from '../../rulebook/checks/plan/check-plan.js';
import type { PlanModifier } from '../../rulebook/rulebook.js';

const guarantee = (at: string, window: 'month' | 'quarter'): PlanModifier => ({
  kind: 'guarantee',
  at: operand(at),
  window,
  since: null,
  months: null,
  when: null,
});
const guaranteed = (modify: readonly PlanModifier[], id = 'commission'): ReturnType<typeof plan> =>
  plan({ incentives: [incentive(flat('10%'), { id })], payEvery: 'month', modify });

describe('what a plan puts on top', () => {
  const paid = (modify: readonly PlanModifier[]): string[] => {
    const bookings = [{ id: 'B1', date: '2026-03-10', net: '1000' }];
    const { earnings } = calculated({
      plans: [guaranteed(modify)],
      people: [{ id: 'ana', from: '2026-01-01' }],
      bookings,
    });
    return earnings
      .filter(({ earning: { period } }) => period.name.startsWith('2026-03') || period.name === '2026-Q1')
      .map(({ earning }) => `${earning.incentive} ${earning.period.name} ${cents(earning.amount)}`);
  };

  it('is one earning where two of a kind pay for the same window', () => {
    expect(paid([guarantee('150 USD', 'month'), guarantee('400 USD', 'month')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 300.00',
    ]);
    expect(paid([guarantee('400 USD', 'month'), guarantee('150 USD', 'month')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 300.00',
    ]);
  });

  it('keeps one id for windows that differ', () => {
    expect(paid([guarantee('150 USD', 'month'), guarantee('1,000 USD', 'quarter')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 50.00',
      'guarantee 2026-Q1 550.00',
    ]);
  });

  it('is not paid under the id of an incentive', () => {
    const codes = (id: string, modify: readonly PlanModifier[]): string[] => {
      const plans = [guaranteed(modify, id)];
      const rulebook = rulebookOf({ plans, people: [], bookings: [] });
      return checkPlan(plans[0] ?? plan(), rulebook).flatMap(({ code, path }) =>
        code === 'DUPLICATE_ID' ? [path] : [],
      );
    };
    expect(codes('guarantee', [guarantee('150 USD', 'month')])).toEqual(['incentives.0.id']);
    expect(codes('guarantee', [])).toEqual([]);
    expect(codes('guaranteed', [guarantee('150 USD', 'month')])).toEqual([]);
  });
});
