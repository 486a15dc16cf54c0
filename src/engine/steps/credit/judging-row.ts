import { placesOf, type FactPlaces } from '../../conditions/fact-places.js';
import type { Day } from '../../kernel/day.js';
import { greatestCommonDivisor } from '../../kernel/whole.js';
import type { BookingLine, FactValue } from '../../model/facts.js';
import { TERRITORY_FACTS } from '../../model/territory-facts.js';
import type { PersonNumber, Roster } from '../../model/roster.js';
import type { Ratio } from '../../kernel/ratio.js';

type FromLine = (line: BookingLine, roster: Roster) => FactValue;

/** What the engine itself knows of a line; every other fact of a line comes with it. */
const KNOWN_OF_LINES: Readonly<Record<string, FromLine>> = {
  'line.net': (line) => fromMillionths(line.net),
  'booking.date': (line) => line.date,
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

/** Whether a fact is about a person on a day rather than about a line. */
export function isAboutPerson(name: string): boolean {
  return name.startsWith('participant.') || name.startsWith('attribute.');
}

/** Whether a fact must come with the line. */
export function comesWithLine(name: string): boolean {
  return !isAboutPerson(name) && !Object.hasOwn(KNOWN_OF_LINES, name);
}

/** One row of facts that conditions and tables read: first what came with the line, then what we know of it, then the person's. */
export class JudgingRow {
  readonly lineFacts: readonly string[];
  readonly places: FactPlaces;
  readonly values: FactValue[] = [];
  private readonly ofLine: readonly { place: number; read: FromLine }[];
  private readonly ofPerson: readonly { place: number; name: string }[];

  constructor(
    names: readonly string[],
    private readonly roster: Roster,
  ) {
    const used = [...new Set(names)].sort();
    this.lineFacts = used.filter(comesWithLine);
    const ordered = [...this.lineFacts, ...used.filter((name) => !comesWithLine(name))];
    this.places = placesOf(ordered);
    this.ofLine = ordered.flatMap((name, place) => {
      const read = KNOWN_OF_LINES[name];
      return read && !comesWithLine(name) ? [{ place, read }] : [];
    });
    this.ofPerson = ordered.flatMap((name, place) => (isAboutPerson(name) ? [{ place, name }] : []));
    this.values = ordered.map(() => undefined);
  }

  /** Fills in a line. */
  takeLine(line: BookingLine): void {
    for (let place = 0; place < this.lineFacts.length; place += 1) this.values[place] = line.facts[place];
    for (const { place, read } of this.ofLine) this.values[place] = read(line, this.roster);
  }

  /** Fills in a person on a day, for rules that ask about who is credited. */
  takePerson(person: PersonNumber, date: Day): void {
    for (const { place, name } of this.ofPerson) this.values[place] = this.roster.factOn(person, name, date);
  }
}

/** A money amount from millionths, in lowest terms. */
export function fromMillionths(amount: bigint): Ratio {
  const rest = amount % 1_000_000n;
  if (rest === 0n) return { n: amount / 1_000_000n, d: 1n };
  const common = greatestCommonDivisor(rest, 1_000_000n);
  return { n: amount / common, d: 1_000_000n / common };
}
