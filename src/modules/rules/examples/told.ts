import type { Day } from '../../../engine/kernel/day.js';
import type { BookingLine, FactValue } from '../../../engine/model/facts.js';

/** A booking line as a situation tells it, before the rulebook says which of its facts are read and in what order. */
export interface ToldLine extends Omit<BookingLine, 'account' | 'facts'> {
  readonly source: Source;
  /** Who holds the territory that day and who heads its group, where the situation says so. */
  readonly holders: readonly string[] | null;
  readonly groupManager: string | null;
  /** The person who is given a rollup credit of this line. */
  readonly below: string | null;
  readonly path: string;
  readonly facts: ReadonlyMap<string, FactValue>;
}

/** Which list of the situation a line comes from; ids of one do not meet those of another. */
export type Source = 'credits' | 'bookings' | 'measured';

/** All lines of one booking as told at once. Told again later, they replace what was told before: a revision. */
export interface Told {
  readonly key: string;
  readonly recorded: Day;
  readonly isOwn: boolean;
  readonly path: string;
  readonly lines: readonly ToldLine[];
}

/** The days on which something was told, in order. */
export function daysTold(told: readonly Told[]): readonly Day[] {
  return [...new Set(told.map(({ recorded }) => recorded))].sort((a, b) => a - b);
}

/** What is known by the end of a day: of each booking what was told last. */
export function knownBy(told: readonly Told[], day: Day): readonly Told[] {
  const latest = new Map<string, Told>();
  for (const each of told) {
    if (each.recorded > day) continue;
    const before = latest.get(each.key);
    if (!before || before.recorded <= each.recorded) latest.set(each.key, each);
  }
  return [...latest.values()];
}

/** What names a line from one revision to the next. */
export function lineId({ source, booking, line }: Pick<ToldLine, 'source' | 'booking' | 'line'>): string {
  return `${source} ${booking} ${line}`;
}
