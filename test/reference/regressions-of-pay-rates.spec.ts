import { explain } from '../../src/engine/explain/explain.js';
import { writeDecimal } from '../../src/engine/kernel/ratio.js';
import type {
  Conversion,
  Fx,
  Incentive,
  Measure,
  PayRateDay,
  Plan,
} from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { contest, spiff } from '../support/spiffs/sample-spiffs.js';
import { calculated, payOf, type Booked, type Situation } from '../support/situation.js';
import { disagreement } from './disagreement.js';

const PAY: Conversion<PayRateDay> = {
  rates: 'market',
  date: 'end-of-month',
  round: null,
  corrections: 'stand',
};
const FX: Fx = { credit: null, pay: PAY };
const RATES = ['market USD GBP 2026-01-31 0.80', 'market USD GBP 2026-03-31 0.75'];
const BOOKINGS: readonly Booked[] = [
  { id: 'A', date: '2026-01-10', net: '99,000' },
  { id: 'B', date: '2026-03-10', net: '100,000' },
  { id: 'R', date: '2026-03-20', net: '-99,000', changes: 'A' },
];

const bonus = incentive(
  {
    kind: 'bonus',
    pays: operand('1,000 USD'),
    when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('1,000 USD') } },
  },
  { id: 'bonus' },
);

function limited(...modify: Incentive['modify']): Incentive {
  return incentive(flat('10%'), { modify });
}

function paying(
  incentives: readonly Incentive[],
  changes: Partial<Situation> = {},
  by: Partial<Measure> = {},
): Situation {
  const measures = [measure({ window: 'month', negative: 'pay-back', ...by })];
  return {
    people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'GBP' } }],
    plans: [plan({ payEvery: 'month', measures, incentives, fx: FX })],
    bookings: BOOKINGS,
    rates: RATES,
    ...changes,
  };
}

function paid(situation: Situation): Readonly<Record<string, string>> {
  expect(disagreement(situation)).toBeNull();
  return payOf(calculated(situation));
}

describe('the rate of pay that lies on credits as parts of a whole', () => {
  it('is that of its own pay period: a bonus of 1,000 USD is 750 GBP, though it lies on a refund of January', () => {
    expect(paid(paying([bonus]))).toEqual({ 'ana bonus 2026-01': '800.00', 'ana bonus 2026-03': '750.00' });
  });

  it('also where a floor made the whole, or a cap; where they left it, each line keeps its own', () => {
    const floor = limited({ kind: 'floor', at: operand('500 USD'), window: 'month' });
    expect(paid(paying([floor]))).toMatchObject({ 'ana commission 2026-03': '375.00' });
    const capped = (at: string): Situation =>
      paying([limited({ kind: 'cap', what: 'earning', at: operand(at), window: 'month', excess: 'lost' })]);
    expect(paid(capped('50 USD'))).toMatchObject({ 'ana commission 2026-03': '37.50' });
    // 10,000 at 0.75 less 9,900 at 0.80.
    expect(paid(capped('20,000 USD'))).toMatchObject({ 'ana commission 2026-03': '-420.00' });
  });

  it('and of a multiplier beside them each line is still its own', () => {
    const doubled = limited(
      { kind: 'multiplier', times: operand('2x'), when: null },
      { kind: 'floor', at: operand('100 USD'), window: 'month' },
    );
    expect(paid(paying([doubled]))).toMatchObject({ 'ana commission 2026-03': '-840.00' });
  });

  it('a prize of 1,000 USD is 750 GBP', () => {
    const sprint = spiff({
      effective: { from: day('2026-03-01'), until: day('2026-04-01') },
      measures: [measure({ window: 'month', negative: 'pay-back' })],
      incentives: [contest(['1,000 USD'])],
      fx: FX,
    });
    const bookings: readonly Booked[] = [...BOOKINGS, { id: 'Z', date: '2026-04-30', net: '0' }];
    expect(paid(paying([], { spiffs: [sprint], bookings }))).toMatchObject({ 'ana prize 2026-03': '750.00' });
  });
});

