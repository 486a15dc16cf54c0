import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import {
  day,
  flat,
  incentive,
  measure,
  operand,
  plan,
  policy,
  tiers,
} from '../../test/support/sample-rules.js';
import {
  allLines,
  calculated,
  companyOf,
  linesOf,
  payOf,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { startCalculation } from './calculate.js';
import { writeDay } from './kernel/day.js';
import {
  multiply,
  ratio,
  readDecimal,
  roundToUnits,
  writeDecimal,
  writeUnits,
  ZERO,
} from './kernel/ratio.js';
import type { Plan } from './rulebook/rulebook.js';

const RUNS = runs(60);
const START = day('2026-01-01');
const ROUND = { rates: 'market', round: null, corrections: 'stand' } as const;

/** A rate of a currency, with at most four decimals. */
const someRate = fc.integer({ min: 1, max: 1_200_000 }).map((units) => writeUnits(BigInt(units), 4));

const someRates = fc
  .array(
    fc.record({
      pair: fc.constantFrom('EUR USD', 'USD INR'),
      at: fc.integer({ min: 0, max: 180 }),
      rate: someRate,
    }),
    { maxLength: 8 },
  )
  .map((rows) => [
    'market EUR USD 2026-01-01 1.1',
    'market USD INR 2026-01-01 83',
    // Of one day only one: the others would correct it.
    ...new Map(rows.map(({ pair, at, rate }) => [`${pair} ${at}`, row(pair, at + 1, rate)])).values(),
  ]);

function row(pair: string, at: number, rate: string): string {
  return `market ${pair} ${writeDay(START + at)} ${rate}`;
}

const someBookings = fc
  .array(
    fc.record({
      cents: fc.integer({ min: -90_000, max: 200_000 }),
      at: fc.integer({ min: 0, max: 180 }),
      currency: fc.constantFrom('EUR', 'USD'),
      by: fc.constantFrom('ana', 'bo', null),
    }),
    { maxLength: 10 },
  )
  .map((rows): readonly Booked[] =>
    rows.map(({ cents, at, currency, by }, index) => ({
      id: `D${index}`,
      date: writeDay(START + at),
      net: writeUnits(BigInt(cents), 2),
      currency,
      by,
      territory: 't',
    })),
  );

const MARGINAL = tiers(
  [
    ['to', '0%', '7%'],
    ['over', '>100%', '9.5%', '1.5x'],
  ],
  { axis: 'attainment.sold' },
);

function converting(changes: Partial<Plan> = {}): Plan {
  return plan({
    payEvery: 'month',
    measures: [measure({ quota: 'attribute.quota', negative: 'pay-back' })],
    incentives: [incentive(MARGINAL)],
    fx: {
      credit: { ...ROUND, date: 'booking-date' },
      pay: { ...ROUND, date: 'end-of-month' },
    },
    ...changes,
  });
}

function situation(
  bookings: readonly Booked[],
  rates: readonly string[],
  changes: Partial<Situation> = {},
): Situation {
  return {
    people: [
      { id: 'ana', facts: { 'attribute.quota': '1,000 USD', 'attribute.pay-currency': 'INR' } },
      { id: 'bo', facts: { 'attribute.quota': '700 USD' }, manager: 'ana' },
    ],
    holders: ['ana', 'bo'].map((participant) => ({ of: 't', participant, from: START, until: null })),
    plans: [converting()],
    policies: [policy()],
    bookings,
    rates,
    ...changes,
  };
}

/** The rate in force on a day, found in the plainest way. */
function rateOn(rates: readonly string[], date: string): string {
  const dated = rates
    .filter((each) => each.startsWith('market EUR USD '))
    .map((each) => each.split(' ').slice(3));
  const [, rate = ''] =
    dated
      .filter(([from = '']) => from <= date)
      .sort()
      .at(-1) ?? [];
  return rate;
}

describe('currencies', () => {
  it('a booking in another currency earns as one of the converted amount does', () => {
    fc.assert(
      fc.property(someBookings, someRates, (bookings, rates) => {
        const inDollars = bookings.map((booked): Booked => {
          if (booked.currency !== 'EUR') return booked;
          const net = multiply(
            readDecimal(booked.net) ?? ZERO,
            readDecimal(rateOn(rates, booked.date)) ?? ZERO,
          );
          return { ...booked, net: writeDecimal(net), currency: 'USD' };
        });
        const [as, before] = [situation(bookings, rates), situation(inDollars, rates)];
        expect(payOf(calculated(as))).toEqual(payOf(calculated(before)));
        expect(allLines(calculated(as)).map(({ amount }) => amount)).toEqual(
          allLines(calculated(before)).map(({ amount }) => amount),
        );
      }),
      RUNS,
    );
  });

  it('a booking and what takes it back cancel at any rates, in the currency of the plan and in that of the person', () => {
    fc.assert(
      fc.property(someBookings, someRates, fc.integer({ min: 0, max: 90 }), (bookings, rates, later) => {
        const plans = [converting({ incentives: [incentive(flat('8.5%'))], rounding: BY_LINE })];
        const { earnings } = calculated(situation(withRefunds(bookings, later), rates, { plans }));
        for (const person of ['ana', 'bo']) {
          const paid = earnings.filter(({ earning }) => earning.participant === person);
          expect(
            paid.reduce((sum, { earning }) => sum + (earning.working.pay?.amount ?? earning.amount), 0n),
          ).toBe(0n);
          const exact = paid.flatMap(({ lines }) => lines.map((line) => line.exact));
          expect(sumOf(exact)).toBe('0');
        }
      }),
      RUNS,
    );
  });

  it('also where a tier on everything pays what was booked before anew, in another pay period at another rate', () => {
    fc.assert(
      fc.property(someBookings, someRates, fc.integer({ min: 0, max: 90 }), (bookings, rates, later) => {
        const measures = [measure({ window: 'year', negative: 'pay-back' })];
        const plans = [converting({ measures, incentives: [incentive(RETROACTIVE)], rounding: BY_LINE })];
        // Of whole hundreds no rounding leaves a cent that a fall of the tier takes off.
        const dollars = bookings.map((booked, at): Booked => ({
          ...booked,
          net: `${100 + at * 100}`,
          currency: 'USD',
        }));
        const { earnings } = calculated(situation(withRefunds(dollars, later), rates, { plans }));
        const exact = earnings.flatMap(({ lines }) => lines.map((line) => line.exact));
        expect(sumOf(exact)).toBe('0');
      }),
      RUNS,
    );
  });

  it('a bonus is converted as a whole by the rate of its pay period, whatever took back what in it', () => {
    fc.assert(
      fc.property(someBookings, someRates, fc.integer({ min: 0, max: 90 }), (bookings, rates, later) => {
        const plans = [converting({ incentives: [BONUS] })];
        const { earnings } = calculated(situation(withRefunds(bookings, later), rates, { plans }));
        for (const { earning } of earnings) {
          const { pay } = earning.working;
          if (!pay) continue;
          expect(pay.rates.length).toBe(1);
          const rate = pay.rates[0]?.rate ?? ZERO;
          expect(earning.amount).toBe(roundToUnits(multiply(ratio(pay.amount, 100n), rate), 2));
        }
      }),
      RUNS,
    );
  });

  it.each(['pay-back', 'carry-measure', 'carry-earning', 'zero'] as const)(
    'with %s the order within a pay period decides no money',
    (negative) => {
      fc.assert(
        fc.property(someBookings, someRates, fc.integer({ min: 0, max: 90 }), (bookings, rates, later) => {
          const dollars = bookings.map((booked): Booked => ({ ...booked, currency: 'USD' }));
          const all = withRefunds(dollars, later);
          const turned = all.map((booked): Booked => ({ ...booked, date: mirrored(booked.date) }));
          const measures = [measure({ window: 'quarter', quota: 'attribute.quota', negative })];
          // Of what is paid back each line has its own rate, so that here it must earn the same in any order.
          const earning =
            negative === 'pay-back'
              ? { incentives: [incentive(flat('8.5%'))], rounding: BY_LINE }
              : { incentives: [incentive(MARGINAL)] };
          const plans = [converting({ measures, ...earning })];
          const paid = (of: readonly Booked[]): unknown => payOf(calculated(situation(of, rates, { plans })));
          expect(paid(all)).toEqual(paid(turned));
        }),
        RUNS,
      );
    },
  );

  it('lines sum to the cent in both currencies, in any order of rates and in any shards', () => {
    fc.assert(
      fc.property(someBookings, someRates, (bookings, rates) => {
        const whole = situation(bookings, rates);
        const found = calculated(whole);
        for (const { earning, lines } of found.earnings) {
          expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
          const { pay } = earning.working;
          const inPlan = lines.reduce((sum, { paid }) => sum + (paid?.amount ?? 0n), 0n);
          expect(inPlan).toBe(pay?.amount ?? 0n);
        }
        expect(payOf(calculated(situation(bookings, [...rates].reverse())))).toEqual(payOf(found));
        expect(['ana', 'bo'].flatMap((person) => shard(whole, person))).toEqual(
          found.earnings.map(({ earning }) => earning),
        );
      }),
      RUNS,
    );
  });
});

const BY_LINE = { to: 'cents', half: 'away-from-zero', per: 'line' } as const;

const RETROACTIVE = tiers(
  [
    ['low', '0 USD', '4%'],
    ['high', '600 USD', '9%'],
  ],
  { axis: 'measure.sold', mode: 'whole' },
);

const BONUS = incentive({
  kind: 'bonus',
  pays: operand('123.45 USD'),
  when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('300 USD') } },
});

