import { table, tree, value } from '../../../../test/support/rules/values.js';
import {
  day,
  flat,
  incentive,
  measure,
  operand,
  plan,
  tiers,
} from '../../../../test/support/sample-rules.js';
import { calculated, onlyEarning, payOf, type Situation } from '../../../../test/support/situation.js';
import { readCondition } from '../../conditions/read-condition.js';
import type { Condition, Plan } from '../../rulebook/rulebook.js';

function when(plain: unknown): Condition {
  const read = readCondition(plain, 'when');
  if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
  return read.condition;
}

/** One person on one plan that pays 10%. */
function selling(changes: Partial<Plan>, others: Partial<Situation>): Situation {
  return { people: [{ id: 'ana' }], bookings: [], plans: [plan(changes)], ...others };
}
const booked = (id: string, net: string, facts: Readonly<Record<string, string>> = {}) => ({
  id,
  date: '2026-02-10',
  net,
  facts,
});
const pay = (situation: Situation): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(payOf(calculated(situation))).filter(([name]) => name.includes('commission')),
  );
describe('rates, quotas and modifiers from values', () => {
  const base = value('base', 'percent', {
    divide: [{ multiply: ['attribute.oti', '60%'] }, 'attribute.quota'],
    'if-zero': 'refuse',
  });
  const person = (oti: string, quota = '1,000 USD') => [
    { id: 'ana', facts: { 'attribute.oti': oti, 'attribute.quota': quota } },
  ];
  const quota = { measures: [measure({ quota: 'attribute.quota' })] };
  const paying = (
    rows: readonly (readonly string[])[],
    changes: Parameters<typeof tiers>[1] = {},
  ): Partial<Plan> => ({
    values: [base],
    ...quota,
    incentives: [incentive(tiers(rows, changes))],
  });

  it('a tier pays one, times a factor above', () => {
    const rules = paying([
      ['a', '0%', 'value.base'],
      ['b', '>100%', 'value.base', '2x'],
    ]);
    // 200 × 60% ÷ 1,000 = 12%: 1,000 at 12%, 500 at 24%.
    expect(pay(selling(rules, { people: person('200 USD'), bookings: [booked('A', '1500')] }))).toEqual({
      'ana commission 2026-Q1': '240.00',
    });
  });

  it('a tier starts at one, and no quota pays one', () => {
    const early = value('early', 'percent', { multiply: ['attribute.oti', { divide: ['50%', '200'] }] });
    const start = value('start', 'percent', {
      clamp: { of: { divide: ['attribute.oti', 'attribute.quota'], 'if-zero': '0%' }, most: '50%' },
    });
    expect(early.is).toBe('percent');
    const rules = {
      ...paying(
        [
          ['a', '0%', '10%'],
          ['b', 'value.start', '20%'],
        ],
        { noQuota: operand('value.start') },
      ),
      values: [start],
    };
    const bookings = [booked('A', '400')];
    // Starts at 200 ÷ 1,000 = 20% of 1,000: 200 at 10%, 200 at 20%.
    expect(pay(selling(rules, { people: person('200 USD'), bookings }))).toEqual({
      'ana commission 2026-Q1': '60.00',
    });
    // Without a quota the division gives 0%.
    expect(pay(selling(rules, { people: person('200 USD', '0 USD'), bookings }))).toEqual({
      'ana commission 2026-Q1': '0.00',
    });
  });

  it('is told with what made it unknown', () => {
    const rules = paying([['a', '0%', 'value.base']], { noQuota: operand('value.base') });
    const { troubles } = calculated(
      selling(rules, { people: person('200 USD', '0 USD'), bookings: [booked('A', '10')] }),
    );
    expect(troubles).toMatchObject([
      {
        code: 'NO_RATE',
        message: 'value.base is not known (attribute.quota is 0), so nothing is paid for it.',
      },
    ]);
  });

  it('is a quota', () => {
    const half = value('half', 'money', { divide: ['attribute.quota', '2'] });
    const rules = {
      ...paying([
        ['a', '0%', '10%'],
        ['b', '>100%', '20%'],
      ]),
      values: [half],
      measures: [measure({ quota: 'value.half' })],
    };
    expect(pay(selling(rules, { people: person('1 USD'), bookings: [booked('A', '600')] }))).toEqual({
      'ana commission 2026-Q1': '70.00',
    });
  });

  it('multiplies by what the window came to, and by a condition on that', () => {
    const boost = value('boost', 'percent', { clamp: { of: 'attainment.sold', least: '50%', most: '150%' } });
    const excess = value('excess', 'money', { subtract: ['measure.sold', 'quota.sold'] });
    const rules = {
      values: [boost, excess],
      ...quota,
      incentives: [
        incentive(flat('10%'), {
          modify: [
            {
              kind: 'multiplier' as const,
              times: operand('value.boost'),
              when: when({ 'value.excess': '> 0 USD' }),
            },
          ],
        }),
      ],
    };
    const of = (net: string): Situation =>
      selling(rules, { people: person('1 USD'), bookings: [booked('A', net)] });
    expect([pay(of('1200')), pay(of('900'))]).toEqual([
      { 'ana commission 2026-Q1': '144.00' },
      { 'ana commission 2026-Q1': '90.00' },
    ]);
    const [working] = onlyEarning(calculated(of('1200'))).working.modifiers;
    expect(working?.because).toBe('value.excess is 200 USD (1,200 − 1,000): > 0 USD.');
  });

  it('a window rate is the one at the end of the window', () => {
    const rate = value('rate', 'percent', { multiply: ['attainment.sold', '10%'] });
    const rules = { ...paying([['a', '0%', 'value.rate']]), values: [rate] };
    expect(pay(selling(rules, { people: person('1 USD'), bookings: [booked('A', '500')] }))).toEqual({
      'ana commission 2026-Q1': '25.00',
    });
  });
});

