import { writeDay, type Day } from '../../kernel/day.js';
import type { BookingLine } from '../../model/facts.js';
import type { CreditException, LineOrdinal } from '../../model/result.js';
import type { Exchange } from '../fx/exchange.js';
import type { PersonNumber, Roster } from '../../model/roster.js';
import type { PlanBook } from '../plan-book.js';
import { CREDIT_RATE, type PlanVersion } from '../plan-version.js';
import { CreditBook, LineColumns, type Giver, type GrantedShare } from './credit-book.js';
import type { Deals } from '../measure/caps/deals.js';
import type { JudgingRow } from './judging-row.js';
import type { RateBook } from './rate-book.js';

/** Everything crediting reads and fills. */
export interface Books {
  readonly roster: Roster;
  readonly plans: PlanBook;
  readonly rates: RateBook;
  readonly lines: LineColumns;
  readonly deals: Deals;
  readonly credits: CreditBook;
  readonly row: JudgingRow;
  readonly exchange: Exchange;
}

/** A part of a line that a rule gives a person. */
export interface Offer extends GrantedShare {
  readonly person: PersonNumber;
  readonly giver: Giver;
}

/** Why an offer became no credit. */
export type Turned = Pick<CreditException, 'code' | 'reason'>;

/** An offer that the plan does not take: what is said of it, if anything, and whether it lacks but the currency of the plan, so that a SPIFF may count it. */
export interface Unplaced {
  readonly said: Turned | null;
  readonly isForeign: boolean;
}

/** Where an offer lands: the plan version that will rate it, the date on which it counts, and the number of the rate that converts it, 0 for none. */
export interface Placed {
  readonly version: PlanVersion;
  readonly date: Day;
  readonly fx: number;
}

/**
 * Where an offer lands, or that it does not. The plan in force on the booking date says on which date the credit
 * counts; from then on that date decides: which plan, which version, which rates.
 */
export function placeOffer(offer: Offer, line: BookingLine, books: Books): Placed | Unplaced {
  const booked = placeOn(offer, { line, date: line.date }, books);
  if ('said' in booked || booked.version.dateName === undefined) return booked;
  const date = dateOf(offer, booked, books);
  if (date !== undefined) return date === line.date ? booked : placeOn(offer, { line, date }, books);
  const name = booked.version.dateName;
  const why = books.row.why(name, booked.version.values);
  const lacks = why === undefined ? name : `${name} (${why})`;
  const reason = `${lacks} is not known, and the plan ${booked.version.plan.id} counts bookings on it.`;
  return unplaced({ code: 'NO_DATE', reason });
}

/** The date on which a version of a plan counts the line at hand; `undefined` where it is not known. */
export function dateOf(
  offer: Offer,
  { version, date }: Pick<Placed, 'version' | 'date'>,
  { row }: Books,
): Day | undefined {
  if (version.dateName === undefined) return date;
  row.takePerson(offer.person, date);
  version.fill();
  const found = row.values[version.places.get(version.dateName) ?? -1];
  return typeof found === 'number' ? found : undefined;
}

function placeOn(
  offer: Offer,
  { line, date }: { line: BookingLine; date: Day },
  books: Books,
): Placed | Unplaced {
  const { roster, plans } = books;
  const seat = roster.seatOn(offer.person, date);
  const who = roster.idOf(offer.person);
  if (seat === 'double') {
    return unplaced({
      code: 'UNDECIDED',
      reason: `${who} is on two plans on ${writeDay(date)}, and nothing says which of them pays.`,
    });
  }
  const isRollup = offer.giver.gives === 'rollup';
  if (!seat)
    return unplaced(
      isRollup ? null : { code: 'NO_PLAN', reason: `${who} is on no plan on ${writeDay(date)}.` },
    );
  const version = plans.on(seat.assignment.plan, date);
  if (!version) {
    const reason = `${seat.assignment.plan}, the plan of ${who}, has no version in force on ${writeDay(date)}.`;
    return unplaced(isRollup ? null : { code: 'NO_PLAN', reason });
  }
  const turned = misfit(version, { line, date }) ?? converted(version, { line, date }, books);
  if (!('code' in turned)) return turned;
  return {
    said: couldCount(offer, version) ? turned : null,
    isForeign: turned.code === 'CURRENCY' || turned.code === 'NO_RATE',
  };
}

