import { order, type Fraction } from '../../facts/fraction.js';
import { lineFact, once } from '../../facts/world.js';
import type { Part, Program } from '../program.js';

/** When a budget is asked for a part: at a moment, with the line of a booking, and after so many that take each other back. */
export interface Place {
  readonly moment: Fraction;
  readonly line: number;
  readonly after: number;
}

/** When a booking became known, and where it stands. */
export function ownPlace(program: Program, part: Part): Place {
  return { moment: part.recorded, line: firstOf(program, part), after: 0 };
}

/** What takes back a booking comes after it, though it became known before it or with it. */
export function placeOf(program: Program, parts: readonly Part[], part: Part): Place {
  const own = ownPlace(program, part);
  const original = part.booking === undefined ? undefined : originalOf(program, part.booking);
  const changed = parts.filter(
    ({ person, incentive, booking }) =>
      booking !== undefined && booking === original && person === part.person && incentive === part.incentive,
  );
  const whole = changed.reduce((sum, { cents }) => sum + cents, 0n);
  if (whole * part.cents >= 0n) return own;
  const places = changed.map((each) => placeOf(program, parts, each));
  const last = places.reduce((a, b) => (isAfter(a, b) ? a : b));
  return order(part.recorded, last.moment) <= 0 ? { ...last, after: last.after + 1 } : own;
}

function isAfter(a: Place, b: Place): boolean {
  return (order(a.moment, b.moment) || a.line - b.line || a.after - b.after) > 0;
}

/** The booking that one says it changes. */
export function originalOf({ world }: Program, booking: string): string | undefined {
  return once(world, `what ${booking} changes`, () => {
    const own = world.lines.filter((line) => `${line.source} ${line.booking}` === booking);
    for (const line of own) {
      const changes = lineFact(world, line, 'booking.changes');
      if (typeof changes === 'string' && changes !== line.booking) return `${line.source} ${changes}`;
    }
    return undefined;
  });
}

/** The booking with which all began that change each other. */
export function rootOf(program: Program, booking: string): string {
  const original = originalOf(program, booking);
  return original === undefined ? booking : rootOf(program, original);
}

/** The first line of those of its last booking that follow each other: pay of one booking stands together. */
export function firstOf({ world: { lines } }: Program, { last }: Part): number {
  const own = lines[last];
  let first = last;
  while (own && lines[first - 1]?.source === own.source && lines[first - 1]?.booking === own.booking)
    first -= 1;
  return first;
}
