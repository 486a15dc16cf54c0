import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Measure } from '../../../src/engine/rulebook/rulebook.js';
import { minus, order, over, NOTHING, sumOf, times, type Fraction } from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { numberOf } from './facts/reading.js';
import { factOn } from './facts/world.js';

/** A measure that is made of others, or handed in. */
export function derivedOf(
  seen: Seen,
  measure: Measure,
  { window, read }: { window: NamedPeriod; read: (name: string) => Fraction | undefined },
): Fraction | undefined {
  const { derived } = measure;
  if (derived?.kind === 'reported') return reportedOf(seen, { id: measure.id, by: derived.by }, window);
  if (derived?.kind === 'weighted') {
    const parts = derived.parts.map(({ of, weight }) => {
      const { noQuota } = derived;
      const part =
        read(of) ??
        (of.startsWith('attainment.') && noQuota !== 'refuse' ? numberOf(noQuota, read) : undefined);
      const share = numberOf(weight, read);
      return part && share && times(part, share);
    });
    return parts.includes(undefined) ? undefined : sumOf(parts as Fraction[]);
  }
  const [a, b] = (derived?.of ?? []).map(read);
  if (!derived || !a || !b) return undefined;
  if (derived.kind === 'difference') return minus(a, b);
  if (order(b, NOTHING) !== 0) return over(a, b);
  return derived.ifZero === 'refuse' ? undefined : numberOf(derived.ifZero, read);
}

/** The newest result dated by then, for the window or a first part of it. */
function reportedOf(
  { world, stay, known }: Seen,
  { id, by }: { id: string; by: string },
  window: NamedPeriod,
): Fraction | undefined {
  const team = factOn(world, stay.person, { name: 'participant.team', day: Math.min(known, stay.until) - 1 });
  const subject = by === 'participant' ? stay.person : by === 'team' ? team : '';
  return world.company.results
    .filter((each) => each.measure === id && each.of === by && each.subject === subject && each.date < known)
    .filter((each) => each.from === window.from && (each.until ?? Infinity) <= window.until)
    .sort((a, b) => a.date - b.date || (a.until ?? Infinity) - (b.until ?? Infinity))
    .at(-1)?.value;
}
