import type { Ratio } from '../../kernel/ratio.js';
import { greatestCommonDivisor } from '../../kernel/whole.js';
import type { BookingLine, FactValue } from '../facts.js';
import type { Roster } from '../roster.js';
import { TERRITORY_FACTS } from './territory-facts.js';

/** Reads a fact of a line that the engine knows without being told. */
export type FromLine = (line: BookingLine, roster: Roster) => FactValue;

/** What the engine itself knows of a line; every other fact of a line comes with it. */
export const KNOWN_OF_LINES: Readonly<Record<string, FromLine>> = {
  'line.net': (line) => fromMillionths(line.net),
  'booking.date': (line) => line.date,
  'decision.date': (line) => line.date,
  'booking.currency': (line) => line.currency,
  'booking.salesperson': (line) => line.salesperson ?? undefined,
  'booking.territory': (line) => line.territory ?? undefined,
  ...Object.fromEntries(
    Object.entries(TERRITORY_FACTS).map(([name, read]): [string, FromLine] => [
      name,
      ({ territory, date }, roster) => (territory === null ? undefined : read(territory, date, roster)),
    ]),
  ),
};

/** A money amount from millionths, in lowest terms. */
function fromMillionths(amount: bigint): Ratio {
  const rest = amount % 1_000_000n;
  if (rest === 0n) return { n: amount / 1_000_000n, d: 1n };
  const common = greatestCommonDivisor(rest, 1_000_000n);
  return { n: amount / common, d: 1_000_000n / common };
}
