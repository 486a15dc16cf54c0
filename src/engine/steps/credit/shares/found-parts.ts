import { sayRate } from '../../../explain/say-numbers.js';
import {
  add,
  compare,
  divide,
  multiply,
  ONE,
  ratio,
  writeDecimal,
  ZERO,
  type Ratio,
} from '../../../kernel/ratio.js';
import { leastCommonMultiple } from '../../../kernel/whole.js';
import type { FactValue } from '../../../model/facts.js';
import type { CreditPart, CreditParts, QuotaParts } from '../../../rulebook/rulebook.js';
import type { Division, Share } from '../share-out.js';

/** The most parts a whole may have: shares to a millionth of a percent fit. */
export const MOST_PARTS = 1_000_000_000n;

/** What finding the parts of a line needs: the people of a relation, what a name is for the line and why it is not known, and whether parts are shares of it. */
export interface FindingParts {
  readonly people: (relation: string) => readonly string[];
  readonly read: (name: string) => FactValue;
  readonly why: (name: string) => string | undefined;
  readonly areShares: boolean;
}

/** A division, with the relations whose part of this line is nothing; or what is wrong with the parts, in a sentence. */
export type Found = (Division & { readonly nothing: readonly string[] }) | { readonly fault: string };

interface Weighed {
  readonly part: CreditPart;
  readonly people: readonly string[];
  readonly pays: Ratio;
  readonly quota: Ratio;
}

/**
 * Divides a line by parts that facts of the booking give, or shares: exactly, as whole parts of the least total that has them. The whole is what all
 * parts make; shares must make 100%. A part that is not known, or below nothing, leaves nobody knowing the whole: then the line is credited to nobody.
 */
export function foundParts(credit: readonly CreditPart[], by: FindingParts): Found {
  const weighed: Weighed[] = [];
  for (const part of credit) {
    const people = by.people(part.to);
    const pays = numberOf(part.parts, part.to, { ...by, length: people.length });
    if ('fault' in pays) return pays;
    const quota =
      part.quotaParts === undefined ? pays : numberOf(part.quotaParts, part.to, { ...by, length: 1 });
    if ('fault' in quota) return quota;
    weighed.push({ part, people, pays, quota });
  }
  const paid = weighed.reduce((sum, { pays }) => add(sum, pays), ZERO);
  const whole = paid.n === 0n ? weighed.reduce((sum, { quota }) => add(sum, quota), ZERO) : paid;
  if (whole.n === 0n) return { fault: 'all parts are nothing, so nobody can be credited.' };
  if (by.areShares && compare(whole, ONE) !== 0)
    return { fault: `the shares make ${sayRate(whole)}, not 100%.` };
  return divided(weighed, whole);
}

function numberOf(
  parts: CreditParts | QuotaParts,
  to: string,
  by: Pick<FindingParts, 'read' | 'why'> & { readonly length: number },
): Ratio | { readonly fault: string } {
  if (parts === 'none') return ZERO;
  if (parts === 'equal') return ratio(BigInt(Math.max(by.length, 1)), 1n);
  if (typeof parts === 'number') return ratio(BigInt(parts), 1n);
  if ('share' in parts) return parts.share;
  const value = by.read(parts.name);
  if (typeof value !== 'object') {
    const why = by.why(parts.name);
    return {
      fault: `${parts.name}, the parts of ${to}, is not known${why === undefined ? '' : ` (${why})`}.`,
    };
  }
  if (value.n >= 0n) return value;
  return { fault: `${parts.name}, the parts of ${to}, is ${writeDecimal(value, 6)}: less than nothing.` };
}

/** Each person's parts of the whole, as whole numbers. Somebody named twice has both as one. */
function divided(weighed: readonly Weighed[], whole: Ratio): Found {
  const own = new Map<string, { pays: Ratio; quota: Ratio }>();
  for (const { people, pays, quota } of weighed) {
    const each = ratio(1n, BigInt(people.length || 1));
    for (const person of people) {
      const known = own.get(person) ?? { pays: ZERO, quota: ZERO };
      own.set(person, {
        pays: add(known.pays, multiply(pays, each)),
        quota: add(known.quota, multiply(quota, each)),
      });
    }
  }
  const all = [...own].flatMap(([person, { pays, quota }]) =>
    pays.n === 0n && quota.n === 0n
      ? []
      : [{ person, pays: divide(pays, whole), quota: divide(quota, whole) }],
  );
  const of = all.flatMap(({ pays, quota }) => [pays.d, quota.d]).reduce(leastCommonMultiple, 1n);
  if (of > MOST_PARTS) return { fault: `they are too fine: the whole would have ${of} parts.` };
  const shares = all.map(({ person, pays, quota }): Share => {
    const [parts, retired] = [pays, quota].map(({ n, d }) => Number((n * of) / d));
    return retired === parts
      ? { person, parts: parts ?? 0 }
      : { person, parts: parts ?? 0, quota: retired ?? 0 };
  });
  const isNothing = ({ pays, quota }: Weighed): boolean => pays.n === 0n && quota.n === 0n;
  return {
    shares,
    of: Number(of),
    nobody: weighed.filter((each) => each.people.length === 0 && !isNothing(each)).map(({ part }) => part.to),
    nothing: weighed
      .filter((each) => isNothing(each) && each.part.parts !== 'none')
      .map(({ part }) => part.to),
  };
}