function unplaced(said: Turned | null): Unplaced {
  return { said, isForeign: false };
}

/** Whether a version counts what comes as an offer does: not every plan counts what people's teams book. A SPIFF beside it may. */
export function couldCount({ giver }: Offer, version: PlanVersion): boolean {
  return giver.gives !== 'rollup' || version.bitsOf('rollup') !== 0;
}

function converted(
  version: PlanVersion,
  { line, date }: { line: BookingLine; date: Day },
  { exchange }: Books,
): Placed | Turned {
  const fx = exchange.credit(line, version);
  return typeof fx === 'string' ? { code: 'NO_RATE', reason: fx } : { version, date, fx };
}

/** A credit that counts for nothing here: another currency than the plan's that it does not convert, or a day outside its calendar. */
function misfit(version: PlanVersion, { line, date }: { line: BookingLine; date: Day }): Turned | undefined {
  const { id, currency, calendar, fx } = version.plan;
  if (line.currency !== currency && !fx?.credit) {
    return {
      code: 'CURRENCY',
      reason: `The booking is in ${line.currency}, the plan ${id} pays in ${currency}.`,
    };
  }
  if (hasPeriod(version, date)) return undefined;
  return {
    code: 'NO_PERIOD',
    reason: `The calendar ${calendar} of the plan ${id} has no period on ${writeDay(date)}.`,
  };
}

function hasPeriod(version: PlanVersion, date: Day): boolean {
  return version.calendar.yearStarts !== null || version.periodOn('quarter', date) !== undefined;
}

/** Numbers that a measure sums and the line lacks, though the measure counts it: it counts as nothing until somebody says. */
export function numbersMissing(offer: Offer, { version, date }: Placed, books: Books): readonly string[] {
  if (version.otherSums.length === 0) return [];
  const counts = countsOf(offer, { date, version }, books);
  const lacking = version.otherSums.filter(({ bit, fact }) => {
    const place = version.places.get(fact);
    return (counts & bit) !== 0 && (place === undefined || books.row.values[place] === undefined);
  });
  return lacking.map(({ fact }) => fact);
}

/** The measures and incentives of a version that count an offer, a bit each. */
export function countsOf(offer: Offer, at: { date: Day; version: PlanVersion }, { row }: Books): number {
  row.takePerson(offer.person, at.date);
  at.version.fill();
  return at.version.bitsFor(row.values) & ~at.version.bitsBeside(offer.giver.gives);
}

/** Reads the line at hand in a plan's currency while something is done. */
export function inCurrencyOf({ version, fx }: Placed, { row, exchange }: Books, act: () => void): void {
  const rate = exchange.applied[fx]?.rate;
  if (!rate) return act();
  const round = version.plan.fx?.credit?.round ?? null;
  row.convert({ rate, round, isMoney: (name) => version.isMoney(name) });
  act();
  row.asBooked();
}

/** Writes a credit down, with the bits of what counts it and the rates that depend on its line. */
export function enter(offer: Offer, at: { line: LineOrdinal; date: Day } & Placed, books: Books): void {
  const { version } = at;
  const { row, credits } = books;
  const counts = countsOf(offer, at, books);
  credits.add(offer.person, {
    line: at.line,
    grant: credits.grantNumber(offer.giver, offer),
    counts,
    date: at.date,
  });
  if (credits.rates.length === 0) return;
  credits.rates.forEach((column, index) => {
    const name = version.rateNames[index];
    if (name === CREDIT_RATE) return column.push(at.fx);
    column.push(
      name === undefined ? 0 : books.rates.find(name, row.values, { date: at.date, places: version.places }),
    );
  });
}
