import fc from 'fast-check';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type {
  Condition,
  Conversion,
  CreditRateDay,
  PayRateDay,
  Plan,
} from '../../../src/engine/rulebook/rulebook.js';
import { day, IS_NEW, operand } from '../../support/sample-rules.js';
import type { Booked, Seated, Situation } from '../../support/situation.js';
import type { History } from '../../support/spiffs/told-on.js';
import { START } from './plans.js';

const someRound = fc.constantFrom<Conversion['round']>(
  null,
  null,
  { to: 'cents', half: 'away-from-zero' },
  { to: 'cents', half: 'down' },
  { to: 'whole', half: 'to-even' },
);
const someTerms = { round: someRound, corrections: fc.constantFrom<'stand' | 'restate'>('stand', 'restate') };

const someCredit: fc.Arbitrary<Conversion<CreditRateDay>> = fc.record({
  rates: fc.constantFrom('market', 'market', 'budget'),
  date: fc.constantFrom<CreditRateDay>('booking-date', 'end-of-month', 'end-of-pay-period', 'start-of-year'),
  ...someTerms,
});
const somePay: fc.Arbitrary<Conversion<PayRateDay>> = fc.record({
  rates: fc.constantFrom('market', 'budget'),
  date: fc.constantFrom<PayRateDay>('end-of-month', 'end-of-pay-period', 'end-of-window', 'start-of-year'),
  ...someTerms,
});

/** What a version of a plan or SPIFF says of currencies, and its first incentive by itself. */
const someFx = fc.record({
  credit: fc.option(someCredit, { nil: null, freq: 5 }),
  pay: fc.option(somePay, { nil: null, freq: 4 }),
  own: fc.option(somePay, { nil: null, freq: 2 }),
});
type SomeFx = typeof someFx extends fc.Arbitrary<infer T> ? T : never;

const someRate = fc.constantFrom('1.1', '1.25', '0.8333', '1.082345', '83', '84.123457', '0.5', '1');
const someRow = fc
  .record({
    set: fc.constantFrom('market', 'market', 'budget'),
    pair: fc.constantFrom('EUR USD', 'GBP USD', 'USD INR', 'USD EUR'),
    /** Few days, so that rates are told anew; the years before and the first day of one among them. */
    at: fc.constantFrom(-400, -365, -60, 0, 0, 12, 30, 58, 89, 89, 120, 150, 180, 211),
    rate: someRate,
  })
  .map(({ set, pair, at, rate }) => `${set} ${pair} ${writeDay(START + at)} ${rate}`);

/** Rates that were there from the first, mostly, and others as they were told, some anew for a day that had one. */
const someRates = fc
  .tuple(
    fc.subarray(['EUR USD 2025-10-01 1.1', 'GBP USD 2025-12-31 1.3', 'USD INR 2025-01-01 83'], {
      minLength: 2,
    }),
    fc.array(someRow, { minLength: 2, maxLength: 14 }),
  )
  .map(([first, rows]): readonly string[] => [
    ...first.flatMap((row) => [`market ${row}`, `budget ${row}`]),
    ...rows,
  ]);

/** What becomes of a booking in time: it is taken back, whole or in part, and that in its turn. */
/** What takes back a booking, and perhaps is taken back itself. */
export const someRefund = fc.record({
  days: fc.integer({ min: 0, max: 120 }),
  part: fc.constantFrom<'whole' | 'some'>('whole', 'whole', 'some'),
  again: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
});

/** Currencies in a company: what its plans say, how bookings are told, how people are paid. */
const someCurrencies = fc.record({
  fx: fc.array(someFx, { minLength: 1, maxLength: 3 }),
  rates: someRates,
  booked: fc.array(fc.constantFrom('EUR', 'EUR', 'USD', 'GBP'), { minLength: 1, maxLength: 4 }),
  /** How many files of rates were known with each booking. */
  known: fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }), {
    minLength: 1,
    maxLength: 5,
  }),
  refunds: fc.array(fc.option(someRefund, { nil: null, freq: 2 }), { minLength: 1, maxLength: 5 }),
  paid: fc.array(fc.constantFrom('INR', 'INR', 'EUR', 'USD', undefined), { minLength: 1, maxLength: 4 }),
  ofPerson: fc.boolean(),
  /** The least amount, in the currency of the plan, that conditions let through, where they ask for one; converted amounts round to either side. */
  large: fc.constantFrom(null, null, '110 USD', '108.1 USD', '125 USD', '83.2 USD'),
});
type Currencies = typeof someCurrencies extends fc.Arbitrary<infer T> ? T : never;

/** The same situations in several currencies. */
export function inCurrencies(situations: fc.Arbitrary<Situation>): fc.Arbitrary<Situation> {
  return fc.tuple(situations, someCurrencies).map(([situation, currencies]) => ({
    ...situation,
    ...inTheir(situation, currencies),
    bookings: told(situation.bookings, currencies),
  }));
}

/** Histories in several currencies; what was told later of a booking is in its currency. */
export function historiesInCurrencies(histories: fc.Arbitrary<History>): fc.Arbitrary<History> {
  return fc.tuple(histories, someCurrencies).map(([history, currencies]) => {
    const bookings = told(history.told, { ...currencies, refunds: [null] });
    return {
      ...history,
      ...inTheir(history, currencies),
      told: history.told.map((each, at) => ({ ...each, ...bookings[at] })),
    };
  });
}

