import type { NamedPeriod } from '../../src/engine/kernel/day.js';
import { readConstant } from '../../src/engine/kernel/quantity.js';
import { ratio, roundToUnits, writeUnits } from '../../src/engine/kernel/ratio.js';
import { calculate, type Calculation } from '../../src/engine/calculate.js';
import { CHANGES } from '../../src/engine/model/derived/related-facts.js';
import type {
  Absence,
  Assignment,
  BookingLine,
  Company,
  FactValue,
  Holding,
} from '../../src/engine/model/facts.js';
import { inLineOrder } from '../../src/engine/model/line-order.js';
import { RATES_KNOWN, type DayRate } from '../../src/engine/model/rates.js';
import { RECORDED, TOLD_ON } from '../../src/engine/model/recorded.js';
import type { Earning, EarningLine } from '../../src/engine/model/result.js';
import type { EngagementPolicy, Plan, Rulebook, Spiff } from '../../src/engine/rulebook/rulebook.js';
import { lineFactsOf } from '../../src/engine/steps/open-books.js';
import { day, number, plan, policy } from './sample-rules.js';

export interface Booked {
  readonly id: string;
  readonly date: string;
  readonly net: string;
  readonly by?: string | null;
  readonly territory?: string;
  readonly line?: number;
  readonly currency?: string;
  readonly sequence?: bigint;
  readonly account?: string;
  readonly facts?: Readonly<Record<string, string>>;
  /** The number of the entry with which it became known. */
  readonly recorded?: number;
  /** The booking that it changes, and how many files of rates were known with it. */
  readonly changes?: string;
  /** The day on which it became known. */
  readonly toldOn?: string;
  readonly rates?: number;
}

export interface Seated {
  readonly id: string;
  readonly plan?: string;
  readonly from?: string;
  readonly until?: string;
  readonly manager?: string;
  readonly facts?: Readonly<Record<string, string>>;
  /** Dated values: name, value, from, until. */
  readonly dated?: readonly (readonly [string, string, string, string?])[];
}

export interface Handed {
  readonly measure?: string;
  readonly of?: 'participant' | 'team' | 'company';
  readonly subject?: string;
  readonly date: string;
  readonly from: string;
  readonly until: string;
  readonly value: string;
}

export interface Situation {
  readonly people: readonly Seated[];
  readonly bookings: readonly Booked[];
  readonly plans?: readonly Plan[];
  readonly spiffs?: readonly Spiff[];
  readonly policies?: readonly EngagementPolicy[];
  readonly tables?: Rulebook['tables'];
  /** Of the catalogue. */
  readonly values?: Rulebook['facts']['values'];
  readonly quarters?: readonly NamedPeriod[];
  readonly territories?: Company['territories'];
  readonly holders?: readonly Holding[];
  readonly heads?: readonly Holding[];
  readonly results?: readonly Handed[];
  /** Who, kind, from, until. */
  readonly absences?: readonly (readonly [string, string, string, string?])[];
  /** `market EUR USD 2026-02-03 1.10`; a further rate of the same day corrects it, known from the next file on. */
  readonly rates?: readonly string[];
  readonly rulings?: Company['rulings'];
  readonly holdingsTold?: Company['holdingsTold'];
  readonly ownersTold?: Company['ownersTold'];
}

export function rulebookOf({
  plans = [plan()],
  spiffs = [],
  policies = [policy()],
  tables = [],
  values = [],
  quarters,
}: Situation): Rulebook {
  return {
    facts: {
      id: 'company',
      timeZone: 'UTC',
      units: [],
      fields: [],
      attributes: [],
      relations: [],
      events: [],
      absences: [],
      values,
      calendars: [
        { id: 'company', yearStarts: quarters ? null : day('2026-01-01'), quarters: quarters ?? [] },
      ],
      fingerprint: 'facts-1',
    },
    plans,
    spiffs,
    policies,
    tables,
  };
}

export function companyOf({
  people,
  territories = [],
  holders = [],
  heads = [],
  results = [],
  absences = [],
  rates,
  rulings,
  holdingsTold,
  ownersTold,
}: Situation): Company {
  const ids = [...new Set(people.map(({ id }) => id))];
  return {
    participants: ids.map((id) => ({ id, name: id, hired: null, left: null, facts: new Map() })),
    assignments: people.filter(({ plan }) => plan !== '').map(assignmentOf),
    attributes: people.flatMap(({ id, dated = [] }) =>
      dated.map(([name, value, from, until]) => ({
        participant: id,
        name,
        value: number(value),
        from: day(from),
        until: until === undefined ? null : day(until),
      })),
    ),
    absences: absences.map(absenceOf),
    territories,
    territoryHolders: holders,
    groupHeads: heads,
    ...(rates ? { rates: ratesOf(rates) } : {}),
    ...(rulings ? { rulings } : {}),
    ...(holdingsTold ? { holdingsTold } : {}),
    ...(ownersTold ? { ownersTold } : {}),
    results: results.map(resultOf),
  };
}

