import { checkRulebook } from '../../src/engine/rulebook/check.js';
import type { Incentive, Plan, PlanModifier } from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { calculated, payOf, type Situation } from '../support/situation.js';
import { rulesOf } from './generate/catalogue.js';

/** A plan by the quarter that pays every month, of two versions. */
function situation(
  cut: string,
  [first, second]: readonly [Partial<Plan>, Partial<Plan>],
  ...rows: readonly (readonly [string, string])[]
): Situation {
  const version = (changes: Partial<Plan>): Plan =>
    plan({ payEvery: 'month', measures: [measure()], ...changes });
  return {
    people: [{ id: 'ana', from: '2026-01-01' }],
    plans: [
      { ...version(first), effective: { from: day('2026-01-01'), until: day(cut) } },
      { ...version(second), fingerprint: 'ae-2', effective: { from: day(cut), until: null } },
    ],
    bookings: rows.map(([at, net], index) => ({ id: `D${index}`, date: `2026-${at}`, net })),
  };
}

const BASE = incentive(flat('10%'), { id: 'base' });
const OVER = incentive(
  tiers(
    [
      ['low', '0 USD', '0%'],
      ['high', '100 USD', '10%'],
    ],
    { axis: 'measure.sold', noQuota: 'refuse' },
  ),
  { id: 'over' },
);
const REACHED: Incentive = incentive(
  {
    kind: 'bonus',
    pays: operand('250 USD'),
    when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('100 USD') } },
  },
  { id: 'reached' },
);

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('an incentive that a later version brings in mid-window', () => {
  it('begins where its measure stands: 90 before it and 30 after pay 10% of 20', () => {
    const given = situation(
      '2026-02-15',
      [{ incentives: [BASE] }, { incentives: [BASE, OVER] }],
      ['01-10', '90'],
      ['03-10', '30'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana over 2026-03': '2.00' });
  });

  it('is not paid on what was credited before', () => {
    const given = situation(
      '2026-02-15',
      [{ incentives: [BASE] }, { incentives: [BASE, OVER] }],
      ['01-10', '150'],
      ['03-10', '30'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana over 2026-03': '3.00' });
  });
});

describe('an incentive that a later version drops in mid-window', () => {
  it('looks no further than its last day: what is sold after it reaches nothing', () => {
    const given = situation(
      '2026-02-15',
      [{ incentives: [BASE, REACHED] }, { incentives: [BASE] }],
      ['01-10', '90'],
      ['03-10', '30'],
    );
    expect(payOf(calculated(given))).not.toHaveProperty('ana reached 2026-03', '250.00');
  });

  it('keeps what it had earned', () => {
    const given = situation(
      '2026-02-15',
      [{ incentives: [BASE, REACHED] }, { incentives: [BASE] }],
      ['01-10', '110'],
      ['03-10', '-30'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana reached 2026-01': '250.00' });
    expect(payOf(calculated(given))).not.toHaveProperty('ana reached 2026-03', '-250.00');
  });
});

describe('an incentive that pays through a choice in one version and by itself in the next', () => {
  it('is refused, because nothing would pay it: it needs another id', () => {
    const best = incentive(
      { kind: 'choice', pick: 'greater', of: ['incentive.base', '5 USD'].map(operand) },
      { id: 'best' },
    );
    const given = situation('2026-02-15', [{ incentives: [BASE, best] }, { incentives: [BASE] }]);
    const errors = checkRulebook(rulesOf(given)).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'DUPLICATE_ID', path: 'plans.1.incentives.0.id' }]);
  });
});

describe('what a plan puts on top or takes off', () => {
  const guarantee = (at: string, window: 'month' | 'quarter'): PlanModifier => ({
    kind: 'guarantee',
    at: operand(at),
    window,
    since: null,
    months: null,
    when: null,
  });
  const cap: PlanModifier = { kind: 'cap', at: operand('150 USD'), window: 'year', excess: 'lost' };

  it('is that of the version on the last day of its window: 400 guaranteed in the quarter', () => {
    const given = situation(
      '2026-02-15',
      [
        { incentives: [BASE], modify: [guarantee('300 USD', 'quarter')] },
        { incentives: [BASE], modify: [guarantee('400 USD', 'quarter')] },
      ],
      ['01-10', '1,000'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana guarantee 2026-Q1': '300.00' });
  });

  it('comes in mid-year also where a cap on the year stood in its place', () => {
    const given = situation(
      '2026-03-01',
      [
        { incentives: [BASE], modify: [cap] },
        { incentives: [BASE], modify: [guarantee('80 USD', 'month')] },
      ],
      ['01-10', '1,000'],
      ['03-10', '500'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana guarantee 2026-03': '30.00' });
  });
});
