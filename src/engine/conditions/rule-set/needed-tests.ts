import type { Condition, UnaryTest } from '../../rulebook/rulebook.js';
import { meantBy } from '../compile-condition.js';
import { namesInTest, type NamedConditions } from '../fact-places.js';

/** A test of one fact against constants. */
export interface FactTest {
  readonly fact: string;
  readonly test: UnaryTest;
}

/** A condition taken apart: it holds where all of `tests` pass and all of `rest` hold. */
export interface Needed {
  readonly tests: readonly FactTest[];
  readonly rest: readonly Condition[];
}

/**
 * The tests against constants without which a condition cannot hold, and what is left of it. `any` over tests of one fact is one test of
 * that fact; what compares with another fact, and `not` around a condition, is left. Throws an invariant for a named condition that is
 * missing or in a cycle.
 */
export function neededTests(condition: Condition, named: NamedConditions): Needed {
  const [tests, rest]: [FactTest[], Condition[]] = [[], []];
  const visit = (node: Condition, within: readonly string[]): void => {
    if ('all' in node) return node.all.forEach((part) => visit(part, within));
    if ('named' in node) return visit(meantBy(node.named, { named, within }), [...within, node.named]);
    const test = asTest(node);
    if (test && namesInTest(test.test).length === 0) tests.push(test);
    else rest.push(node);
  };
  visit(condition, []);
  return { tests, rest };
}

function asTest(node: Condition): FactTest | undefined {
  if ('fact' in node) return node;
  if (!('any' in node)) return undefined;
  const parts = node.any.map(asTest);
  const [first] = parts;
  if (!first || !parts.every((part) => part?.fact === first.fact)) return undefined;
  return {
    fact: first.fact,
    test: { is: 'one-of', tests: parts.flatMap((part) => (part ? [part.test] : [])) },
  };
}
