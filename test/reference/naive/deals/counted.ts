import { readsOfCredit, type Credit } from '../facts/credits.js';
import { minus, NOTHING, order, plus, sumOf, type Fraction } from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import type { World } from '../facts/world.js';
import type { Measure } from '../../../../src/engine/rulebook/rulebook.js';
import { within } from './deal.js';

/** What a credit brings to a measure, before any cap. */
export interface Brought {
  readonly credit: Credit;
  readonly amount: Fraction;
}

/** What of its last part a measure counts, of all that a deal brings somebody: what its caps leave of all of it, less what they left before. */
export function countedOf(world: World, measure: Measure, deal: readonly Brought[]): Fraction {
  const left = (of: readonly Brought[]): Fraction => leftBy(world, measure, of);
  return minus(left(deal), left(deal.slice(0, -1)));
}

/** What caps leave of a deal, each by what its first credit says. */
function leftBy(world: World, { modify = [] }: Measure, deal: readonly Brought[]): Fraction {
  const [first] = deal;
  const caps = modify.filter((each) => each.kind === 'cap');
  if (!first) return NOTHING;
  const at = (cap: (typeof caps)[0]): Fraction | undefined =>
    numberOf(cap.at, readsOfCredit(world, first.credit));
  const ofCredit = caps.filter(({ what }) => what === 'credit').map(at);
  const ofDeal = caps.filter(({ what }) => what === 'deal').map(at);
  const sum = sumOf(ofCredit.length === 0 ? deal.map(({ amount }) => amount) : byLine(deal, ofCredit));
  return ofDeal.reduce<Fraction>(within, sum);
}

/** Each line of the booking with the lines of its number that change it; what is taken back beyond a line is taken of the others, in their order. */
function byLine(deal: readonly Brought[], caps: readonly (Fraction | undefined)[]): readonly Fraction[] {
  const sums = new Map<number, Fraction>();
  for (const { credit, amount } of deal)
    sums.set(credit.line.line, plus(sums.get(credit.line.line) ?? NOTHING, amount));
  return spread([...sums.values()]).map((sum) => caps.reduce<Fraction>(within, sum));
}

/** Lines that have come to less than nothing take of those that have more, in their order. */
function spread(lines: readonly Fraction[]): readonly Fraction[] {
  const left = [...lines];
  left.forEach((lacks, at) => {
    let missing = lacks;
    if (order(missing, NOTHING) >= 0) return;
    left.forEach((has, other) => {
      if (order(has, NOTHING) <= 0) return;
      const rest = plus(has, missing);
      left[other] = order(rest, NOTHING) > 0 ? rest : NOTHING;
      missing = order(rest, NOTHING) > 0 ? NOTHING : rest;
    });
    left[at] = missing;
  });
  return left;
}
