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
 * fact, anew in each window. A booking counts once, whatever its amount; one that should not count is left out by the measure's `when`. What retires quota and
 * what is paid on are counted each by itself: a credit that has no part in the one stands before none that has.
 */
export function firstsOf(
  stint: Counting,
  id: string,
  part: { readonly has: (place: number) => boolean },
): Uint8Array {
  const firsts = new Uint8Array(stint.length);
  const seen = new Map<string, Set<number>>();
  let until = -Infinity;
  for (let place = 0; place < stint.length; place += 1) {
    const counting = countedAt(stint, place, id);
    if (!counting || !part.has(place)) continue;
    const { version, measure, counted } = counting;
    const date = stint.dates[place] ?? 0;
    if (date >= until) {
      seen.clear();
      until = version.periodOn(measure.window, date)?.until ?? Infinity;
    }
    const { what, fact } = counted;
    const key = keyOf(stint, place, { what, fact, version });
    const alike = alikeIn(seen, `${what} ${fact ?? ''}`);
    if (what === 'line' || (key !== undefined && !alike.has(key))) firsts[place] = 1;
    if (key !== undefined) alike.add(key);
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

/** What was seen of one kind of thing: a version that counts products has nothing in common with one that counted bookings. */
function alikeIn(seen: Map<string, Set<number>>, kind: string): Set<number> {
  const known = seen.get(kind) ?? new Set();
  seen.set(kind, known);
  return known;
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
