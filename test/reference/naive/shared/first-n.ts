import type { FirstN, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import type { Day } from '../../../../src/engine/kernel/day.js';
import { creditsOf, readsOfCredit, type Credit } from '../facts/credits.js';
import { least, NOTHING, order, plus, times, toCents, type Fraction } from '../facts/fraction.js';
import { meets, numberOf } from '../facts/reading.js';
import { windowReads } from '../window-reads.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import { lineFact } from '../facts/world.js';
import { havingOn, lastOf, periodOf, recordedOf, runOf, type Part, type Program } from './program.js';

/** What somebody's first credit of a booking may be paid, by the terms of its day. */
interface Claim {
  readonly credit: Credit;
  readonly booking: string;
  readonly version: Plan;
  readonly formula: FirstN;
  /** When the first of the booking's lines that count became known. */
  readonly recorded: Fraction;
}

/** The amounts for the first bookings, in the order in which they became known. */
export function firstPartsOf(program: Program, id: string): readonly Part[] {
  const { world, stays } = program;
  const paid: Part[] = [];
  const given: { place: string; booking: string }[] = [];
  const bookings = new Map<string, { exact: Fraction; cents: bigint }>();
  for (const { credit, booking, version, formula } of claimsOf(program, id)) {
    const day: Day = credit.date;
    const on = havingOn(program, id, day);
    const stay = stays.find(({ person }) => person === credit.person);
    if (!on || !stay) continue;
    const run = runOf(program, version);
    const place = formula.each === 'company' ? `${run.from}` : `${run.from} ${credit.person}`;
    const taken = new Set(given.filter((each) => each.place === place).map((each) => each.booking));
    if (!taken.has(booking) && taken.size >= formula.count) continue;
    given.push({ place, booking });
    const amount = numberOf(formula.pays, windowReads({ world, stay, known: day + 1 }, version));
    if (!amount) continue;
    const exact = times(amount, credit.share);
    // The parts of a split booking make the amount.
    const before = bookings.get(booking) ?? { exact: NOTHING, cents: 0n };
    const whole = plus(before.exact, exact);
    const cents = toCents(whole, version.rounding.half);
    bookings.set(booking, { exact: whole, cents });
    paid.push({
      person: credit.person,
      incentive: id,
      window: run,
      period: periodOf(program, on, day),
      day,
      version,
      exact,
      cents: cents - before.cents,
      ...lastOf(program, [credit]),
    });
  }
  return paid;
}

/** Whether something is left of a booking after those that change it. */
function stands({ world }: Program, { source, booking }: BookingLine): boolean {
  const changing = world.lines.filter(
    (line) => line.source === source && lineFact(world, line, 'booking.changes') === booking,
  );
  const own = world.lines.filter((line) => line.source === source && line.booking === booking);
  return changing.length === 0 || [...own, ...changing].reduce((sum, { net }) => sum + net, 0n) > 0n;
}

/** Whether a booking is not there, or nothing is left of it. */
export function isTakenBack(program: Program, line: BookingLine): boolean {
  const isThere = program.world.lines.some(
    ({ source, booking }) => source === line.source && booking === line.booking,
  );
  return !isThere || !stands(program, line);
}

/** Everybody's first credit of each booking, by when the booking became known, then as they stand, then by id. */
function claimsOf(program: Program, id: string): readonly Claim[] {
  const counting = creditsOf(program.world).flatMap((credit): Omit<Claim, 'recorded'>[] => {
    const incentive = credit.version.incentives.find((each) => each.id === id);
    if (incentive?.formula.kind !== 'first-n' || credit.kind === 'rollup') return [];
    if (incentive.when && !meets(incentive.when, credit.version, readsOfCredit(program.world, credit)))
      return [];
    // What takes back takes no place.
    if (credit.line.net < 0n || !stands(program, credit.line)) return [];
    const booking = `${credit.line.source} ${credit.line.booking}`;
    return [{ credit, booking, version: credit.version, formula: incentive.formula }];
  });
  const firsts = counting.filter(
    ({ credit, booking }, at) =>
      counting.findIndex((each) => each.booking === booking && each.credit.person === credit.person) === at,
  );
  const known = firsts.map((claim) => {
    const all = counting.filter(({ booking }) => booking === claim.booking);
    return { ...claim, recorded: all.map(({ credit }) => recordedOf(program, credit)).reduce(least) };
  });
  const place = (booking: string): number => counting.findIndex((each) => each.booking === booking);
  return known.sort(
    (a, b) =>
      order(a.recorded, b.recorded) ||
      place(a.booking) - place(b.booking) ||
      (a.credit.person < b.credit.person ? -1 : 1),
  );
}
