import type { BookingLine } from '../../../../src/engine/model/facts.js';
import { lineFact, once, type World } from '../facts/world.js';
import { least, minus, most, NOTHING, type Fraction } from '../facts/fraction.js';

/** The deal of a line: its booking, or that of the booking of its source which it changes, where that came before it. */
export function dealOf(world: World, line: BookingLine): string {
  return once(world, `deal of line ${world.lines.indexOf(line)}`, () => {
    const changes = lineFact(world, line, 'booking.changes');
    const before = world.lines.slice(0, world.lines.indexOf(line));
    const changed = before.find(({ source, booking }) => source === line.source && booking === changes);
    return changed && changed.booking !== line.booking
      ? dealOf(world, changed)
      : `${line.source} ${line.booking}`;
  });
}

/** No more than a cap, both ways. */
export function within(amount: Fraction, cap: Fraction | undefined): Fraction {
  return cap ? most(minus(NOTHING, cap), least(cap, amount)) : amount;
}