describe('the rate of what takes back an earlier booking', () => {
  it.each(['carry-measure', 'carry-earning', 'zero'] as const)(
    'with %s is that of its own pay period, before or after what it is taken from',
    (negative) => {
      const turned = BOOKINGS.map((each): Booked =>
        each.id === 'B' ? { ...each, date: '2026-03-25' } : each,
      );
      for (const bookings of [BOOKINGS, turned])
        expect(paid(paying([incentive(flat('10%'))], { bookings }, { negative }))).toMatchObject({
          'ana commission 2026-03': '75.00',
        });
    },
  );

  it('is that of the pay period in which the booking counted, where a plan counts it on another date', () => {
    const dated = (id: string, date: string, changes: Partial<Booked>): Booked => ({
      id,
      date,
      net: '10,000',
      facts: { 'booking.start': '2026-03-01', 'booking.signed': date },
      ...changes,
    });
    const effective: Plan['values'][number] = {
      id: 'effective',
      is: 'date',
      unit: null,
      round: null,
      tree: {
        operator: 'later',
        of: [{ operand: { name: 'booking.start' } }, { operand: { name: 'booking.signed' } }],
      },
    };
    const measures = [measure({ date: 'value.effective', negative: 'pay-back' })];
    const found = calculated({
      people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'INR' } }],
      plans: [plan({ payEvery: 'month', values: [effective], measures, fx: FX })],
      bookings: [dated('A', '2026-01-10', {}), dated('R', '2026-06-10', { net: '-10,000', changes: 'A' })],
      rates: ['market USD INR 2026-01-31 80', 'market USD INR 2026-03-31 90', 'market USD INR 2026-06-30 95'],
    });
    expect(payOf(found)).toEqual({
      'ana commission 2026-03': '90000.00',
      'ana commission 2026-06': '-90000.00',
    });
  });
});

describe('what takes back what was paid by several rates', () => {
  const MONTHLY = [
    'market USD GBP 2026-01-31 0.80',
    'market USD GBP 2026-02-28 0.78',
    'market USD GBP 2026-03-31 0.75',
  ];
  const WHOLE = tiers(
    [
      ['low', '0 USD', '5%'],
      ['high', '100,000 USD', '8%'],
    ],
    { axis: 'measure.sold', mode: 'whole' },
  );
  const sold = (later: string, back = '-60,000'): readonly Booked[] => [
    { id: 'A', date: '2026-01-10', net: '60,000' },
    { id: 'B', date: '2026-02-10', net: later },
    { id: 'R', date: '2026-03-20', net: back, changes: 'A' },
  ];
  const inQuarter = (
    incentives: readonly Incentive[],
    bookings: readonly Booked[],
    more: Partial<Measure> = {},
  ): Situation => paying(incentives, { bookings, rates: MONTHLY }, { window: 'quarter', ...more });

  it('takes each part back by its own: 3,000 USD at 0.80 and the 1,800 that the tier added later at 0.78', () => {
    expect(paid(inQuarter([incentive(WHOLE)], sold('200,000')))).toEqual({
      'ana commission 2026-01': '2400.00',
      'ana commission 2026-02': '13884.00',
      'ana commission 2026-03': '-3804.00',
    });
    // Half of the order: half of each.
    expect(paid(inQuarter([incentive(WHOLE)], sold('200,000', '-30,000')))).toMatchObject({
      'ana commission 2026-03': '-1902.00',
    });
  });

  it('leaves nothing of the order where the tier falls with it, and takes off the other what that was paid', () => {
    // March: all of the first order, 2,400 + 1,404, and 1,800 of the second, which was paid at 0.78.
    expect(paid(inQuarter([incentive(WHOLE)], sold('60,000')))).toMatchObject({
      'ana commission 2026-03': '-5208.00',
    });
  });

  it('says and keeps how much by which rate', () => {
    const earned = calculated(inQuarter([incentive(WHOLE)], sold('200,000'))).earnings.at(-1);
    const line = earned?.lines.at(-1);
    expect(
      line?.paid?.parts?.map(({ amount, rate }) => [writeDecimal(amount), writeDecimal(rate.rate)]),
    ).toEqual([
      ['-3000', '0.8'],
      ['-1800', '0.78'],
    ]);
    expect(earned && JSON.stringify(explain(earned.earning, earned.lines))).toContain(
      '-4,800.00 USD is -3,804.00 GBP, by the rates at which it was paid: -3,000.00 × 0.8 (set market, 2026-01-31) and -1,800.00 × 0.78 (set market, 2026-02-28).',
    );
  });

  it('goes further than was paid of the booking by the rates at which the window was paid', () => {
    const rising = tiers(
      [
        ['low', '0 USD', '5%'],
        ['high', '100,000 USD', '8%'],
      ],
      { axis: 'measure.sold' },
    );
    // The refund takes back 8% of 60,000, of which 3,000 were paid at 0.80 and the others of the window at 0.78.
    expect(paid(inQuarter([incentive(rising)], sold('200,000')))).toMatchObject({
      'ana commission 2026-03': '-3804.00',
    });
  });

  it('of a window that nets to nothing under a cap takes back what was paid', () => {
    const capped = limited({
      kind: 'cap',
      what: 'earning',
      at: operand('5,000 USD'),
      window: 'quarter',
      excess: 'lost',
    });
    const back = sold('0', '-60,000');
    expect(paid(inQuarter([capped], back))).toMatchObject({
      'ana commission 2026-01': '4000.00',
      'ana commission 2026-03': '-4000.00',
    });
    expect(paid(inQuarter([capped], back, { negative: 'zero' }))).toMatchObject({
      'ana commission 2026-03': '-3750.00',
    });
  });

  it('and above a floor, what the floor leaves to be taken back', () => {
    const floored = limited({ kind: 'floor', at: operand('500 USD'), window: 'quarter' });
    expect(paid(inQuarter([floored], sold('0', '-60,000')))).toMatchObject({
      'ana commission 2026-01': '4800.00',
      'ana commission 2026-03': '-4400.00',
    });
  });

  it.each([
    ['pay-back', '-2400.00'],
    ['carry-measure', '-2400.00'],
    ['zero', '-2400.00'],
    ['carry-earning', '0.00'],
  ] as const)('by booking stands for itself: with %s a refund alone pays %s', (negative, pays) => {
    const alone = tiers([['low', '0 USD', '5%']], { axis: 'measure.sold', grain: 'booking' });
    const bookings = sold('0', '-60,000').filter(({ id }) => id !== 'B');
    const found = paid(paying([incentive(alone)], { bookings, rates: MONTHLY }, { negative }));
    expect(found['ana commission 2026-03'] ?? '0.00').toBe(pays);
  });
});

