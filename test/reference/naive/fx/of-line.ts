import type { BookingLine } from '../../../../src/engine/model/facts.js';
import type { Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { times, WHOLE, type Fraction } from '../facts/fraction.js';
import { lineFact, once, type World } from '../facts/world.js';
import { creditRateDay } from './days.js';
import { asRounded, rateOn } from './rates.js';

/** The booking whose rates a line has: the first of what changed what, down to the line, and how many files of rates were known with it. */
export interface Origin {
  readonly line: BookingLine;
  readonly known: number | undefined;
  /** Whether it is another booking than that of the line. */
  readonly isOther: boolean;
}

/** Where a line names a booking of its source that came before it, that booking, or the one which that one names in its turn. */
export function originOf(world: World, line: BookingLine): Origin {
  return once(world, `origin of line ${world.lines.indexOf(line)}`, () => {
    const changes = lineFact(world, line, 'booking.changes');
    const before = world.lines.slice(0, world.lines.indexOf(line));
    const changed = before.find(({ source, booking }) => source === line.source && booking === changes);
    if (changed && !addsTo(world, line, changed)) return { ...originOf(world, changed), isOther: true };
    const told = lineFact(world, line, 'booking.rates-known');
    const known = typeof told === 'object' ? Number(told.n / told.d) : undefined;
    return { line, known, isOther: false };
  });
}

/** Whether a line is more of the same: all lines of the booking that it names, and of the one which that one takes back, have its sign. */
function addsTo(world: World, line: BookingLine, named: BookingLine): boolean {
  const all = world.lines.slice(0, world.lines.indexOf(line)).filter(({ source }) => source === line.source);
  const bookings = [named.booking, originOf(world, named).line.booking];
  const others = all.filter(({ booking }) => bookings.includes(booking));
  return others.every(({ net }) => net * line.net > 0n);
}

/** What a line is multiplied by to be in a plan's currency; nothing where it cannot be. */
export function creditRate(world: World, line: BookingLine, plan: Plan): Fraction | undefined {
  if (line.currency === plan.currency) return WHOLE;
  const credit = plan.fx?.credit;
  if (!credit) return undefined;
  const { line: origin, known } = originOf(world, line);
  const on = creditRateDay(credit.date, origin.date, { world, plan });
  const told = credit.corrections === 'restate' ? 'newest' : (known ?? 'newest');
  return rateOn(world, { set: credit.rates, from: line.currency, to: plan.currency, on, told });
}

/** What a line says in a plan's currency: its amounts of money are converted, and rounded where the plan says so. */
export function factInCurrency(
  world: World,
  { line, rate, version }: { line: BookingLine; rate: Fraction; version: Plan },
  name: string,
): ReturnType<typeof lineFact> {
  const fact = lineFact(world, line, name);
  const isMoney =
    name === 'line.net' || world.rulebook.facts.fields.find((each) => each.name === name)?.is === 'money';
  if (line.currency === version.currency || !isMoney || typeof fact !== 'object') return fact;
  return asRounded(times(fact, rate), version.fx?.credit?.round ?? null);
}
