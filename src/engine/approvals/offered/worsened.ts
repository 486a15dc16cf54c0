import { compileCondition } from '../../conditions/compile-condition.js';
import { namesIn, placesOf } from '../../conditions/fact-places.js';
import type { ApprovalMatrix } from '../../rulebook/parts/approvals.js';
import type { Condition } from '../../rulebook/parts/condition.js';
import type { Terms } from '../deal.js';
import { outgrown } from './offered.js';
import type { Requirement } from '../requirement.js';
import { isWorse } from '../worse.js';

/** A deal as it is judged now: its terms, and whose it is, who sells it and what it comes to. */
export interface JudgedNow {
  readonly matrix: ApprovalMatrix;
  readonly terms: Terms;
  readonly offered: Terms;
}

/** A deal as it was when somebody decided. */
export interface DecidedOn {
  readonly terms: Terms;
  /** Null where that was not kept. */
  readonly offered?: Terms | null;
}

/**
 * What got worse since a decision at a level: of what the rows test that ask for it now, and of what its own limit tests; what lies beyond that limit now and did not
 * then, also within a tolerance; and what the deal has outgrown.
 */
export function worsened(
  { level, reasons }: Requirement,
  of: DecidedOn,
  { matrix, terms, offered }: JudgedNow,
): readonly string[] {
  const limit = matrix.levels.find(({ id }) => id === level)?.maySign ?? null;
  const limits = limit === null ? [] : namesIn(limit);
  const tested = new Set([...reasons.flatMap((reason) => reason.tested), ...limits]);
  const worse = matrix.inputs
    .filter(
      (input) => tested.has(input.fact) && isWorse(input, terms.get(input.fact), of.terms.get(input.fact)),
    )
    .map(({ fact }) => fact);
  const isBeyond = limit !== null && holds(limit, of.terms) && !holds(limit, terms);
  const other = of.offered ? outgrown(withTerm(offered, terms), of.offered, matrix) : [];
  return [...new Set([...worse, ...(isBeyond ? limits : []), ...other])];
}

/** Says what became of terms that no longer are as they were decided on; those that have no better or worse, such as the seller, changed. */
export function worsenedSays(facts: readonly string[], { inputs }: ApprovalMatrix): string {
  const hasWorse = (name: string): boolean => {
    const input = inputs.find(({ fact }) => fact === name);
    return input === undefined ? name === 'deal.net' : input.worse !== 'any-change';
  };
  const worse = facts.filter(hasWorse);
  const changed = facts.filter((name) => !hasWorse(name));
  return [
    ...(worse.length > 0 ? [`${worse.join(' and ')} got worse`] : []),
    ...(changed.length > 0 ? [`${changed.join(' and ')} changed`] : []),
  ].join(', and ');
}

function holds(limit: Condition, terms: Terms): boolean {
  const names = namesIn(limit);
  return compileCondition(limit, placesOf(names))(names.map((name) => terms.get(name)));
}

/** With the judged amount, which is another where it is asked what the deal would need if it were. */
function withTerm(offered: Terms, terms: Terms): Terms {
  return terms.has('deal.net') ? new Map([...offered, ['deal.net', terms.get('deal.net')]]) : offered;
}
