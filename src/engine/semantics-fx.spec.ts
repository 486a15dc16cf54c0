import { spiff } from '../../test/support/spiffs/sample-spiffs.js';
import {
  calculated,
  companyOf,
  linesOf,
  onlyEarning,
  payByLine,
  payOf,
  rulebookOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { day, flat, incentive, measure, operand, plan } from '../../test/support/sample-rules.js';
import { startCalculation } from './calculate.js';
import { explain } from './explain/explain.js';
import { sayEarning } from './explain/say-earning.js';
import { sayAttainment } from './explain/say-numbers.js';
import type { Conversion, CreditRateDay, PayRateDay, Plan } from './rulebook/rulebook.js';

function by<D>(rates: string, date: D, changes: Partial<Conversion<D>> = {}): Conversion<D> {
  return { rates, date, round: null, corrections: 'stand', ...changes };
}

function converting(changes: Partial<Conversion<CreditRateDay>> = {}, others: Partial<Plan> = {}): Plan {
  const credit = by<CreditRateDay>('market', 'booking-date', changes);
  return plan({
    measures: [measure({ quota: 'attribute.quota' })],
    fx: { credit, pay: null },
    ...others,
  });
}

const RATES = [
  'market EUR USD 2026-02-03 1.10',
  'market EUR USD 2026-03-20 1.25',
  'market EUR USD 2026-03-31 1.20',
];
const EUROS: Booked = { id: 'A', date: '2026-02-03', net: '100,000', currency: 'EUR' };
const REFUND: Booked = { id: 'R', date: '2026-03-20', net: '-100,000', currency: 'EUR', changes: 'A' };

function sold(changes: Partial<Situation> = {}): Situation {
  return {
    people: [{ id: 'ana', facts: { 'attribute.quota': '115,000 USD' } }],
    plans: [converting()],
    bookings: [EUROS],
    rates: RATES,
    ...changes,
  };
}

describe('semantics 21: a credit in another currency', () => {
  it('EUR 100,000 at 1.10 is 110,000 USD, and 10% of it is 11,000', () => {
    expect(totalOf(calculated(sold()))).toBe('11000.00');
    expect(onlyEarning(calculated(sold())).measure).toEqual({ n: 110_000n, d: 1n });
  });

  it('fully refunded it nets to nothing, not to −1,500: the refund has the rate of its original', () => {
    const situation = sold({ bookings: [EUROS, REFUND] });
    expect(totalOf(calculated(situation))).toBe('0.00');
    expect(payByLine(calculated(situation), situation)).toEqual({ A: '11000.00', R: '-11000.00' });
  });

  it('one that names no original is converted by its own date: −12,500 and the net −1,500', () => {
    const alone = sold({
      plans: [converting({}, { measures: [measure({ negative: 'pay-back' })] })],
      bookings: [EUROS, { ...REFUND, changes: 'elsewhere' }],
    });
    expect(totalOf(calculated(alone))).toBe('-1500.00');
  });

  it('attainment of a quota of 115,000 is 95.7% at the booking rate, and 104.3% only where the plan says the end of the quarter', () => {
    const attained = (situation: Situation): string => {
      const { attainment } = onlyEarning(calculated(situation));
      return sayAttainment(attainment ?? { n: 0n, d: 1n });
    };
    expect(attained(sold())).toBe('95.7%');
    const atEnd = converting({ date: 'end-of-pay-period' }, { payEvery: 'quarter' });
    expect(attained(sold({ plans: [atEnd] }))).toBe('104.3%');
  });

  it('a rate corrected later stands for what was known before it, and restates where the plan says so', () => {
    const rates = [...RATES, 'market EUR USD 2026-02-03 1.15'];
    const known = (count: number): Booked[] => [{ ...EUROS, rates: count }];
    expect(totalOf(calculated(sold({ rates, bookings: known(3) })))).toBe('11000.00');
    expect(totalOf(calculated(sold({ rates, bookings: known(4) })))).toBe('11500.00');
    const restates = { plans: [converting({ corrections: 'restate' })], rates };
    expect(totalOf(calculated(sold({ ...restates, bookings: known(3) })))).toBe('11500.00');
  });

  it('a booking known before any rate has the first that came', () => {
    const rates = [...RATES, 'market EUR USD 2026-02-03 1.15'];
    expect(totalOf(calculated(sold({ rates, bookings: [{ ...EUROS, rates: 0 }] })))).toBe('11000.00');
  });

  it('a refund has the rate known with its original, though the rate was corrected between', () => {
    const rates = [...RATES, 'market EUR USD 2026-02-03 1.15'];
    const bookings = [
      { ...EUROS, rates: 3 },
      { ...REFUND, rates: 4 },
    ];
    expect(totalOf(calculated(sold({ rates, bookings })))).toBe('0.00');
  });

  it('without fx it stays an exception, and without a rate it is one that names set, pair and day', () => {
    const without = calculated(sold({ plans: [plan()] }));
    expect(without.exceptions).toEqual([expect.objectContaining({ code: 'CURRENCY' })]);
    const missing = calculated(
      sold({ rates: ['market USD EUR 2026-02-03 0.9', 'daily EUR USD 2026-02-03 1.1'] }),
    );
    expect(missing.earnings).toEqual([]);
    expect(missing.exceptions).toEqual([
      {
        line: 0,
        participant: 'ana',
        code: 'NO_RATE',
        reason: 'The rate set market has no rate from EUR to USD for 2026-02-03.',
      },
    ]);
  });

  it('a rate holds until the next one, and for a year at most', () => {
    const at = (date: string): Situation => sold({ bookings: [{ ...EUROS, date }] });
    expect(totalOf(calculated(at('2026-03-19')))).toBe('11000.00');
    expect(totalOf(calculated(at('2027-03-31')))).toBe('12000.00');
    expect(calculated(at('2027-04-01')).exceptions).toEqual([
      expect.objectContaining({
        code: 'NO_RATE',
        reason: expect.stringContaining('its last one is of 2026-03-31'),
      }),
    ]);
  });

  it('is exact: a third of a euro amount at 1.0825 is rounded only when it is paid, unless the plan rounds', () => {
    const rates = ['market EUR USD 2026-02-03 1.0825'];
    const bookings = [1, 2, 3].map((line): Booked => ({ ...EUROS, line, net: '0.33' }));
    const measured = (situation: Situation): unknown => onlyEarning(calculated(situation)).measure;
    expect(measured(sold({ rates, bookings }))).toEqual({ n: 42_867n, d: 40_000n });
    const round = { to: 'cents', half: 'away-from-zero' } as const;
    expect(measured(sold({ rates, bookings, plans: [converting({ round })] }))).toEqual({ n: 27n, d: 25n });
  });

  it('conditions of the plan read the line in the currency of the plan', () => {
    const large = {
      fact: 'line.net',
      test: { is: 'greater-or-equal' as const, than: operand('105,000 USD') },
    };
    const plans = [converting({}, { measures: [measure({ when: large })] })];
    expect(totalOf(calculated(sold({ plans })))).toBe('11000.00');
    expect(totalOf(calculated(sold({ plans, bookings: [{ ...EUROS, net: '95,000' }] })))).toBe('0.00');
  });

  it('a booking in the currency of the plan needs no rate', () => {
    expect(totalOf(calculated(sold({ rates: [], bookings: [{ ...EUROS, currency: 'USD' }] })))).toBe(
      '10000.00',
    );
  });

  it('says the rate of each credit', () => {
    const [paid] = calculated(sold()).earnings;
    const lines = paid && explain(paid.earning, paid.lines).parts.at(-1)?.parts;
    expect(lines?.[0]?.parts.map(({ says }) => says)).toEqual([
      '100,000 EUR × 1.1 = 110,000 USD (set market, 2026-02-03).',
    ]);
  });
});

const PAY_RATES = [
  'compensation USD INR 2026-01-01 83',
  'market USD INR 2026-02-28 84.5',
  'market USD INR 2026-03-31 90',
];
const PAID_IN_RUPEES = plan({
  payEvery: 'month',
  measures: [measure({ negative: 'pay-back' })],
  incentives: [
    incentive(flat('10%'), { id: 'variable' }),
    incentive(flat('3%'), { fx: { pay: by<PayRateDay>('market', 'end-of-month') } }),
  ],
  fx: { credit: null, pay: by<PayRateDay>('compensation', 'start-of-year') },
});

function inIndia(changes: Partial<Situation> = {}): Situation {
  return {
    people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'INR' } }],
    plans: [PAID_IN_RUPEES],
    bookings: [{ id: 'A', date: '2026-02-10', net: '100,000' }],
    rates: PAY_RATES,
    ...changes,
  };
}

