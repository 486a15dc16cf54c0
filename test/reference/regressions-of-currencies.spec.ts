import type { Conversion, CreditRateDay, Plan } from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan } from '../support/sample-rules.js';
import { spiff } from '../support/spiffs/sample-spiffs.js';
import { calculated, payOf, totalOf, type Booked, type Situation } from '../support/situation.js';
import { disagreement } from './disagreement.js';

const CREDIT: Conversion<CreditRateDay> = {
  rates: 'market',
  date: 'booking-date',
  round: null,
  corrections: 'stand',
};
const EUROS: Booked = { id: 'A', date: '2026-02-10', net: '150', currency: 'EUR' };

/** 150 EUR at 0.8333 are 124.995 USD, 125.00 in cents. */
function converting(round: Conversion['round'], changes: Partial<Plan>): Situation {
  return {
    people: [{ id: 'ana' }],
    plans: [plan({ fx: { credit: { ...CREDIT, round }, pay: null }, ...changes })],
    bookings: [EUROS],
    rates: ['market EUR USD 2026-01-01 0.8333'],
  };
}

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('a plan that rounds what it converts', () => {
  const cents = { to: 'cents', half: 'away-from-zero' } as const;
  const isLarge = {
    fact: 'line.net',
    test: { is: 'greater-or-equal' as const, than: operand('125 USD') },
  };

  it('has its conditions read the rounded amount', () => {
    const of = (round: Conversion['round']): Situation =>
      converting(round, { measures: [measure({ when: isLarge })] });
    expect(totalOf(calculated(of(cents)))).toBe('12.50');
    expect(totalOf(calculated(of(null)))).toBe('0.00');
    expect(disagreement(of(cents))).toBeNull();
  });

  it('has its values worked out of the rounded amount: 125 × 90%, not 112.4955', () => {
    const kept = {
      operator: 'multiply' as const,
      of: [{ operand: operand('line.net') }, { operand: operand('90%') }],
    };
    const of = converting(cents, {
      values: [{ id: 'kept', is: 'money', unit: null, round: null, tree: kept }],
      measures: [measure({ sum: 'value.kept' })],
      incentives: [incentive(flat('100%'))],
    });
    expect(totalOf(calculated(of))).toBe('112.50');
    expect(disagreement(of)).toBeNull();
  });
});

describe('pay in the currency of a person', () => {
  it('goes by the last version that had the incentive, where a later one dropped it in the pay period', () => {
    const version = (from: string, until: string | null, changes: Partial<Plan>): Plan =>
      plan({
        payEvery: 'month',
        effective: { from: day(from), until: until === null ? null : day(until) },
        ...changes,
      });
    const others = [incentive(flat('1%', 'measure.sold'), { id: 'other' })];
    const pay = {
      rates: 'market',
      date: 'end-of-month' as const,
      round: null,
      corrections: 'stand' as const,
    };
    const given: Situation = {
      people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'INR' } }],
      plans: [
        version('2026-01-01', '2026-02-20', { fx: { credit: null, pay } }),
        version('2026-02-20', null, { incentives: others, fingerprint: 'ae-2' }),
      ],
      bookings: [
        { id: 'A', date: '2026-02-10', net: '100' },
        { id: 'Z', date: '2026-03-10', net: '0' },
      ],
      rates: ['market USD INR 2026-01-01 83'],
    };
    expect(payOf(calculated(given))['ana commission 2026-02']).toBe('830.00');
    expect(disagreement(given)).toBeNull();
  });
});

describe('the rate of what takes back more than was paid of a booking with several lines', () => {
  it('is that of the pay period in which the first line counted of which the seller has credit: 90,000 of March, and 90,000 more', () => {
    const booked = (id: string, line: number, changes: Partial<Booked>): Booked => ({
      id,
      line,
      date: '2026-01-10',
      net: '10,000',
      facts: { 'booking.start': '2026-03-01' },
      ...changes,
    });
    const given: Situation = {
      people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'INR' } }, { id: 'bob' }],
      plans: [
        plan({
          payEvery: 'month',
          measures: [measure({ date: 'booking.start', negative: 'pay-back' })],
          fx: { credit: null, pay: { ...CREDIT, date: 'end-of-month' } },
        }),
      ],
      bookings: [
        booked('A', 1, { by: 'bob' }),
        booked('A', 2, {}),
        booked('R', 1, {
          date: '2026-06-10',
          net: '-20,000',
          changes: 'A',
          facts: { 'booking.start': '2026-06-10' },
        }),
      ],
      rates: ['market USD INR 2026-01-31 80', 'market USD INR 2026-03-31 90', 'market USD INR 2026-06-30 95'],
    };
    expect(disagreement(given)).toBeNull();
    expect(payOf(calculated(given))).toMatchObject({
      'ana commission 2026-03': '90000.00',
      'ana commission 2026-06': '-180000.00',
    });
  });
});

describe('a booking that is taken back whole', () => {
  it('gives its place for the first up also when its seller has left, so that nobody is credited with what takes it back', () => {
    const first = { kind: 'first-n', count: 1, each: 'company', pays: operand('50 USD') } as const;
    const given: Situation = {
      people: [{ id: 'ana', until: '2026-02-15' }, { id: 'bob' }],
      plans: [plan({ incentives: [] })],
      spiffs: [
        spiff({
          effective: { from: day('2026-02-01'), until: day('2026-03-01') },
          incentives: [incentive(first, { id: 'first' })],
        }),
      ],
      bookings: [
        { id: 'A', date: '2026-02-10', net: '100', recorded: 1 },
        { id: 'B', date: '2026-02-11', net: '100', by: 'bob', recorded: 2 },
        { id: 'R', date: '2026-02-20', net: '-100', recorded: 3, changes: 'A' },
      ],
    };
    expect(payOf(calculated(given))).toEqual({ 'bob first 2026-02': '50.00' });
    expect(disagreement(given)).toBeNull();
  });
});
