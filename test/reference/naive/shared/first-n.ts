import type { FirstN, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import type { Day } from '../../../../src/engine/kernel/day.js';
import { creditsOf, readsOfCredit, type Credit } from '../facts/credits.js';
import { least, most, NOTHING, order, plus, times, toCents, type Fraction } from '../facts/fraction.js';
import { meets, numberOf } from '../facts/reading.js';
import { windowReads } from '../window-reads.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import { lineFact } from '../facts/world.js';
import {
  havingOn,
  lastOf,
  periodOf,
  recordedOf,
  recordedOfLine,
  runOf,
  type Part,
  type Program,
} from './program.js';

/** What somebody's first credit of a booking may be paid, by the terms of its day. */
interface Claim {
  readonly credit: Credit;
  readonly booking: string;
  readonly version: Plan;
  readonly formula: FirstN;
  /** When the first of the booking's lines that count became known, and the first of this person's. */
  readonly recorded: Fraction;
  readonly known: Fraction;
}

/** The amounts for the first bookings, in the order in which they became known. */
export function firstPartsOf(program: Program, id: string): readonly Part[] {
  const all = claimsOf(program, id);
  const stand = all.filter(({ credit }) => stands(program, credit.line));
  return partsOf(program, id, stand).map((part) => {
    const since = heldFrom(program, all, claimOf(all, part, program));
    return since ? { ...part, since } : part;
  });
}

/** What bookings had that held a place until others took them back whole. Parts of those who held one make the amount, as they would have been paid. */
export function formerPartsOf(program: Program, id: string): readonly Part[] {
  const all = claimsOf(program, id);
  const held = all.flatMap((claim) => {
    if (stands(program, claim.credit.line)) return [];
    const [since, until] = [heldFrom(program, all, claim), goneAt(program, claim.credit.line)];
    return since && until && order(since, until) < 0 ? [{ claim, since, until }] : [];
  });
  return held.flatMap(({ claim, since, until }): Part[] => {
    if (order(most(since, claim.known), until) >= 0) return [];
    const alone = held.flatMap((each) => (each.claim.booking === claim.booking ? [each.claim] : []));
    const own = partsOf(program, id, alone).filter(({ person }) => person === claim.credit.person);
    return own.map((part) => ({ ...part, since, until }));
  });
}

function claimOf(all: readonly Claim[], part: Part, { world }: Program): Claim | undefined {
  return all.find(({ credit }) => credit.person === part.person && world.lines[part.last] === credit.line);
}

/** The first moment at which fewer than all places are held by bookings that come before it. */
function heldFrom(program: Program, all: readonly Claim[], claim: Claim | undefined): Fraction | undefined {
  if (!claim) return undefined;
  const among = all.filter((each) => placeOf(program, each) === placeOf(program, claim));
  const ahead = among.slice(
    0,
    among.findIndex(({ booking }) => booking === claim.booking),
  );
  const bookings = [
    ...new Map(ahead.map((each) => [each.booking, goneAt(program, each.credit.line)])).values(),
  ];
  const moments = [claim.recorded, ...bookings.flatMap((gone) => gone ?? [])]
    .filter((moment) => order(moment, claim.recorded) >= 0)
    .sort(order);
  return moments.find((moment) => {
    const holding = bookings.filter((gone) => !gone || order(gone, moment) > 0);
    return holding.length < claim.formula.count;
  });
}

/** When it became known, of a booking that is taken back whole, that nothing is left of it. */
function goneAt(program: Program, line: BookingLine): Fraction | undefined {
  const { world } = program;
  if (stands(program, line)) return undefined;
  const { source, booking } = line;
  const changing = world.lines.filter(
    (each) => each.source === source && lineFact(world, each, 'booking.changes') === booking,
  );
  const own = world.lines.filter((each) => each.source === source && each.booking === booking);
  const moments = changing.map((each) => recordedOfLine(program, each)).sort(order);
  const leftAt = (moment: Fraction): bigint =>
    [...own, ...changing.filter((each) => order(recordedOfLine(program, each), moment) <= 0)].reduce(
      (sum, { net }) => sum + net,
      0n,
    );
  const lastLeft = moments.findLastIndex((moment) => leftAt(moment) > 0n);
  return moments[lastLeft + 1];
}

/** Among which bookings places are given. */
function placeOf(program: Program, { credit, version, formula }: Claim): string {
  const run = runOf(program, version);
  return formula.each === 'company' ? `${run.from}` : `${run.from} ${credit.person}`;
}

function partsOf(program: Program, id: string, claims: readonly Claim[]): readonly Part[] {
  const { world, stays } = program;
  const paid: Part[] = [];
  const given: { place: string; booking: string }[] = [];
  const bookings = new Map<string, { exact: Fraction; cents: bigint }>();
  for (const claim of claims) {
    const { credit, booking, version, formula } = claim;
    const day: Day = credit.date;
    const on = havingOn(program, id, day);
    const stay = stays.find(({ person }) => person === credit.person);
    if (!on || !stay) continue;
    const run = runOf(program, version);
    const place = placeOf(program, claim);
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
      // Each has their part from when their own first line became known.
      recorded: claim.known,
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
  const counting = creditsOf(program.world).flatMap((credit): Omit<Claim, 'recorded' | 'known'>[] => {
    const incentive = credit.version.incentives.find((each) => each.id === id);
    if (incentive?.formula.kind !== 'first-n' || credit.kind === 'rollup') return [];
    if (incentive.when && !meets(incentive.when, credit.version, readsOfCredit(program.world, credit)))
      return [];
    // What takes back takes no place.
    if (credit.line.net < 0n) return [];
    const booking = `${credit.line.source} ${credit.line.booking}`;
    return [{ credit, booking, version: credit.version, formula: incentive.formula }];
  });
  const firsts = counting.filter(
    ({ credit, booking }, at) =>
      counting.findIndex((each) => each.booking === booking && each.credit.person === credit.person) === at,
  );
  const known = firsts.map((claim) => {
    const all = counting.filter(({ booking }) => booking === claim.booking);
    const firstOf = (some: typeof all): Fraction =>
      some.map(({ credit }) => recordedOf(program, credit)).reduce(least);
    const own = all.filter(({ credit }) => credit.person === claim.credit.person);
    return { ...claim, recorded: firstOf(all), known: firstOf(own) };
  });
  const place = (booking: string): number => counting.findIndex((each) => each.booking === booking);
  return known.sort(
    (a, b) =>
      order(a.recorded, b.recorded) ||
      place(a.booking) - place(b.booking) ||
      (a.credit.person < b.credit.person ? -1 : 1),
  );
}