describe('semantics 21: pay in the currency of the person', () => {
  it('variable pay by the rate of the year, commission by that of the month', () => {
    const found = calculated(inIndia());
    expect(payOf(found)).toEqual({
      'ana variable 2026-02': '830000.00',
      'ana commission 2026-02': '253500.00',
    });
    expect(found.earnings.map(({ earning }) => earning.currency)).toEqual(['INR', 'INR']);
    expect(found.earnings.map(({ earning }) => sayEarning(earning))).toEqual([
      '100,000 USD credited in 2026-Q1: 100,000 × 10% = 10,000.00 USD. 10,000.00 USD × 83 = 830,000.00 INR (set compensation, 2026-01-01).',
      '100,000 USD credited in 2026-Q1: 100,000 × 3% = 3,000.00 USD. 3,000.00 USD × 84.5 = 253,500.00 INR (set market, 2026-02-28).',
    ]);
  });

  it('lines sum exactly, each with what it was in the currency of the plan', () => {
    const bookings = [1, 2, 3].map((line): Booked => ({ id: 'A', line, date: '2026-02-10', net: '11.17' }));
    const { earnings } = calculated(
      inIndia({ bookings, rates: ['market USD INR 2026-02-28 84.123457', ...PAY_RATES] }),
    );
    for (const { earning, lines } of earnings) {
      expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
      expect(lines.reduce((sum, { paid }) => sum + (paid?.amount ?? 0n), 0n)).toBe(
        earning.working.pay?.amount,
      );
    }
  });

  it('a refund in another month returns what was paid, at the rate of that month', () => {
    const refund: Booked = { id: 'R', date: '2026-03-05', net: '-100,000', changes: 'A' };
    const found = calculated(inIndia({ bookings: [...inIndia().bookings, refund] }));
    expect(payOf(found)).toMatchObject({
      'ana commission 2026-02': '253500.00',
      'ana commission 2026-03': '-253500.00',
    });
  });

  it('without a rate nothing is paid, and somebody is told', () => {
    const found = calculated(inIndia({ rates: ['compensation USD INR 2026-01-01 83'] }));
    const message = 'The rate set market has no rate from USD to INR for 2026-02-28.';
    expect(payOf(found)).toMatchObject({ 'ana commission 2026-02': '0.00' });
    expect(found.troubles).toEqual([{ participant: 'ana', period: '2026-02', code: 'NO_RATE', message }]);
    expect(found.earnings.map(({ earning }) => earning.reason)).toEqual([null, message]);
  });

  it('whoever is paid in the currency of the plan is paid as ever', () => {
    const people = (currency: string): Situation['people'] => [
      { id: 'ana', facts: { 'attribute.pay-currency': currency } },
    ];
    const own = calculated(inIndia({ people: people('USD') }));
    expect(own).toEqual(calculated(inIndia({ people: [{ id: 'ana' }], plans: [{ ...PAID_IN_RUPEES }] })));
  });

  it('a plan that does not say how pays in its own currency, and somebody is told', () => {
    const found = calculated(inIndia({ plans: [plan()] }));
    expect(payOf(found)).toEqual({ 'ana commission 2026-Q1': '10000.00' });
    expect(found.troubles).toEqual([expect.objectContaining({ code: 'PAY_CURRENCY' })]);
  });

  it('a rate corrected later stands, or restates where the plan says so', () => {
    const rates = [...PAY_RATES, 'market USD INR 2026-02-28 85'];
    expect(payOf(calculated(inIndia({ rates })))).toMatchObject({ 'ana commission 2026-02': '253500.00' });
    const [variable, commission] = PAID_IN_RUPEES.incentives;
    const restated = { pay: by<PayRateDay>('market', 'end-of-month', { corrections: 'restate' }) };
    const incentives = variable && commission ? [variable, { ...commission, fx: restated }] : [];
    const plans = [{ ...PAID_IN_RUPEES, incentives }];
    expect(payOf(calculated(inIndia({ rates, plans })))).toMatchObject({
      'ana commission 2026-02': '255000.00',
    });
  });
});

