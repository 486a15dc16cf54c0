import { invariant } from '../kernel/invariant.js';
import type { FactValue } from '../model/facts.js';
import type { Condition, Operand, UnaryTest } from '../rulebook/rulebook.js';

/** Where each name's value stands in a row of facts. */
export type FactPlaces = ReadonlyMap<string, number>;

/** Values in the order of a `FactPlaces`. */
export type FactRow = readonly FactValue[];

/** The document's named conditions, by id. */
export type NamedConditions = ReadonlyMap<string, Condition>;

/** For a document that names no conditions. */
export const NO_NAMED_CONDITIONS: NamedConditions = new Map();

/** The place of a name; a name without one is our bug, because the check has refused the document. */
export function placeOf(name: string, places: FactPlaces): number {
  const place = places.get(name);
  invariant(place !== undefined, `no place for the fact ${name}`);
  return place;
}

/** Names in their places: `line.net` first, then `booking.type`, and so on. */
export function placesOf(names: readonly string[]): FactPlaces {
  return new Map(names.map((name, place) => [name, place]));
}

/** Every name that a condition reads, as fact or as another side of a comparison, named conditions included; sorted, each once. */
export function namesIn(
  condition: Condition,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit);
    else if ('any' in node) node.any.forEach(visit);
    else if ('not' in node) visit(node.not);
    else if ('fact' in node) [node.fact, ...namesInTest(node.test)].forEach((name) => names.add(name));
    else if (!seen.has(node.named)) {
      seen.add(node.named);
      const meant = named.get(node.named);
      if (meant) visit(meant);
    }
  };
  visit(condition);
  return [...names].sort();
}

/** The names that stand as constants would in a test: `> quota.acv` has one. */
export function namesInTest(test: UnaryTest): readonly string[] {
  if (test.is === 'one-of') return test.tests.flatMap(namesInTest);
  if (test.is === 'not') return namesInTest(test.test);
  return operandsOf(test).flatMap((operand) => ('name' in operand ? [operand.name] : []));
}

/** The constants and names of a test, also of the tests inside it. */
export function operandsInTest(test: UnaryTest): readonly Operand[] {
  if (test.is === 'one-of') return test.tests.flatMap(operandsInTest);
  return test.is === 'not' ? operandsInTest(test.test) : operandsOf(test);
}

/** The constants and names of a condition, its facts among them; what it names is not followed. */
export function operandsInCondition(condition: Condition): readonly Operand[] {
  if ('all' in condition) return condition.all.flatMap(operandsInCondition);
  if ('any' in condition) return condition.any.flatMap(operandsInCondition);
  if ('not' in condition) return operandsInCondition(condition.not);
  return 'fact' in condition ? [{ name: condition.fact }, ...operandsInTest(condition.test)] : [];
}

/** Whether a test asks which of two texts comes first. */
export function comparesText(test: UnaryTest): boolean {
  if (test.is === 'one-of') return test.tests.some(comparesText);
  if (test.is === 'not') return comparesText(test.test);
  return test.is !== 'equal' && operandsOf(test).some((operand) => 'word' in operand);
}

/** The constants and names of a test itself, not of the tests inside it. */
export function operandsOf(test: UnaryTest): readonly Operand[] {
  if (test.is === 'equal') return [test.to];
  if (test.is === 'within') return [test.from, test.to];
  return 'than' in test ? [test.than] : [];
}