function inTheir(
  { plans = [], spiffs = [], people }: Pick<Situation, 'plans' | 'spiffs' | 'people'>,
  currencies: Currencies,
): Pick<Situation, 'plans' | 'spiffs' | 'people' | 'rates'> {
  return {
    plans: plans.map((each, at) => converting(each, at, currencies)),
    spiffs: spiffs.map((each, at) => converting(each, at + 1, currencies)),
    people: people.map((each, at) => paid(each, at, currencies)),
    rates: currencies.rates,
  };
}

function converting<T extends Plan>(plan: T, at: number, { fx, large }: Currencies): T {
  const says = fx[at % fx.length];
  if (!says) return plan;
  const { credit, pay } = asked(plan, says);
  const [first, ...others] = plan.incentives;
  const own =
    first && says.own ? [{ ...first, fx: { pay: dated(plan, says.own) } }] : plan.incentives.slice(0, 1);
  const all = { ...plan, fx: { credit, pay }, incentives: [...own, ...others] };
  return large === null ? all : reading(all, large);
}

function asked(plan: Plan, { credit, pay }: SomeFx): { credit: SomeFx['credit']; pay: SomeFx['pay'] } {
  const unsaid = credit?.date === 'end-of-pay-period' && plan.payEvery === null;
  return {
    credit: credit && unsaid ? { ...credit, date: 'booking-date' } : credit,
    pay: pay && dated(plan, pay),
  };
}

/** What has no end has no rate of its end. */
function dated({ measures }: Plan, pay: Conversion<PayRateDay>): Conversion<PayRateDay> {
  const isEndless = measures.some(
    ({ window, rolling }) => window === 'plan-to-date' && rolling === undefined,
  );
  return isEndless && pay.date === 'end-of-window' ? { ...pay, date: 'end-of-pay-period' } : pay;
}

/** A part of a line's amount, which counts instead of it. */
const KEPT: Plan['values'][0] = {
  id: 'kept',
  is: 'money',
  unit: null,
  round: null,
  tree: { operator: 'multiply', of: [{ operand: operand('line.net') }, { operand: operand('90%') }] },
};

/** What was asked of the kind of a booking is asked of its amount, and what teams sell is worked out of it. */
function reading<T extends Plan>(plan: T, large: string): T {
  const isLarge: Condition = { fact: 'line.net', test: { is: 'greater-or-equal', than: operand(large) } };
  const asks = <W>(when: W): W | Condition => (when === (IS_NEW as unknown) ? isLarge : when);
  return {
    ...plan,
    values: [...plan.values, KEPT],
    measures: plan.measures.map((each) => ({
      ...each,
      when: asks(each.when),
      sum: each.id === 'team' ? 'value.kept' : each.sum,
    })),
    incentives: plan.incentives.map((each) => ({ ...each, when: asks(each.when) })),
  };
}

function paid(seat: Seated, at: number, currencies: Currencies): Seated {
  const currency = currencies.paid[at % currencies.paid.length];
  if (currency === undefined) return seat;
  const name = currencies.ofPerson && at % 2 === 1 ? 'participant.pay-currency' : 'attribute.pay-currency';
  return { ...seat, facts: { ...seat.facts, [name]: currency } };
}

/** The bookings in their currencies, with those that take some of them back. */
function told(bookings: readonly Booked[], currencies: Currencies): readonly Booked[] {
  const { booked, known } = currencies;
  const numbered = [...new Set(bookings.map(({ id }) => id))];
  return bookings.flatMap((each): readonly Booked[] => {
    const at = numbered.indexOf(each.id);
    if (each.id === 'Z') return [each];
    // A return that the situation has of itself names its original; it and what follows it are in the currency of that.
    const original = /^[RSQU]\d/.test(each.id) ? `D${each.id.slice(1)}` : undefined;
    const changes = each.changes ?? original;
    const like = original === undefined ? at : Math.max(0, numbered.indexOf(original));
    const rates = known[at % known.length];
    const line: Booked = {
      ...each,
      currency: booked[like % booked.length] ?? 'EUR',
      ...(rates === undefined ? {} : { rates }),
      ...(changes === undefined || !numbered.includes(changes) ? {} : { changes }),
    };
    return [line, ...(original === undefined ? takenBack(line, at, currencies) : [])];
  });
}

/** What takes back a line, and what takes that back, each with the rates that were known by then. */
export function takenBack(
  line: Booked,
  at: number,
  { refunds, known }: Pick<Currencies, 'refunds' | 'known'>,
): readonly Booked[] {
  const refund = refunds[at % refunds.length];
  if (!refund) return [];
  const later = (of: Booked, by: { id: string; days: number; net: string }): Booked => {
    const rates = known[(at + 1) % known.length];
    const date = writeDay(day(of.date) + by.days);
    // Nothing is told after the last booking of all.
    const { rates: _, ...rest } = of;
    return {
      ...rest,
      id: by.id,
      net: by.net,
      date: date > LAST ? LAST : date,
      changes: of.id,
      sequence: (of.sequence ?? 0n) + 20n,
      ...(of.recorded === undefined ? {} : { recorded: of.recorded + 3 }),
      ...(rates === undefined ? {} : { rates }),
    };
  };
  const net = refund.part === 'whole' ? turned(line.net) : line.net.startsWith('-') ? '33.33' : '-33.33';
  const back = later(line, { id: `B${line.id}`, days: refund.days, net });
  if (refund.again === null) return [back];
  return [back, later(back, { id: `A${line.id}`, days: refund.again, net: turned(net) })];
}

const LAST = '2026-08-31';

function turned(net: string): string {
  if (net === '0') return net;
  return net.startsWith('-') ? net.slice(1) : `-${net}`;
}
