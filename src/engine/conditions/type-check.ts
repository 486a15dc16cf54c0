import { circlesAmong, sayCircle } from '../rulebook/circles.js';
import { suggestFact } from '../rulebook/checks/unknown-fact.js';
import { errorAt, type Fault, type Finding } from '../rulebook/finding.js';
import { suggest } from '../rulebook/nearest.js';
import type { Condition, FactType, Operand, UnaryTest } from '../rulebook/rulebook.js';
import { namesInTest, operandsInTest, operandsOf, type NamedConditions } from './fact-places.js';
import { fitOf } from './types/fit.js';
import { firstOther } from './types/one-measure.js';
import type { NameType, NameTypes } from './types/name-types.js';
import { sayTest } from './verdict/say-test.js';

/** What a condition may read, and the document's named conditions. */
export interface ConditionScope {
  readonly names: NameTypes;
  readonly conditions?: NamedConditions;
  /** Names that exist and cannot be read here, each with the reason: a booking has no one value for a whole window. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

const ORDERED: ReadonlySet<FactType> = new Set<FactType>([
  'money',
  'percent',
  'count',
  'days',
  'date',
  'text',
]);

const NAME_IT =
  'Give it a name under `conditions:`, such as `- { id: large, when: { line.net: ">= 5,000 USD" } }`.';

/**
 * Judges a condition against what its names mean: unknown facts, types, units, currencies and words that do not go together. Findings have
 * the path of the whole condition, and as `text` the word in question, by which its place is found. No findings: it can be compiled.
 */
export function checkCondition(
  condition: Condition,
  path: string,
  scope: ConditionScope,
): readonly Finding[] {
  if ('all' in condition) return condition.all.flatMap((part) => checkCondition(part, path, scope));
  if ('any' in condition) return condition.any.flatMap((part) => checkCondition(part, path, scope));
  if ('not' in condition) return checkCondition(condition.not, path, scope);
  if ('fact' in condition) return checkTest(condition, path, scope);
  const known = [...(scope.conditions ?? new Map<string, Condition>()).keys()];
  if (known.includes(condition.named)) return [];
  const message = `There is no condition ${condition.named} in this document.`;
  return [
    errorAt(
      path,
      { code: 'UNKNOWN_CONDITION', message, remedy: suggest(condition.named, known, NAME_IT) },
      condition.named,
    ),
  ];
}

/** Judges one fact and its test, such as a cell of a table under its input. */
export function checkTest(
  cell: { fact: string; test: UnaryTest },
  path: string,
  scope: ConditionScope,
): readonly Finding[] {
  const unknown = [cell.fact, ...namesInTest(cell.test)].flatMap((name) => checkName(name, path, scope));
  const type = scope.names.get(cell.fact);
  if (unknown.length > 0 || !type) return unknown;
  const faults = faultsOf(cell, type, scope.names).map(([fault, text]) => errorAt(path, fault, text));
  if (faults.length > 0) return faults;
  const cells = operandsInTest(cell.test).map((operand) => ({ operand, path }));
  const other = firstOther(cells, scope.names);
  return other ? [errorAt(path, other.fault, cell.fact)] : [];
}

/** Judges a constant or name against the type of the place it stands in, such as an output of a table under its column. */
export function checkOperand(
  operand: Operand,
  place: { name: string; type: NameType; path: string },
  scope: ConditionScope,
): readonly Finding[] {
  const unknown = 'name' in operand ? checkName(operand.name, place.path, scope) : [];
  if (unknown.length > 0) return unknown;
  const fault = fitOf(operand, place, scope.names);
  return fault ? [errorAt(place.path, fault)] : [];
}

/** Named conditions that are defined by themselves, each circle told once; `path` is the document's list of conditions. */
export function checkCycles(conditions: NamedConditions, path: string): readonly Finding[] {
  const circles = circlesAmong(conditions.keys(), (id) => referencesIn(conditions.get(id)));
  return circles.map((circle) => {
    const [id = ''] = circle;
    const message = `The condition ${id} is defined by itself: ${sayCircle(circle)}.`;
    return errorAt(
      path,
      { code: 'CYCLE', message, remedy: 'Let named conditions build on each other in one direction only.' },
      id,
    );
  });
}

function referencesIn(node: Condition | undefined): readonly string[] {
  if (!node || 'fact' in node) return [];
  if ('named' in node) return [node.named];
  return 'not' in node ? referencesIn(node.not) : ('all' in node ? node.all : node.any).flatMap(referencesIn);
}

function checkName(name: string, path: string, scope: ConditionScope): readonly Finding[] {
  if (scope.names.has(name)) return [];
  const why = scope.elsewhere?.get(name);
  if (why !== undefined)
    return [
      errorAt(
        path,
        {
          code: 'WRONG_SCOPE',
          message: `${name} is not known here: ${why}`,
          remedy: suggestName(name, scope),
        },
        name,
      ),
    ];
  if (OF_INCENTIVE.test(name)) return [errorAt(path, ofIncentive(name), name)];
  const message = `There is no fact ${name}.`;
  const remedy = `${suggestFact(name, [...scope.names.keys()].sort())} A text with a dot stands in double quotes.`;
  return [errorAt(path, { code: 'UNKNOWN_FACT', message, remedy }, name)];
}

const OF_INCENTIVE = /^incentive\./;

function ofIncentive(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} is not known here: what an incentive pays is reckoned after the conditions are judged.`,
    remedy:
      'It may stand in the list of `greater-of` or `lesser-of` alone. In a condition write what the pay hangs on: a measure, or its attainment of a quota.',
  };
}

function suggestName(name: string, scope: ConditionScope): string {
  return suggest(name, [...scope.names.keys()].sort());
}

function faultsOf(
  { fact, test }: { fact: string; test: UnaryTest },
  type: NameType,
  names: NameTypes,
): readonly (readonly [Fault, string])[] {
  if (test.is === 'one-of') return test.tests.flatMap((each) => faultsOf({ fact, test: each }, type, names));
  if (test.is === 'not') return faultsOf({ fact, test: test.test }, type, names);
  const operands = operandsOf(test);
  if (operands.length > 0 && type.is === 'people') return [[onlyKnown(fact, test), fact]];
  if (test.is !== 'equal') {
    const lacking = withoutOrder([fact, ...(type.is === 'text' ? namesInTest(test) : [])], names);
    if (operands.length > 0 && lacking) return [[noOrder(lacking, test), lacking.name]];
  }
  return operands.flatMap((operand) => {
    const fault = fitOf(operand, { name: fact, type }, names);
    return fault ? [[fault, 'word' in operand ? operand.word : fact] as const] : [];
  });
}

function onlyKnown(fact: string, test: UnaryTest): Fault {
  const message = `${fact} gives several people, who cannot be compared with ${sayTest(test)}.`;
  return { code: 'UNIT_MISMATCH', message, remedy: 'Test it for known or unknown.' };
}

/** The first name whose values have no order: words of a closed list and people, also where a text is compared with them. */
function withoutOrder(read: readonly string[], names: NameTypes): { name: string; is: FactType } | undefined {
  return read
    .flatMap((name) => {
      const is = names.get(name)?.is;
      return is === undefined ? [] : [{ name, is }];
    })
    .find(({ is }) => !ORDERED.has(is));
}

function noOrder({ name, is }: { name: string; is: FactType }, test: UnaryTest): Fault {
  const message = `${name} is ${is}, which has no order: ${sayTest(test)} cannot be judged.`;
  return {
    code: 'UNIT_MISMATCH',
    message,
    remedy: 'Write the values themselves, such as [new, renewal], or not(renewal).',
  };
}
