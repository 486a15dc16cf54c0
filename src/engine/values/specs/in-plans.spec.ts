import { table, value } from '../../../../test/support/rules/values.js';
import { day, flat, incentive, measure, plan, policy } from '../../../../test/support/sample-rules.js';
import { calculated, payByLine, payOf, type Situation } from '../../../../test/support/situation.js';
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
const margin = value('margin', 'money', { subtract: ['line.net', 'line.cost'] });
const weights = table('weights', 'line.product', [['services', '50%']]);

describe('a measure that adds up a value', () => {
  const weighted = value('weighted', 'money', {
    multiply: ['line.net', { 'first-known': ['table.weights.gives', '100%'] }],
  });

  it('counts what it comes to for each line, by a table that may say nothing', () => {
    const bookings = [
      booked('A', '100', { 'line.product': 'platform' }),
      booked('B', '100', { 'line.product': 'services' }),
      booked('C', '100'),
    ];
    const rules = { values: [weighted], measures: [measure({ sum: 'value.weighted' })] };
    expect(pay(selling(rules, { bookings, tables: [weights] }))).toEqual({
      'ana commission 2026-Q1': '25.00',
    });
  });

  it('is shared out in exact parts that make the whole, thirds of thirds too', () => {
    const third = value('third', 'money', { divide: ['line.net', '7'] });
    const holders = ['ana', 'ben', 'cem'].map((participant) => ({
      of: 'west',
      participant,
      from: day('2000-01-01'),
      until: null,
    }));
    const situation: Situation = {
      people: ['ana', 'ben', 'cem'].map((id) => ({ id })),
      territories: [{ id: 'west', group: null, segment: null, facts: new Map() }] as unknown as NonNullable<
        Situation['territories']
      >,
      holders,
      bookings: [{ id: 'A', date: '2026-02-10', net: '100', by: null, territory: 'west' }],
      plans: [
        plan({
          values: [third],
          measures: [measure({ sum: 'value.third' })],
          incentives: [incentive(flat('100%'))],
        }),
      ],
    };
    const shares = calculated(situation).earnings.map(({ earning }) => earning.measure);
    // 100 ÷ 7 ÷ 3 each, and three of them are 100 ÷ 7.
    expect(shares).toEqual([0, 1, 2].map(() => ({ n: 100n, d: 21n })));
  });

  it('tells who is credited for a line of which it is unknown, and counts that as nothing', () => {
    const rules = { values: [margin], measures: [measure({ sum: 'value.margin' })] };
    const bookings = [booked('A', '100', { 'line.cost': '40 USD' }), booked('B', '100')];
    const { exceptions, ...rest } = calculated(selling(rules, { bookings }));
    expect(payOf({ exceptions, ...rest })).toEqual({ 'ana commission 2026-Q1': '6.00' });
    expect(exceptions).toMatchObject([
      {
        code: 'NO_NUMBER',
        reason: 'value.margin (line.cost is unknown) is not known, and the plan ae adds it up.',
      },
    ]);
  });
});