describe('semantics 21: a SPIFF converts by itself', () => {
  const inDollars = spiff({
    effective: { from: day('2026-02-01'), until: day('2026-03-01') },
    measures: [measure({ window: 'month' })],
    incentives: [incentive(flat('2%'), { id: 'sprint' })],
    fx: {
      credit: by<CreditRateDay>('market', 'booking-date'),
      pay: by<PayRateDay>('market', 'end-of-pay-period'),
    },
  });
  const selling = (changes: Partial<Situation> = {}): Situation =>
    sold({
      people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'INR' } }],
      plans: [plan({ currency: 'EUR', incentives: [] })],
      spiffs: [inDollars],
      rates: [...RATES, ...PAY_RATES],
      ...changes,
    });

  it('what the plan counts in euros', () => {
    const sprint = calculated(selling()).earnings.find(({ earning }) => earning.incentive === 'sprint');
    expect(sprint?.earning).toMatchObject({ currency: 'INR', measure: { n: 110_000n, d: 1n } });
    expect(sprint?.earning.amount).toBe(18_590_000n);
  });

  it('and says which rate it lacks, in every shard', () => {
    const situation = selling({ rates: PAY_RATES });
    expect(calculated(situation).exceptions).toEqual([
      expect.objectContaining({ code: 'NO_RATE', participant: 'ana' }),
    ]);
    const other = startCalculation(companyOf(situation), rulebookOf(situation), { mine: () => false });
    for (const line of linesOf(situation)) other.credit(line);
    expect([...other.exceptions()]).toEqual(calculated(situation).exceptions);
  });
});
