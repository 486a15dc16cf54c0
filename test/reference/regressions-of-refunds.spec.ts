import { explain } from '../../src/engine/explain/explain.js';
import type {
  Budget,
  Conversion,
  Incentive,
  Modifier,
  PayRateDay,
} from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { spiff } from '../support/spiffs/sample-spiffs.js';
import { calculated, payOf, type Booked, type Situation } from '../support/situation.js';
import { disagreement } from './disagreement.js';

const PAY: Conversion<PayRateDay> = {
  rates: 'market',
  date: 'end-of-month',
  round: null,
  corrections: 'stand',
};
const RATES = [
  'market USD EUR 2026-01-31 0.70',
  'market USD EUR 2026-02-28 0.80',
  'market USD EUR 2026-03-31 0.90',
  'market USD EUR 2026-04-30 1.00',
  'market USD EUR 2026-05-31 1.10',
];

function booked(id: string, date: string, net: string, changes?: string): Booked {
  return { id, date, net, ...(changes === undefined ? {} : { changes }) };
}

const SOLD_ONCE = [booked('A', '2026-01-15', '20,000'), booked('C', '2026-03-10', '-20,000', 'A')];
const SOLD_TWICE = [
  booked('A', '2026-01-15', '10,000'),
  booked('B', '2026-02-15', '10,000'),
  booked('C', '2026-03-10', '-4,000', 'A'),
  booked('D', '2026-04-10', '-10,000', 'B'),
  booked('E', '2026-05-10', '-6,000', 'A'),
];

function situation(one: Incentive, bookings: readonly Booked[]): Situation {
  return {
    people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'EUR' } }],
    plans: [
      plan({
        payEvery: 'month',
        measures: [measure({ window: 'year', negative: 'pay-back' })],
        incentives: [one],
        fx: { credit: null, pay: PAY },
      }),
    ],
    bookings,
    rates: RATES,
  };
}

function paid(one: Incentive, bookings: readonly Booked[]): readonly string[] {
  const given = situation(one, bookings);
  expect(disagreement(given)).toBeNull();
  return Object.values(payOf(calculated(given)));
}

const STARTS = [
  ['a', '0 USD', '5%'],
  ['b', '15,000 USD', '10%'],
] as const;
const MARGINAL = tiers(STARTS, { axis: 'measure.sold' });
const WHOLE = incentive(tiers(STARTS, { axis: 'measure.sold', mode: 'whole' }));
const PRO_RATA = incentive(MARGINAL, { attribution: 'pro-rata' });
const BONUS = incentive({
  kind: 'bonus',
  pays: operand('1,000 USD'),
  when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('15,000 USD') } },
});

function modified(modifier: Modifier): Incentive {
  return incentive(flat('10%'), { modify: [modifier] });
}

const GATED = modified({
  kind: 'gate',
  when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('15,000 USD') } },
});

function capped(at: string): Incentive {
  return modified({ kind: 'cap', what: 'earning', at: operand(at), window: 'year', excess: 'lost' });
}

const FLOORED = modified({ kind: 'floor', at: operand('0 USD'), window: 'year' });

describe('a sale that is taken back whole leaves nothing in the currency in which it was paid', () => {
  it.each([
    ['behind a gate that shuts', GATED, ['1400.00', '-1400.00']],
    ['pro rata', PRO_RATA, ['875.00', '-875.00']],
    ['below a cap that is never reached', capped('9,000 USD'), ['1400.00', '-1400.00']],
    ['below a cap', capped('1,500 USD'), ['1050.00', '-1050.00']],
    ['above a floor', FLOORED, ['1400.00', '-1400.00']],
    ['by a bonus', BONUS, ['700.00', '-700.00']],
  ])('%s', (_, one, pays) => {
    expect(paid(one, SOLD_ONCE)).toEqual(pays);
  });

  it.each([
    ['marginal tiers', incentive(MARGINAL), ['350.00', '600.00', '-280.00', '-440.00', '-230.00']],
    ['whole tiers', WHOLE, ['350.00', '1200.00', '-300.00', '-1025.00', '-225.00']],
    ['pro rata', PRO_RATA, ['350.00', '600.00', '-295.50', '-438.50', '-216.00']],
    ['a gate', GATED, ['1600.00', '-320.00', '-1280.00']],
    ['a cap', capped('1,500 USD'), ['700.00', '400.00', '-660.00', '-440.00']],
  ])('also two that are taken back in parts, by %s', (_, one, pays) => {
    const found = paid(one, SOLD_TWICE).filter((each) => each !== '0.00');
    expect(found).toEqual(pays);
    expect(found.reduce((sum, each) => sum + Math.round(Number(each) * 100), 0)).toBe(0);
  });
});