describe('a condition on a value', () => {
  it('picks the credits of a measure and of an incentive', () => {
    const bookings = [
      booked('A', '100', { 'line.cost': '40 USD' }),
      booked('B', '100', { 'line.cost': '90 USD' }),
    ];
    const counted = {
      values: [margin],
      measures: [measure({ when: when({ 'value.margin': '>= 60 USD' }) })],
    };
    expect(pay(selling(counted, { bookings }))).toEqual({ 'ana commission 2026-Q1': '10.00' });
    const paid = {
      values: [margin],
      incentives: [incentive(flat('10%'), { when: when({ 'value.margin': '< 60 USD' }) })],
    };
    expect(pay(selling(paid, { bookings }))).toEqual({ 'ana commission 2026-Q1': '10.00' });
  });

  it('reads the person on the booking date', () => {
    const tenure = {
      ...value('tenure', 'count', { 'months-between': ['assignment.start', 'booking.date'] }),
      unit: 'month',
    };
    const rules = {
      values: [tenure],
      measures: [measure({ when: when({ 'value.tenure': '>= 1 months' }) })],
    };
    const people = [{ id: 'ana', from: '2026-01-31' }];
    const bookings = [
      { ...booked('A', '100'), date: '2026-02-27' },
      { ...booked('B', '1000'), date: '2026-02-28' },
    ];
    expect(pay(selling(rules, { people, bookings }))).toEqual({ 'ana commission 2026-Q1': '100.00' });
  });

  it('decides in a policy, where lines of a booking are added up first', () => {
    const total = value('total', 'money', { 'sum-of': { lines: 'booking.lines', number: 'line.net' } });
    const large = {
      id: 'large',
      when: when({ 'value.total': '>= 150 USD' }),
      credit: [{ to: 'booking.salesperson', parts: 1 }],
      because: 'Large',
    };
    const policies = [policy({ phases: [{ id: 'p', hit: 'first', rules: [large] }] })];
    const bookings = [booked('A', '100'), { ...booked('A', '50'), line: 2 }, booked('B', '149')];
    const situation = selling({}, { bookings, policies, values: [total] });
    expect(payByLine(calculated(situation), situation)).toEqual({ A: '15.00' });
  });

  it('reads the bookings of the account before, and the one that is changed', () => {
    const idle = value('idle', 'days', { 'days-between': ['account.previous-booking-date', 'booking.date'] });
    const fresh = when({
      any: [{ 'account.previous-booking-date': 'unknown' }, { 'value.idle': '> 30 days' }],
    });
    const bookings = [
      { ...booked('A', '100'), date: '2026-01-01', account: 'acme' },
      { ...booked('B', '10'), date: '2026-01-31', account: 'acme' },
      { ...booked('C', '1000'), date: '2026-03-03', account: 'acme' },
    ];
    const rules = { values: [idle], measures: [measure({ when: fresh })] };
    expect(pay(selling(rules, { bookings }))).toEqual({ 'ana commission 2026-Q1': '110.00' });
    const change = value('change', 'money', {
      subtract: ['line.net', { 'first-known': ['original.net', '0 USD'] }],
    });
    const changes = [...bookings, { ...booked('R', '150', { 'booking.changes': 'A' }), date: '2026-03-04' }];
    const changing = { values: [change], measures: [measure({ sum: 'value.change' })] };
    expect(pay(selling(changing, { bookings: changes }))).toEqual({ 'ana commission 2026-Q1': '116.00' });
  });
});

describe('totals over the lines of a booking', () => {
  const over = { lines: 'booking.lines' };
  const total = value('total', 'money', { 'sum-of': { ...over, number: 'line.net' } });
  const bookings = [booked('A', '100'), { ...booked('A', '300'), line: 2 }, booked('B', '1000')];

  it('wait for the last line, whose booking is the last of all too', () => {
    const rules = { values: [total], measures: [measure({ when: when({ 'value.total': '>= 400 USD' }) })] };
    expect(pay(selling(rules, { bookings }))).toEqual({ 'ana commission 2026-Q1': '140.00' });
  });

  it('are read in another total, in its number and in what it counts', () => {
    const share = value('share', 'percent', { divide: ['line.net', 'value.total'], 'if-zero': '0%' });
    const squares = value('squares', 'percent', {
      'sum-of': { ...over, number: { multiply: ['value.share', 'value.share'] } },
    });
    const large = {
      ...value('large', 'count', { 'count-of': { ...over, when: { 'value.share': '> 50%' } } }),
      unit: 'line',
    };
    const paid = value('paid', 'money', { multiply: ['line.net', 'value.squares'] });
    // A: (100 ÷ 400)² + (300 ÷ 400)² = 10 ÷ 16, on 400; B: 1, on 1,000. One line of each makes more than half.
    const counted = when({ 'value.large': '1 line' });
    const rules = {
      values: [squares, share, total, large, paid],
      measures: [measure({ sum: 'value.paid', when: counted })],
    };
    expect(pay(selling(rules, { bookings }))).toEqual({ 'ana commission 2026-Q1': '125.00' });
  });

  it('within a total without a name', () => {
    const excess = value('excess', 'money', {
      'sum-of': {
        ...over,
        number: { subtract: ['line.net', { 'largest-of': { ...over, number: 'line.net' } }] },
      },
    });
    // A: 100 − 300 + 300 − 300 on both lines, B: 0.
    const rules = {
      values: [excess],
      measures: [measure({ sum: 'value.excess', negative: 'pay-back' as const })],
    };
    expect(pay(selling(rules, { bookings }))).toEqual({ 'ana commission 2026-Q1': '-40.00' });
  });

  it('say so where the lines of a booking come apart', () => {
    const apart = [
      booked('A', '100'),
      { ...booked('A', '300'), line: 2, date: '2026-02-12' },
      { ...booked('B', '1'), date: '2026-02-11' },
    ];
    const rules = { values: [total], measures: [measure({ sum: 'value.total' })] };
    const { exceptions } = calculated(selling(rules, { bookings: apart }));
    expect(exceptions).toMatchObject([
      { code: 'UNDECIDED', reason: expect.stringContaining('comes back on 2026-02-12') },
    ]);
  });
});
