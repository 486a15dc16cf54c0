import type { Condition, UnaryTest } from '../rulebook/parts/condition.js';

/** Facts that some condition asks to be known or unknown: of those a deal may leave nothing known. */
export function factsAskedFor(conditions: readonly Condition[]): ReadonlySet<string> {
  return new Set(conditions.flatMap(asked));
}

function asked(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(asked);
  if ('any' in condition) return condition.any.flatMap(asked);
  if ('not' in condition) return asked(condition.not);
  return 'test' in condition && asks(condition.test) ? [condition.fact] : [];
}

function asks(test: UnaryTest): boolean {
  if (test.is === 'one-of') return test.tests.some(asks);
  if (test.is === 'not') return asks(test.test);
  return test.is === 'known' || test.is === 'unknown';
}