describe('what is said of the rates of what is taken back', () => {
  const saidOf = (one: Incentive, bookings: readonly Booked[]): string => {
    const earned = calculated(situation(one, bookings)).earnings.at(-1);
    return earned ? JSON.stringify(explain(earned.earning, earned.lines)) : '';
  };

  it('names the one rate at which it was paid, and not that of now, by which nothing is', () => {
    expect(saidOf(GATED, SOLD_ONCE)).toContain(
      '-2,000.00 USD × 0.7 = -1,400.00 EUR (set market, 2026-01-31)',
    );
  });

  it('and of several that it was paid by them', () => {
    expect(saidOf(incentive(MARGINAL), SOLD_TWICE)).toContain(
      '-300.00 USD is -230.00 EUR, what is earned now by the rate of the pay period, what is taken back by those at which it was paid: 0.7 (set market, 2026-01-31), 0.8 (set market, 2026-02-28)',
    );
  });
});

describe('a SPIFF that a budget limits', () => {
  const BUDGET: Budget = {
    amount: operand('50,000 USD'),
    whenExhausted: 'pay-what-is-left',
    settles: null,
    afterCutOff: 're-run',
  };
  const sprint = (budget: Budget | null): Situation => ({
    people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'EUR' } }],
    plans: [plan({ incentives: [] })],
    spiffs: [
      spiff({
        effective: { from: day('2026-04-01'), until: day('2026-07-01') },
        measures: [measure({ window: 'plan-to-date', negative: 'pay-back' })],
        incentives: [
          incentive(
            tiers(
              [
                ['low', '0 USD', '10%'],
                ['high', '20,000 USD', '20%'],
              ],
              { axis: 'measure.sold', mode: 'whole' },
            ),
          ),
        ],
        budget,
        fx: { credit: null, pay: PAY },
      }),
    ],
    bookings: [
      booked('A', '2026-04-15', '10,000'),
      booked('B', '2026-05-15', '10,000'),
      booked('C', '2026-06-15', '-10,000', 'A'),
      booked('D', '2026-06-16', '-10,000', 'B'),
    ],
    rates: [
      'market USD EUR 2026-04-30 0.90',
      'market USD EUR 2026-05-31 0.80',
      'market USD EUR 2026-06-30 0.95',
    ],
  });

  it.each([
    ['without one', null],
    ['with one that is never reached', BUDGET],
  ])('takes back what was paid, %s', (_, budget) => {
    expect(disagreement(sprint(budget))).toBeNull();
    expect(payOf(calculated(sprint(budget)))).toEqual({
      'ana commission 2026-04': '900.00',
      'ana commission 2026-05': '2400.00',
      'ana commission 2026-06': '-3300.00',
    });
  });
});

describe('an up-sell that names its original', () => {
  const inPounds = (id: string, date: string, net: string, changes?: string): Booked => ({
    ...booked(id, date, net, changes),
    currency: 'GBP',
  });
  const rates = [
    'market GBP USD 2026-01-01 1.20',
    'market GBP USD 2026-03-01 1.40',
    'market USD EUR 2026-01-31 0.90',
    'market USD EUR 2026-03-31 0.80',
  ];
  const selling = (...later: readonly Booked[]): readonly string[] => {
    const one = situation(incentive(flat('10%')), [inPounds('A', '2026-01-15', '10,000'), ...later]);
    const credit = { ...PAY, date: 'booking-date' as const };
    const given = {
      ...one,
      plans: (one.plans ?? []).map((each) => ({ ...each, fx: { credit, pay: PAY } })),
      rates,
    };
    expect(disagreement(given)).toBeNull();
    return Object.values(payOf(calculated(given)));
  };

  it('is a fact of its own date: 5,000 GBP × 1.40 are paid 700 USD × 0.80', () => {
    expect(selling(inPounds('B', '2026-03-15', '5,000', 'A'))).toEqual(['1080.00', '560.00']);
  });

  it('and what takes it back has its rates', () => {
    const sold = [inPounds('B', '2026-03-15', '5,000', 'A'), inPounds('C', '2026-05-15', '-5,000', 'B')];
    expect(selling(...sold)).toEqual(['1080.00', '560.00', '-560.00']);
  });

  it('what takes back a refund has those of the first', () => {
    const turned = [inPounds('B', '2026-03-15', '-5,000', 'A'), inPounds('C', '2026-05-15', '5,000', 'B')];
    expect(selling(...turned)).toEqual(['1080.00', '-540.00', '540.00']);
  });
});
