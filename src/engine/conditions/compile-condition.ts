import { invariant } from '../kernel/invariant.js';
import type { Condition } from '../rulebook/rulebook.js';
import { compileTest } from './compile-test.js';
import {
  NO_NAMED_CONDITIONS,
  placeOf,
  type FactPlaces,
  type FactRow,
  type NamedConditions,
} from './fact-places.js';

/** Whether a compiled condition holds for a row of facts. */
export type Holds = (facts: FactRow) => boolean;

/**
 * Compiles a condition into closures on the places of facts, for the bulk path; json-rules-engine must give the same answer for the same
 * condition. Tests follow `compileTest`; `not:` around a condition is plain logic, so it holds where the inner condition does not, also
 * because something is unknown. Throws an invariant for a name without a place and for a named condition that is missing or in a cycle.
 */
export function compileCondition(
  condition: Condition,
  places: FactPlaces,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): Holds {
  return compileNode(condition, { places, named, within: [] });
}

interface Compiling {
  readonly places: FactPlaces;
  readonly named: NamedConditions;
  readonly within: readonly string[];
}

function compileNode(node: Condition, by: Compiling): Holds {
  if ('all' in node) return allOf(node.all.map((part) => compileNode(part, by)));
  if ('any' in node) return anyOf(node.any.map((part) => compileNode(part, by)));
  if ('not' in node) {
    const inner = compileNode(node.not, by);
    return (facts) => !inner(facts);
  }
  if ('named' in node)
    return compileNode(meantBy(node.named, by), { ...by, within: [...by.within, node.named] });
  const place = placeOf(node.fact, by.places);
  const passes = compileTest(node.test, by.places);
  return (facts) => passes(facts[place], facts);
}

/** The condition that an id names; `within` are the ids being resolved already. */
export function meantBy(
  id: string,
  by: { readonly named: NamedConditions; readonly within: readonly string[] },
): Condition {
  const meant = by.named.get(id);
  invariant(meant !== undefined, `no named condition ${id}`);
  invariant(!by.within.includes(id), `the condition ${id} is defined by itself`);
  return meant;
}

function allOf(parts: readonly Holds[]): Holds {
  const [first, second] = parts;
  if (first && parts.length === 1) return first;
  if (first && second && parts.length === 2) return (facts) => first(facts) && second(facts);
  return (facts) => {
    for (const part of parts) if (!part(facts)) return false;
    return true;
  };
}

function anyOf(parts: readonly Holds[]): Holds {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return (facts) => {
    for (const part of parts) if (part(facts)) return true;
    return false;
  };
}
