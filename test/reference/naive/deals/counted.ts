import { readsOfCredit, type Credit } from '../facts/credits.js';
import { minus, NOTHING, order, plus, sumOf, type Fraction } from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import type { World } from '../facts/world.js';
import type { Measure } from '../../../../src/engine/rulebook/rulebook.js';
import { dealOf, within } from './deal.js';

/** What a credit brings to a measure, before any cap. */
export interface Brought {
  readonly credit: Credit;
  readonly amount: Fraction;
}

/** What of its last part a measure counts, of all that a deal brings somebody: what its caps leave of it, from top to bottom, each by what its first credit says. */
export function countedOf(world: World, { modify = [] }: Measure, deal: readonly Brought[]): Fraction {
  const [first] = deal;
  if (!first) return NOTHING;
  const counted = modify.reduce<readonly Brought[]>((sofar, cap) => {
    if (cap.kind !== 'cap') return sofar;
    const at = numberOf(cap.at, readsOfCredit(world, first.credit));
    const left = (of: readonly Brought[]): Fraction =>
      sumOf(
        (cap.what === 'credit' ? byLine(world, of) : [sumOf(of.map(({ amount }) => amount))]).map((sum) =>
          within(sum, at),
        ),
      );
    return sofar.map(({ credit }, place) => ({
      credit,
      amount: minus(left(sofar.slice(0, place + 1)), left(sofar.slice(0, place))),
    }));
  }, deal);
  return counted.at(-1)?.amount ?? NOTHING;
}

/** What a line of a booking has by itself, and what changes of it add. */
interface OfLine {
  readonly own: Fraction;
  readonly changes: Fraction;
}

/** Each line of the booking with the lines of its number that change it. */
function byLine(world: World, deal: readonly Brought[]): readonly Fraction[] {
  const sums = new Map<number, OfLine>();
  for (const { credit, amount } of deal) {
    const { line } = credit.line;
    const { own, changes } = sums.get(line) ?? { own: NOTHING, changes: NOTHING };
    const isOwn = dealOf(world, credit.line) === `${credit.line.source} ${credit.line.booking}`;
    sums.set(line, isOwn ? { own: plus(own, amount), changes } : { own, changes: plus(changes, amount) });
  }
  return spread([...sums.values()]);
}

/** What changes take back beyond their line is taken of the others, in their order; what is left of it stays with the line. */
function spread(lines: readonly OfLine[]): readonly Fraction[] {
  const sums = lines.map(({ own, changes }) => plus(own, changes));
  const isBeyond = lines.map(
    ({ own, changes }, at) => order(changes, NOTHING) !== 0 && signOf(sums[at]) !== signOf(own),
  );
  const left = sums.map((sum, at) => (isBeyond[at] ? NOTHING : sum));
  sums.forEach((sum, at) => {
    if (!isBeyond[at]) return;
    let rest = sum;
    left.forEach((has, other) => {
      if (other === at || signOf(has) * signOf(rest) >= 0) return;
      const both = plus(has, rest);
      const isUsed = signOf(both) !== signOf(has);
      [left[other], rest] = isUsed ? [NOTHING, both] : [both, NOTHING];
    });
    left[at] = plus(left[at] ?? NOTHING, rest);
  });
  return left;
}

function signOf(amount: Fraction = NOTHING): number {
  return order(amount, NOTHING);
}