describe('what changes within a window', () => {
  const twice = value('twice', 'percent', { multiply: ['attribute.rate', '2'] });
  const flatly = { values: [twice], incentives: [incentive(flat('value.twice'))] };
  const bookings = [
    { ...booked('A', '100'), date: '2026-02-14' },
    { ...booked('B', '100'), date: '2026-02-15' },
  ];

  it('an attribute rates each credit by its own date', () => {
    const dated = [
      ['attribute.rate', '5%', '2026-01-01', '2026-02-15'],
      ['attribute.rate', '10%', '2026-02-15'],
    ] as const;
    expect(pay(selling(flatly, { people: [{ id: 'ana', dated }], bookings }))).toEqual({
      'ana commission 2026-Q1': '30.00',
    });
  });

  it('a version of the plan computes it otherwise', () => {
    const people = [{ id: 'ana', facts: { 'attribute.rate': '5%' } }];
    const first = plan({ ...flatly, effective: { from: day('2000-01-01'), until: day('2026-02-15') } });
    const thrice = { ...twice, tree: tree({ multiply: ['attribute.rate', '3'] }) };
    const second = plan({
      ...flatly,
      values: [thrice],
      fingerprint: 'ae-2',
      effective: { from: day('2026-02-15'), until: null },
    });
    expect(pay({ people, bookings, plans: [first, second] })).toEqual({ 'ana commission 2026-Q1': '25.00' });
  });

  it('a version of a table that it looks up gives another rate, and another quota', () => {
    const people = [{ id: 'ana', facts: { 'participant.role': 'ae' } }];
    const looked = value('looked', 'percent', { least: ['table.roles.gives', '100%'] });
    const roles = (gives: string, from: string, until: string | null) => ({
      ...table('roles', 'participant.role', [['ae', gives]]),
      effective: { from: day(from), until: until === null ? null : day(until) },
    });
    const tables = [roles('5%', '2000-01-01', '2026-02-15'), roles('20%', '2026-02-15', null)];
    const rules = { values: [looked], incentives: [incentive(flat('value.looked'))] };
    expect(pay(selling(rules, { people, bookings, tables }))).toEqual({ 'ana commission 2026-Q1': '25.00' });
    // Quota 9,000 × 5% for the 45 days to 14 February of 90, then 9,000 × 20%: 225 + 900.
    const quota = value('quota', 'money', { multiply: ['9,000 USD', 'table.roles.gives'] });
    const measured = {
      values: [quota],
      measures: [measure({ quota: 'value.quota' })],
      incentives: [incentive(tiers([['a', '0%', '10%']]))],
    };
    expect(onlyEarning(calculated(selling(measured, { people, bookings, tables }))).quota).toEqual({
      n: 1125n,
      d: 1n,
    });
  });
});
