import type { Incentive, Measure, Plan } from '../../src/engine/rulebook/rulebook.js';
import { flat, incentive, measure, operand, plan } from '../support/sample-rules.js';
import { calculated, payOf, type Booked, type Situation } from '../support/situation.js';

/** One seller, bookings of `month-day net`, and an incentive of 10% with modifiers. */
function situation(
  changes: Partial<Plan>,
  { window = 'month', modify }: { window?: Measure['window']; modify: Incentive['modify'] },
  ...rows: readonly (readonly [string, string])[]
): Situation {
  return {
    people: [{ id: 'ana', from: '2026-01-01' }],
    plans: [
      plan({
        measures: [measure({ window })],
        incentives: [incentive(flat('10%'), { id: 'pay', modify })],
        ...changes,
      }),
    ],
    bookings: rows.map(([at, net], index): Booked => ({ id: `D${index}`, date: `2026-${at}`, net })),
  };
}

const cap = (
  at: string,
  changes: Partial<Extract<Incentive['modify'][0], { kind: 'cap' }>> = {},
): Incentive['modify'][0] => ({
  kind: 'cap',
  what: 'earning',
  at: operand(at),
  window: null,
  excess: 'lost',
  ...changes,
});

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('a cap', () => {
  it('of a year holds in its last month too: 80 and 20 of 80', () => {
    const given = situation(
      {},
      { modify: [cap('100 USD', { window: 'year' })] },
      ['11-10', '800'],
      ['12-10', '800'],
    );
    expect(payOf(calculated(given))).toEqual({ 'ana pay 2026-11': '80.00', 'ana pay 2026-12': '20.00' });
  });

  it('of a pay period loses what is over it for good: 50 of 80, then 10', () => {
    const given = situation(
      { payEvery: 'month' },
      { window: 'quarter', modify: [cap('50 USD', { window: 'month' })] },
      ['01-10', '800'],
      ['02-10', '100'],
    );
    expect(payOf(calculated(given))).toEqual({ 'ana pay 2026-01': '50.00', 'ana pay 2026-02': '10.00' });
  });

  it('carries what was multiplied once: 2 × 40 = 80 pay 50 and carry 30 to 2 × 5', () => {
    const twice = { kind: 'multiplier', times: operand('2x'), when: null } as const;
    const given = situation(
      {},
      { modify: [twice, cap('50 USD', { excess: 'carried' })] },
      ['01-10', '400'],
      ['02-10', '50'],
    );
    expect(payOf(calculated(given))).toEqual({ 'ana pay 2026-01': '50.00', 'ana pay 2026-02': '40.00' });
  });
});

describe('a floor', () => {
  it('of a quarter holds from its first month, before anything is sold, and once: 500, then 500 of 1,000', () => {
    const given = situation(
      { payEvery: 'month' },
      { window: 'quarter', modify: [{ kind: 'floor', at: operand('500 USD'), window: 'quarter' }] },
      ['03-10', '10,000'],
    );
    expect(payOf(calculated(given))).toEqual({ 'ana pay 2026-01': '500.00', 'ana pay 2026-03': '500.00' });
  });

  it('of a pay period is not taken back from the next: 20, then 50', () => {
    const given = situation(
      { payEvery: 'month' },
      { window: 'quarter', modify: [{ kind: 'floor', at: operand('20 USD'), window: 'month' }] },
      ['01-10', '0'],
      ['02-10', '500'],
    );
    expect(payOf(calculated(given))).toEqual({ 'ana pay 2026-01': '20.00', 'ana pay 2026-02': '50.00' });
  });

  it('is not paid for a month before somebody came', () => {
    const modify: Incentive['modify'] = [{ kind: 'floor', at: operand('20 USD'), window: null }];
    const given = situation({ payEvery: 'month' }, { window: 'quarter', modify }, ['02-20', '0']);
    const late = { ...given, people: [{ id: 'ana', from: '2026-02-10' }] };
    expect(payOf(calculated(late))).toEqual({ 'ana pay 2026-02': '20.00' });
  });
});

describe('a measure that others are made of', () => {
  it('stands at nothing below zero where the negative waits for the next window: 100 × 10%, once', () => {
    const given = situation(
      {
        measures: [
          measure({ window: 'month' }),
          measure({ id: 'other', window: 'month', credits: 'rollup' }),
          measure({
            id: 'gap',
            sum: '',
            is: 'money',
            window: 'month',
            derived: { kind: 'difference', of: ['measure.sold', 'measure.other'] },
          }),
        ],
        incentives: [incentive(flat('10%', 'measure.gap'), { id: 'pay' })],
      },
      { modify: [] },
      ['01-10', '-200'],
      ['02-10', '100'],
      ['03-10', '200'],
    );
    expect(payOf(calculated(given))).toMatchObject({ 'ana pay 2026-03': '10.00' });
    const { 'ana pay 2026-01': january, 'ana pay 2026-02': february } = payOf(calculated(given));
    expect([january, february]).toEqual(['0.00', '0.00']);
  });
});

describe('a target over plan-to-date', () => {
  it('is the last value, since an open plan has no days to count by; its credits are counted', () => {
    const curve = {
      kind: 'curve',
      axis: 'measure.sold',
      base: operand('attribute.target'),
      points: [{ id: 'a', at: operand('100 USD'), pays: operand('100%') }],
      between: 'step',
      before: 'zero',
      after: 'hold',
      noQuota: 'refuse',
    } as const;
    const given = situation(
      {
        payEvery: 'month',
        measures: [measure({ window: 'plan-to-date' })],
        incentives: [incentive(curve, { id: 'pay' })],
      },
      { modify: [] },
      ['01-10', '100'],
    );
    const leaver = { id: 'ana', until: '2026-01-20', facts: { 'attribute.target': '400 USD' } };
    expect(payOf(calculated({ ...given, people: [leaver] }))).toEqual({ 'ana pay 2026-01': '400.00' });
  });
});