function resultOf(handed: Handed): Company['results'][number] {
  const { of = 'participant', subject = 'ana', measure = 'score', date, from, until, value } = handed;
  const window = { from: day(from), until: day(until) };
  return { of, subject, measure, date: day(date), ...window, value: number(value) };
}

function absenceOf([participant, kind, from, until]: NonNullable<Situation['absences']>[number]): Absence {
  return { participant, kind, from: day(from), until: until === undefined ? null : day(until) };
}

/** Rates in the order of their files, one a row. */
function ratesOf(rows: readonly string[]): readonly DayRate[] {
  const found = new Map<string, DayRate>();
  rows.forEach((row, index) => {
    const [set = '', from = '', to = '', date = '', rate = ''] = row.split(' ');
    const key = [set, from, to, date].join(' ');
    const told = [...(found.get(key)?.told ?? []), { since: index + 1, rate: number(`${rate} ${to}`) }];
    found.set(key, { set, from, to, day: day(date), told });
  });
  return [...found.values()];
}

function assignmentOf({ id, plan: on = 'ae', from, until, manager, facts = {} }: Seated): Assignment {
  return {
    participant: id,
    plan: on,
    from: day(from ?? '2000-01-01'),
    until: until === undefined ? null : day(until),
    manager: manager ?? null,
    attributes: new Map(Object.entries(facts).map(([name, text]) => [name, factOf(text)])),
  };
}

function factOf(text: string): FactValue {
  const read = readConstant(text);
  if ('fault' in read) throw new Error(read.fault);
  if ('quantity' in read) return read.quantity.value;
  return 'day' in read ? read.day : read.word;
}

/** Booking lines in the declared order, their facts as the rulebook wants them. */
export function linesOf(situation: Situation): readonly BookingLine[] {
  const names = lineFactsOf(rulebookOf(situation), companyOf(situation));
  return inLineOrder(
    situation.bookings.map((booked) => ({
      source: 'crm',
      booking: booked.id,
      line: booked.line ?? 1,
      date: day(booked.date),
      sequence: booked.sequence ?? 0n,
      currency: booked.currency ?? 'USD',
      net: roundToUnits(number(`${booked.net} USD`), 6),
      salesperson: booked.by === undefined ? 'ana' : booked.by,
      territory: booked.territory ?? null,
      account: booked.account ?? null,
      facts: names.map((name) => {
        if (name === TOLD_ON) return booked.toldOn === undefined ? undefined : day(booked.toldOn);
        if (name === CHANGES && booked.changes !== undefined) return booked.changes;
        if (name === RATES_KNOWN) return booked.rates === undefined ? undefined : ratio(BigInt(booked.rates));
        const told = name === RECORDED && booked.recorded !== undefined;
        const text = told ? `${booked.recorded} entries` : booked.facts?.[name];
        return text === undefined ? undefined : factOf(text);
      }),
    })),
  );
}

export function calculated(situation: Situation): Calculation {
  return calculate({ company: companyOf(situation), lines: linesOf(situation) }, rulebookOf(situation));
}

/** `person incentive period` and the pay, as `1,000.00` without separators: what a test compares. */
export function payOf(calculation: Calculation): Readonly<Record<string, string>> {
  return Object.fromEntries(
    calculation.earnings.map(({ earning }) => [
      `${earning.participant} ${earning.incentive} ${earning.period.name}`,
      cents(earning.amount),
    ]),
  );
}

/** What each booking line is paid by an incentive, in all periods together. */
export function payByLine(calculation: Calculation, situation: Situation): Readonly<Record<string, string>> {
  const lines = linesOf(situation);
  const pay = new Map<string, bigint>();
  for (const { credit, amount } of allLines(calculation)) {
    const { booking = '' } = (credit && lines[credit.line]) ?? {};
    pay.set(booking, (pay.get(booking) ?? 0n) + amount);
  }
  return Object.fromEntries([...pay].map(([booking, amount]) => [booking, cents(amount)]));
}

export function allLines(calculation: Calculation): readonly EarningLine[] {
  return calculation.earnings.flatMap(({ lines }) => lines);
}

/** The sum of all earnings. */
export function totalOf(calculation: Calculation): string {
  return cents(calculation.earnings.reduce((sum, { earning }) => sum + earning.amount, 0n));
}

export function onlyEarning(calculation: Calculation): Earning {
  const [first, ...others] = calculation.earnings;
  if (!first || others.length > 0)
    throw new Error(`${calculation.earnings.length} earnings where one was expected`);
  return first.earning;
}

export function cents(amount: bigint): string {
  return writeUnits(amount, 2);
}
