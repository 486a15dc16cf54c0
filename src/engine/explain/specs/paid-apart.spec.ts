import { describe, expect, it } from '@jest/globals';
import {
  flat,
  incentive,
  measure,
  operand,
  plan,
  policy,
  tiers,
} from '../../../../test/support/sample-rules.js';
import { calculated, type Situation } from '../../../../test/support/situation.js';
import type { CreditPart, Incentive } from '../../rulebook/rulebook.js';
import { explain } from '../explain.js';
import { sayEarning } from '../say-earning.js';

const FACTS = { 'attribute.quota': '100,000 USD' };
const SLICES = tiers([
  ['to', '0%', '10%'],
  ['over', '>100%', '20%'],
]);

function split(credit: readonly CreditPart[], modify: Incentive['modify'] = []): Situation {
  const rule = { id: 'split', when: { all: [] }, credit, because: 'Agreed' };
  return {
    people: [
      { id: 'ana', facts: FACTS },
      { id: 'bob', facts: FACTS },
    ],
    plans: [
      plan({
        measures: [measure({ quota: 'attribute.quota' })],
        incentives: [incentive(SLICES, { modify })],
      }),
    ],
    policies: [policy({ phases: [{ id: 'all', hit: 'first', rules: [rule] }] })],
    bookings: [{ id: 'A', date: '2026-01-20', net: '160,000', facts: { 'booking.second': 'bob' } }],
  };
}

const said = (situation: Situation): readonly string[] =>
  calculated(situation).earnings.map(({ earning }) => sayEarning(earning));

describe('credit for quota and credit for pay', () => {
  const TWO = [
    { to: 'booking.salesperson', parts: 60, quotaParts: 50 },
    { to: 'booking.second', parts: 40, quotaParts: 50 },
  ] as const;

  it('are both said, where they differ', () => {
    expect(said(split(TWO))[0]).toBe(
      '80,000 USD credited in 2026-Q1 is 80% of your quota of 100,000 USD; 96,000 USD of what was credited is paid on: 96,000 × 10% = 9,600.00 USD.',
    );
    const [ana] = calculated(split(TWO)).earnings;
    expect(ana && explain(ana.earning, ana.lines).parts.at(-1)?.parts[0]?.says).toContain(
      '80,000 USD split credit by field/split, 5 of 10 parts for quota and 6 for pay,',
    );
    expect(ana && explain(ana.earning, ana.lines).parts.at(-1)?.parts[0]?.says).toContain(
      'pays 9,600.00: 96,000 × 10%.',
    );
    const cap = {
      kind: 'cap',
      what: 'earning',
      at: operand('9,000 USD'),
      window: null,
      excess: 'lost',
    } as const;
    expect(said(split(TWO, [cap]))[0]).toContain(
      '; 96,000 USD of what was credited is paid on: 96,000 × 10%',
    );
  });

  it('for quota alone says why it earns nothing, and for pay alone what it is paid on', () => {
    const alone = [
      { to: 'booking.salesperson', parts: 1, quotaParts: 0 },
      { to: 'booking.second', parts: 0, quotaParts: 1 },
    ];
    expect(said(split(alone))).toEqual([
      '0 USD credited in 2026-Q1 is 0% of your quota of 100,000 USD; 160,000 USD of what was credited is paid on: 160,000 × 10% = 16,000.00 USD.',
      '160,000 USD credited in 2026-Q1 is 160% of your quota of 100,000 USD; 0 USD of what was credited is paid on, and earns nothing: it retires quota only.',
    ]);
  });

  it('of an incentive that pays on some of what it measures says on how much', () => {
    const when = { fact: 'line.net', test: { is: 'greater', than: operand('50,000 USD') } } as const;
    const situation: Situation = {
      people: [{ id: 'ana', facts: FACTS }],
      plans: [
        plan({
          incentives: [incentive(SLICES, { when })],
          measures: [measure({ quota: 'attribute.quota' })],
        }),
      ],
      bookings: [
        { id: 'A', date: '2026-01-20', net: '20,000' },
        { id: 'B', date: '2026-01-21', net: '60,000' },
      ],
    };
    expect(said(situation)[0]).toContain(
      'is 80% of your quota of 100,000 USD; 60,000 USD of what was credited is paid on',
    );
  });
});

describe('what is equal', () => {
  it('is not told of', () => {
    const situation: Situation = {
      people: [{ id: 'ana', facts: FACTS }],
      plans: [plan({ incentives: [incentive(flat('10%'))] })],
      bookings: [{ id: 'A', date: '2026-01-20', net: '20,000' }],
    };
    expect(said(situation)[0]).not.toContain('paid on');
  });
});
