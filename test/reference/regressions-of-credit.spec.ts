import { day, flat, incentive, measure, operand, plan, policy } from '../support/sample-rules.js';
import { calculated, payOf, type Booked, type Situation } from '../support/situation.js';
import type { CreditPart, EngagementPolicy, IncentiveFormula } from '../../src/engine/rulebook/rulebook.js';
import { disagreement } from './disagreement.js';
import { capAt, first, paidBySpiff, spiff } from '../support/spiffs/sample-spiffs.js';

// What the engine and the reference once disagreed on, where the engine was wrong: credit for quota and for pay in different parts.
const OPEN: readonly CreditPart[] = [{ to: 'booking.salesperson', parts: 1, quotaParts: 'none' }];
const QUOTA: readonly CreditPart[] = [{ to: 'booking.salesperson', parts: 'none', quotaParts: 1 }];

function apart(credit: readonly CreditPart[]): EngagementPolicy {
  const rule = {
    id: 'apart',
    when: { fact: 'booking.type', test: { is: 'equal', to: { word: 'apart' } } },
    credit,
    because: 'Apart',
  } as const;
  const plain = policy();
  return { ...plain, phases: [{ id: 'apart', hit: 'first', rules: [rule] }, ...plain.phases] };
}

function booked(id: string, date: string, type: string, net = '100'): Booked {
  return { id, date, net, facts: { 'booking.type': type, 'line.product': 'basic' } };
}

describe('a count of products', () => {
  const products = measure({
    id: 'products',
    sum: 'count.products',
    is: 'count',
    unit: 'value',
    counted: { what: 'distinct', split: 'whole', fact: 'line.product' },
    quota: 'attribute.products',
  });
  const given = (credit: readonly CreditPart[]): Situation => ({
    people: [{ id: 'ana', facts: { 'attribute.products': '2 values' } }],
    policies: [apart(credit)],
    plans: [
      plan({
        measures: [products],
        incentives: [incentive(flat('10 USD per value', 'measure.products'))],
      }),
    ],
    bookings: [booked('A', '2026-01-10', 'apart'), booked('B', '2026-01-11', 'new')],
  });

  it('is paid for the first that is paid on, whatever retired quota before it: 1 × 10', () => {
    expect(payOf(calculated(given(QUOTA)))).toEqual({ 'ana commission 2026-Q1': '10.00' });
  });

  it('retires quota by the first that does, whatever was paid on before it: 1 of 2', () => {
    const { earnings } = calculated(given(OPEN));
    expect(earnings[0]?.earning.attainment).toEqual({ n: 1n, d: 2n });
    expect(earnings[0]?.earning.amount).toBe(1_000n);
  });
});

describe('places for the first', () => {
  it('are not taken by what takes back and retires no quota', () => {
    const given: Situation = {
      people: [{ id: 'ana' }],
      policies: [apart(OPEN)],
      spiffs: [spiff({ incentives: [first(1)] })],
      bookings: [
        booked('R', '2026-05-03', 'apart', '-100'),
        { ...booked('A', '2026-05-04', 'new'), recorded: 2 },
      ],
    };
    expect(paidBySpiff(calculated(given))).toEqual({ 'ana first 2026-05': '500.00' });
    const [back] = given.bookings;
    expect(paidBySpiff(calculated({ ...given, bookings: back ? [back] : [] }))).toEqual({});
  });

  it('cost nobody what they have, where a later version caps at less: 500 is kept, and nothing more comes', () => {
    const capped = (at: string) =>
      first(1, { each: 'participant', pays: operand('500 USD') }, { modify: [capAt(at)] });
    const turn = day('2026-05-15');
    const one = spiff({ incentives: [capped('800 USD')] });
    const spiffs = [
      { ...one, effective: { ...one.effective, until: turn } },
      {
        ...one,
        fingerprint: 'sprint-2',
        effective: { ...one.effective, from: turn },
        incentives: [capped('300 USD')],
      },
    ];
    const given: Situation = {
      people: [{ id: 'ana' }],
      spiffs,
      bookings: [booked('A', '2026-05-04', 'new'), { ...booked('B', '2026-05-20', 'new'), recorded: 2 }],
    };
    expect(paidBySpiff(calculated(given))).toEqual({ 'ana first 2026-05': '500.00' });
  });
});

describe('groups of a window', () => {
  const group: IncentiveFormula = {
    kind: 'tiers',
    axis: 'measure.sold',
    base: 'measure.sold',
    mode: 'above',
    grain: 'group',
    groupBy: 'line.product',
    noQuota: 'refuse',
    starts: [
      { id: 'a', at: operand('0 USD'), inclusive: true, what: operand('7%'), times: null },
      { id: 'b', at: operand('150 USD'), inclusive: true, what: operand('10%'), times: null },
    ],
  };

  it('pay a group on what retires no quota too, by its part of what lies above the start: (200 − 150) × 10% × 300 ÷ 200', () => {
    const of = (id: string, date: string, type: string): Booked => booked(id, date, type);
    const given: Situation = {
      people: [{ id: 'ana' }],
      policies: [apart(OPEN)],
      plans: [plan({ incentives: [incentive(group)] })],
      bookings: [of('A', '2026-01-10', 'new'), of('B', '2026-01-11', 'apart'), of('C', '2026-01-12', 'new')],
    };
    expect(payOf(calculated(given))).toEqual({ 'ana commission 2026-Q1': '7.50' });
    expect(disagreement(given)).toBeNull();
  });
});