describe('what is said of the rates of an earning', () => {
  function said(bookings: readonly Booked[], rates: readonly string[]): string {
    const [last] = calculated(paying([incentive(flat('10%'))], { bookings, rates })).earnings.slice(-1);
    expect(last).toBeDefined();
    return last ? JSON.stringify(explain(last.earning, last.lines)) : '';
  }

  it('names one rate once, however many bookings have it', () => {
    const bookings = Array.from({ length: 300 }, (_, at): Booked => ({
      id: `B${String(at).padStart(3, '0')}`,
      date: '2026-03-10',
      net: '100',
    }));
    expect(
      calculated(paying([incentive(flat('10%'))], { bookings })).earnings[0]?.earning.working.pay?.rates,
    ).toHaveLength(1);
    expect(said(bookings, RATES)).toContain('3,000.00 USD × 0.75 = 2,250.00 GBP (set market, 2026-03-31)');
  });

  it('names five at most, and how many more there are', () => {
    const months = ['01', '02', '03', '04', '05', '06', '07'];
    const rates = months.map((month, at) => `market USD GBP 2026-${month}-28 0.8${at}`);
    const sold = months
      .slice(0, 6)
      .map((month): Booked => ({ id: month, date: `2026-${month}-10`, net: '100' }));
    const back = sold.map(({ id }): Booked => ({
      id: `R${id}`,
      date: '2026-07-10',
      net: '-100',
      changes: id,
    }));
    const text = said([...sold, ...back, { id: 'S', date: '2026-07-11', net: '1,000' }], rates);
    expect(text).toMatch(
      /what is earned now by the rate of the pay period, what is taken back by those at which it was paid: .*0\.8 .*, and 2 more/,
    );
  });
});
