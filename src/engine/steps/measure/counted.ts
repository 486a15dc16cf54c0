import type { Day } from '../../kernel/day.js';
import type { Measure } from '../../rulebook/parts/measure.js';
import type { PlanVersion } from '../plan-version.js';
import type { Books } from '../credit/admission.js';
import type { OwnCredits } from '../credit/credit-book.js';

/** What counting needs of a stint. */
interface Counting {
  readonly length: number;
  readonly dates: Int32Array;
  readonly counts: Int32Array;
  readonly credits: OwnCredits;
  readonly books: Books;
  versionOn(date: Day): PlanVersion | undefined;
}

/**
 * Which credits bring something new into a count, by their places: each line, the first counted line of each booking, or the first with a value of a
 * fact, anew in each window. A booking counts once, whatever its amount; one that should not count is left out by the measure's `when`.
 */
export function firstsOf(stint: Counting, id: string): Uint8Array {
  const firsts = new Uint8Array(stint.length);
  const seen = new Set<number>();
  let until = -Infinity;
  for (let place = 0; place < stint.length; place += 1) {
    const counting = countedAt(stint, place, id);
    if (!counting) continue;
    const { version, measure, counted } = counting;
    const date = stint.dates[place] ?? 0;
    if (date >= until) {
      seen.clear();
      until = version.periodOn(measure.window, date)?.until ?? Infinity;
    }
    const key = keyOf(stint, place, { what: counted.what, fact: counted.fact, version });
    const isNew = key !== undefined && !seen.has(key);
    if (isNew || counted.what === 'line') firsts[place] = 1;
    if (key !== undefined) seen.add(key);
  }
  return firsts;
}

/** What counts a credit, where the measure counts it. */
function countedAt(
  stint: Counting,
  place: number,
  id: string,
): { version: PlanVersion; measure: Measure; counted: NonNullable<Measure['counted']> } | undefined {
  const version = stint.versionOn(stint.dates[place] ?? 0);
  const measure = version?.measure(id);
  if (!version || !measure?.counted) return undefined;
  const counts = ((stint.counts[place] ?? 0) & version.measureBit(id)) !== 0;
  return counts ? { version, measure, counted: measure.counted } : undefined;
}

/** What makes two credits the same thing; nothing where the fact is unknown, which is then not counted. */
function keyOf(
  { books, credits }: Counting,
  place: number,
  { what, fact, version }: { what: string; fact: string | null; version: PlanVersion },
): number | undefined {
  if (what !== 'distinct') return books.lines.booking.at(credits.line[place] ?? 0);
  const column = version.rateNames.indexOf(fact ?? '');
  const number = books.credits.rates[column]?.at(credits.number[place] ?? 0) ?? 0;
  return number === 0 ? undefined : number;
}
