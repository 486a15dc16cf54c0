import { Engine, type RuleProperties } from 'json-rules-engine';
import { isSame, orderOf } from '../../../engine/conditions/compare-values.js';
import { InvariantBroken } from '../../../engine/kernel/invariant.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Boxed } from './library-rule.js';

/** The library's own operators compare text with numbers and let a missing fact pass `notEqual`; these are taken away. */
const UNTYPED = ['notEqual', 'in', 'notIn', 'contains', 'doesNotContain'];
const DECORATORS = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'];

const OPERATORS: Readonly<Record<string, (fact: FactValue, value: FactValue) => boolean>> = {
  anything: () => true,
  known: (fact) => fact !== undefined,
  unknown: (fact) => fact === undefined,
  equal: isSame,
  lessThan: ordered((lies) => lies < 0),
  lessThanInclusive: ordered((lies) => lies <= 0),
  greaterThan: ordered((lies) => lies > 0),
  greaterThanInclusive: ordered((lies) => lies >= 0),
};

/**
 * json-rules-engine with our operators in place of its own, so that it compares the same exact values as compiled conditions. A fact that
 * nobody gave, an unknown operator, a missing named condition and every path reject the run. For one judgement only: overlapping runs of one
 * engine lose rules.
 */
export function strictEngine(rule: RuleProperties, facts: ReadonlyMap<string, FactValue>): Engine {
  const engine = new Engine([rule], {
    allowUndefinedFacts: false,
    allowUndefinedConditions: false,
    pathResolver: refusePath,
  });
  UNTYPED.forEach((name) => engine.removeOperator(name));
  DECORATORS.forEach((name) => engine.removeOperatorDecorator(name));
  for (const [name, holds] of Object.entries(OPERATORS)) {
    engine.addOperator(name, (fact: Boxed, value: Boxed | null) => holds(fact.value, value?.value));
  }
  for (const [name, value] of facts) engine.addFact<Boxed>(name, { value });
  return engine;
}

function ordered(accepts: (lies: number) => boolean): (fact: FactValue, value: FactValue) => boolean {
  return (fact, value) => {
    const lies = orderOf(fact, value);
    return lies !== undefined && accepts(lies);
  };
}

/** No path is ever followed: a path is an expression, and expressions are not part of the language. */
function refusePath(_value: object, path: string): never {
  throw new InvariantBroken(`a path reached the rules library: ${path.slice(0, 80)}`);
}
