import type { FactValue } from '../../model/facts.js';
import { subtract, type Ratio } from '../../kernel/ratio.js';
import type { Operand, UnaryTest } from '../../rulebook/rulebook.js';
import { constantValue, orderOf } from '../compare-values.js';

/** How one condition came out, part by part: what an explanation is made of. */
export type Verdict =
  | { readonly kind: 'all' | 'any'; readonly holds: boolean; readonly parts: readonly Verdict[] }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: Verdict }
  | { readonly kind: 'named'; readonly holds: boolean; readonly id: string; readonly part: Verdict }
  | TestVerdict;

/** How one test came out: the value it found, the values of the names it compared with, and how much was missing. */
export interface TestVerdict {
  readonly kind: 'test';
  readonly holds: boolean;
  readonly fact: string;
  readonly test: UnaryTest;
  readonly actual: FactValue;
  readonly others: ReadonlyMap<string, FactValue>;
  readonly gap: Gap | null;
}

/**
 * How far a value lies from the limit it failed: `below` the limit by this much, or `above` it; in the fact's natural unit (money in units
 * of currency, percents as fractions) or in days; null between texts, which come before or after it. Zero means exactly at a limit that does
 * not count.
 */
export interface Gap {
  readonly side: 'below' | 'above';
  readonly by: Ratio | number | null;
  readonly limit: FactValue;
}

/** The value of a fact by its name; `undefined` is unknown. */
export type ReadValue = (name: string) => FactValue;

/** The failed distance of a comparison or interval; `null` where nothing was missing or distance has no meaning. */
export function gapOf(test: UnaryTest, actual: FactValue, read: ReadValue): Gap | null {
  const limitOf = (operand: Operand): FactValue =>
    'name' in operand ? read(operand.name) : constantValue(operand);
  const lower = (operand: Operand, counts: boolean): Gap | null =>
    gap('below', actual, { limit: limitOf(operand), counts });
  const upper = (operand: Operand, counts: boolean): Gap | null =>
    gap('above', actual, { limit: limitOf(operand), counts });
  if (test.is === 'greater' || test.is === 'greater-or-equal')
    return lower(test.than, test.is === 'greater-or-equal');
  if (test.is === 'less' || test.is === 'less-or-equal') return upper(test.than, test.is === 'less-or-equal');
  if (test.is === 'within') return lower(test.from, test.includesFrom) ?? upper(test.to, test.includesTo);
  return null;
}

function gap(side: Gap['side'], actual: FactValue, bound: { limit: FactValue; counts: boolean }): Gap | null {
  const lies = orderOf(actual, bound.limit);
  if (lies === undefined) return null;
  const beyond = side === 'below' ? -lies : lies;
  if (beyond < 0 || (beyond === 0 && bound.counts)) return null;
  return { side, by: distance(actual, bound.limit), limit: bound.limit };
}

function distance(a: FactValue, b: FactValue): Ratio | number | null {
  if (typeof a === 'object' && typeof b === 'object') {
    const difference = subtract(a, b);
    return difference.n < 0n ? { n: -difference.n, d: difference.d } : difference;
  }
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b);
  return a === b ? 0 : null;
}
