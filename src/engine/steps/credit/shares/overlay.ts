import { writeDecimal, type Ratio } from '../../../kernel/ratio.js';
import type { BookingLine } from '../../../model/facts.js';
import type { Overlay } from '../../../rulebook/rulebook.js';
import type { Books } from '../admission.js';
import type { Giver } from '../credit-book.js';
import type { Divided } from './divide.js';
import { MOST_PARTS } from './found-parts.js';
import type { ReadyOverlay } from '../policy.js';
import { peopleOf } from '../share-out.js';

/** What an overlay gives of a line. */
export interface Overlaid {
  readonly giver: Giver;
  readonly division: Divided;
}

/**
 * The credit that an overlay gives beside what the rules do: its share of the line, among all of its people in equal parts. It takes nothing from anybody,
 * and may be more than the line. None where its condition does not hold.
 */
export function overlaid(
  { overlay, holds, giver }: ReadyOverlay,
  line: BookingLine,
  { roster, row }: Books,
): readonly Overlaid[] {
  if (holds && !holds(row.values)) return [];
  const people = peopleOf(overlay.to, line, { roster, row });
  if (people.length === 0) return [{ giver, division: { shares: [], of: 1, nobody: [overlay.to] } }];
  const share = shareOf(overlay, { row });
  if ('fault' in share) return [{ giver, division: share }];
  const [n, of] = [share.n, share.d * BigInt(people.length)];
  if (of > MOST_PARTS || n > MOST_PARTS)
    return [{ giver, division: { fault: `the share of ${overlay.to} is too fine to be kept.` } }];
  const own = partsBy(overlay, Number(n));
  const shares = people.map((person) => ({ person, ...own }));
  return [{ giver, division: { shares, of: Number(of), nobody: [] } }];
}

function shareOf({ share, to }: Overlay, { row }: Pick<Books, 'row'>): Ratio | { readonly fault: string } {
  if ('quantity' in share) return share.quantity.value;
  const name = 'name' in share ? share.name : '';
  const value = row.read(name);
  if (typeof value !== 'object') {
    const why = row.why(name);
    return { fault: `${name}, the share of ${to}, is not known${why === undefined ? '' : ` (${why})`}.` };
  }
  if (value.n > 0n) return value;
  return { fault: `${name}, the share of ${to}, is ${writeDecimal(value, 6)}: nothing can be given.` };
}

function partsBy({ quota }: Overlay, parts: number): { parts: number; quota?: number } {
  if (quota === 'counts') return { parts };
  return quota === 'only' ? { parts: 0, quota: parts } : { parts, quota: 0 };
}
