import { sayExact } from '../../../explain/say-numbers.js';
import { writeDay, type Day } from '../../../kernel/day.js';
import { add, ratio, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import { cutLines, withLines, type Limit } from './cut.js';
import { budgetOf, centsOf, givenBy, type Unit } from './reserve.js';
import { recordedAt } from '../recorded.js';
import type { Paid, SharedProgram } from '../sharing.js';

/** After every position that a booking may become known at. */
const AT_LAST = 1n << 64n;

/**
 * Reserves a SPIFF's budget for its pay in the order in which the bookings behind it became known, and of one booking in the order in which the document has its incentives; a part of something shared comes with the last of its
 * bookings, pay of no booking with the last of its
 * window's, or where there is none, as with results that are handed in, after everything else. What no longer fits whole is paid what is left, or nothing, as declared; what takes back gives
 * back; or all of it is scaled to the budget. In cents, so that the budget is never exceeded. Each pay is held against the budget of the version that decided it, less what was reserved before;
 * What was refused stays refused: a place that is given up was reserved until then, and who moves up has it from then on.
 * a SPIFF that runs again after a pause has its budget anew. What is freed after the cut-off, where it has one, goes to nobody.
 */
export function budgeted(paid: readonly Paid[], program: SharedProgram, cutOff?: Day): readonly Paid[] {
  const units = paid.flatMap((each, index) => unitsOf(each, index, program));
  const cut = new Map<number, Map<Unit, bigint>>();
  for (const [unit, given] of givenBy([...units].sort(inOrder), program)) {
    if (given === centsOf(unit.lines)) continue;
    const known = cut.get(unit.paid) ?? new Map<Unit, bigint>();
    cut.set(unit.paid, known.set(unit, given));
  }
  return paid.flatMap((each, index) => {
    if (isFormer(each)) return [];
    const cuts = cut.get(index);
    const own = units.filter((unit) => unit.paid === index);
    return [cuts ? cutBack(each, { own, cuts, program, cutOff }) : each];
  });
}

interface CutBack {
  readonly own: readonly Unit[];
  readonly cuts: ReadonlyMap<Unit, bigint>;
  readonly program: SharedProgram;
  readonly cutOff: Day | undefined;
}

function cutBack(paid: Paid, { own, cuts, program, cutOff }: CutBack): Paid {
  let exact: Ratio = paid.earned.earning.working.exact;
  let because = '';
  const changed = new Map<EarningLine, EarningLine>();
  for (const [unit, given] of cuts) {
    const whole = unit.lines.reduce((sum, line) => add(sum, line.exact), ZERO);
    const left = ratio(given, 100n);
    const half = unit.version?.plan.rounding.half ?? 'away-from-zero';
    const lines = cutLines(unit.lines, { whole, left, half });
    unit.lines.forEach((line, at) => changed.set(line, lines[at] ?? line));
    exact = add(subtract(exact, whole), left);
    because = sayBudget(budgetOf(unit, program), cutOff);
  }
  const lines = own.flatMap((unit) => unit.lines.map((line) => changed.get(line) ?? line));
  const limit: Limit = { what: 'budget', because };
  return withLines(paid, { lines: inPlace(paid, lines, changed), exact }, limit);
}

/** Lines as they stood, changed ones in their place. */
function inPlace(
  { earned }: Paid,
  lines: readonly EarningLine[],
  changed: ReadonlyMap<EarningLine, EarningLine>,
): readonly EarningLine[] {
  return lines.length === earned.lines.length ? earned.lines.map((line) => changed.get(line) ?? line) : lines;
}

function sayBudget(budget: Budget | null, cutOff: Day | undefined): string {
  const amount = budget && 'quantity' in budget.amount ? budget.amount.quantity.value : null;
  const of = `the budget${amount ? ` of ${sayExact(amount)}` : ''}`;
  if (budget?.whenExhausted === 'scale-all')
    return `all together would exceed ${of}, so everybody is paid the same part of theirs.`;
  const since =
    cutOff === undefined ? '' : `; what is freed after its cut-off, ${writeDay(cutOff)}, goes to nobody`;
  return budget?.whenExhausted === 'pay-nothing'
    ? `${of} no longer holds the whole, so nothing is paid${since}.`
    : `${of} holds no more${since}.`;
}

/** Whether it is what a booking would be paid that gave its place up. */
function isFormer({ held }: Paid): boolean {
  return held !== undefined && held.until !== null;
}

/** After all bookings of the moment at which others gave a place up. */
const LAST_OF_ALL = Number.MAX_SAFE_INTEGER;

/** What a place reserves, and gives back when it is given up. */
function placeUnits(unit: Unit, held: Paid['held']): readonly Unit[] {
  if (!held) return [unit];
  const { from, movedUp, until } = held;
  const reserved = { ...unit, recorded: from, ...(movedUp ? { booking: LAST_OF_ALL } : {}) };
  if (until === null) return [reserved];
  const former = { ...reserved, isFormer: true };
  return [former, { ...former, recorded: until, booking: -1, returns: former }];
}

function unitsOf({ who, earned, under, held }: Paid, paid: number, program: SharedProgram): readonly Unit[] {
  const { books } = who.program;
  const place = placeOf(earned.earning.incentive, program);
  const last = Math.max(-1, ...earned.lines.map(({ credit }) => credit?.line ?? -1));
  const unit = (lines: readonly EarningLine[]): Unit => {
    const places = lines.flatMap(({ credit }) => (credit ? [credit.line] : []));
    const at = Math.max(...(places.length === 0 ? [last] : places));
    const recorded = places.length === 0 && last >= 0 ? [last] : places;
    const date = at < 0 ? earned.earning.period.until - 1 : books.lines.date.at(at);
    return {
      paid,
      lines,
      version: under?.version ?? books.plans.on(program.id, date),
      recorded: recorded.length === 0 ? AT_LAST : latest(recorded.map((line) => recordedAt(books, line))),
      booking: at < 0 ? -1 : books.lines.booking.at(at),
      place,
    };
  };
  if (under) return placeUnits(unit(earned.lines), held);
  const byBooking = new Map<number, EarningLine[]>();
  for (const line of earned.lines) {
    const booking = line.credit ? books.lines.booking.at(line.credit.line) : -1;
    const known = byBooking.get(booking);
    if (known) known.push(line);
    else byBooking.set(booking, [line]);
  }
  return [...byBooking.values()].map(unit);
}

function latest(positions: readonly bigint[]): bigint {
  return positions.reduce((a, b) => (a > b ? a : b));
}

function inOrder(a: Unit, b: Unit): number {
  if (a.recorded !== b.recorded) return a.recorded < b.recorded ? -1 : 1;
  return a.booking - b.booking || a.place - b.place || a.paid - b.paid;
}

/** The place of an incentive in the SPIFF's documents. */
function placeOf(incentive: string, { id, books }: SharedProgram): number {
  const ids = books.plans.versions(id).flatMap(({ plan }) => plan.incentives.map((each) => each.id));
  return [...new Set(ids)].indexOf(incentive);
}
