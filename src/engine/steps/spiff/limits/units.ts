import type { Day } from '../../../kernel/day.js';
import type { Earning, EarningLine } from '../../../model/result.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import type { BookingKey } from '../booking-nets.js';
import { recordedAt } from '../recorded.js';
import type { Paid, SharedProgram } from '../sharing.js';
import type { OfBooking } from './refusals.js';

/** After every position that a booking may become known at. */
const AT_LAST = 1n << 64n;

/** What is reserved at once: what one booking pays somebody of an incentive, or somebody's whole part of something shared. */
export interface Unit {
  readonly paid: number;
  readonly lines: readonly EarningLine[];
  readonly version: PlanVersion | undefined;
  readonly recorded: bigint;
  /** The number of its last booking, and the place of its incentive in the document. */
  readonly booking: number;
  readonly place: number;
  /** Whether it is a place that was given up; and what is given back with it. */
  readonly isFormer?: boolean;
  readonly returns?: Unit;
  /** Of what somebody earns by their own bookings: which one, and what it changes. */
  readonly of?: OfBooking;
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

/** What a budget reserves of somebody's pay, each at once. */
export function unitsOf(
  { who, earned, under, held }: Paid,
  paid: number,
  program: SharedProgram,
): readonly Unit[] {
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
  return [...byBooking.values()].map((lines) => ({ ...unit(lines), ...ofLines(lines, earned, program) }));
}

function latest(positions: readonly bigint[]): bigint {
  return positions.reduce((a, b) => (a > b ? a : b));
}

/** As the bookings behind them became known. */
export function inOrder(a: Unit, b: Unit): number {
  if (a.recorded !== b.recorded) return a.recorded < b.recorded ? -1 : 1;
  return a.booking - b.booking || a.place - b.place || a.paid - b.paid;
}

/** The place of an incentive in the SPIFF's documents. */
function placeOf(incentive: string, { id, books }: SharedProgram): number {
  const ids = books.plans.versions(id).flatMap(({ plan }) => plan.incentives.map((each) => each.id));
  return [...new Set(ids)].indexOf(incentive);
}

/** Whose pay it is, and of which booking. */
function ofLines(
  lines: readonly EarningLine[],
  { earning }: Paid['earned'],
  program: SharedProgram,
): Pick<Unit, 'of'> {
  const credit = lines[0]?.credit;
  if (!credit) return {};
  const { nets, books } = program;
  return { of: ofBooking(nets.nameOf(books.lines.booking.at(credit.line)), earning, program) };
}

/** Whose pay by a booking it is, with what changes each other as known now. */
export function ofBooking(
  booking: BookingKey,
  { participant, incentive, window }: Earning,
  { nets }: SharedProgram,
): OfBooking {
  const deal = nets.chainOf(booking).at(-1) ?? booking;
  const changes = nets.originalOf(booking);
  return { whose: `${participant} ${incentive}`, booking, changes, deal, window: window.from };
}

/** The first day of the run whose budget pays a unit. */
export function runOf({ version }: Unit): Day {
  return version?.unbroken.from ?? 0;
}

/** The budget of the version that decided what a unit pays. */
export function budgetOf(unit: Unit | undefined, program: SharedProgram): Budget | null {
  return (unit?.version && program.budgetOf(unit.version)) ?? null;
}

/** The cents of lines together. */
export function centsOf(lines: readonly EarningLine[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}