/** Bookings of named sellers, and each taken back whole some days later. */
function withRefunds(bookings: readonly Booked[], later: number): readonly Booked[] {
  const own = bookings.map((booked) => ({ ...booked, by: booked.by ?? 'ana' }));
  const back = own.map((booked): Booked => ({
    ...booked,
    id: `Z${booked.id}`,
    changes: booked.id,
    date: writeDay(day(booked.date) + later),
    net: writeDecimal(multiply(readDecimal(booked.net) ?? ZERO, ratio(-1n))),
  }));
  return [...own, ...back];
}

/** The days of a month in the opposite order. */
function mirrored(date: string): string {
  const of = Number(date.slice(8));
  return of > 28 ? date : `${date.slice(0, 8)}${String(29 - of).padStart(2, '0')}`;
}

function sumOf(all: readonly { readonly n: bigint; readonly d: bigint }[]): string {
  return writeDecimal(all.reduce((sum, { n, d }) => ratio(sum.n * d + n * sum.d, sum.d * d), ZERO));
}

function shard(of: Situation, person: string): unknown[] {
  const run = startCalculation(companyOf(of), rulebookOf(of), { mine: (id) => id === person });
  for (const line of linesOf(of)) run.credit(line);
  return [...run.earn(person)].map(({ earning }) => earning);
}
