import type { NestedCondition, RuleProperties, TopLevelCondition } from 'json-rules-engine';
import { constantValue } from '../../../engine/conditions/compare-values.js';
import { meantBy } from '../../../engine/conditions/compile-condition.js';
import {
  namesInTest,
  NO_NAMED_CONDITIONS,
  type NamedConditions,
} from '../../../engine/conditions/fact-places.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Condition, Operand, UnaryTest } from '../../../engine/rulebook/rulebook.js';

/** A condition as json-rules-engine takes it: one rule, and the named conditions that it refers to. */
export interface LibraryRule {
  readonly rule: RuleProperties;
  readonly conditions: ReadonlyMap<string, TopLevelCondition>;
}

/**
 * How values travel through the library: in an object, so that it compares nothing itself, finds even what is unknown, and hands any path
 * somebody asks for to our resolver, which refuses.
 */
export interface Boxed {
  readonly value: FactValue;
}

const LIBRARY_OPERATORS = {
  less: 'lessThan',
  'less-or-equal': 'lessThanInclusive',
  greater: 'greaterThan',
  'greater-or-equal': 'greaterThanInclusive',
} as const;

/** Writes a condition in the library's JSON: lists, intervals and `not(...)` become its `any`, `all` and `not` of plain comparisons. */
export function toLibraryRule(
  condition: Condition,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): LibraryRule {
  const conditions = new Map<string, TopLevelCondition>();
  const rule = {
    conditions: { all: [convert(condition, { named, conditions, within: [] })] },
    event: { type: 'holds' },
  };
  return { rule, conditions };
}

interface Converting {
  readonly named: NamedConditions;
  readonly conditions: Map<string, TopLevelCondition>;
  readonly within: readonly string[];
}

function convert(node: Condition, by: Converting): NestedCondition {
  if ('fact' in node) return convertTest(node.fact, node.test);
  if ('not' in node) return { not: convert(node.not, by) };
  if ('named' in node) return refer(node.named, by);
  const parts = ('all' in node ? node.all : node.any).map((part) => convert(part, by));
  invariant(parts.length > 0, 'a condition without parts, which the library takes for true');
  return 'all' in node ? { all: parts } : { any: parts };
}

function refer(id: string, by: Converting): NestedCondition {
  const meant = meantBy(id, by);
  by.conditions.set(id, { all: [convert(meant, { ...by, within: [...by.within, id] })] });
  return { condition: id };
}

function convertTest(fact: string, test: UnaryTest): NestedCondition {
  switch (test.is) {
    case 'anything':
    case 'known':
    case 'unknown':
      return { fact, operator: test.is, value: null };
    case 'equal':
      return { fact, operator: 'equal', value: valueOf(test.to) };
    case 'one-of':
      return { any: test.tests.map((each) => convertTest(fact, each)) };
    case 'not':
      return {
        all: [...[fact, ...namesInTest(test.test)].map(isKnown), { not: convertTest(fact, test.test) }],
      };
    case 'within':
      return {
        all: [
          {
            fact,
            operator: test.includesFrom ? 'greaterThanInclusive' : 'greaterThan',
            value: valueOf(test.from),
          },
          { fact, operator: test.includesTo ? 'lessThanInclusive' : 'lessThan', value: valueOf(test.to) },
        ],
      };
    default:
      return { fact, operator: LIBRARY_OPERATORS[test.is], value: valueOf(test.than) };
  }
}

function isKnown(fact: string): NestedCondition {
  return { fact, operator: 'known', value: null };
}

function valueOf(operand: Operand): { fact: string } | Boxed {
  return 'name' in operand ? { fact: operand.name } : { value: constantValue(operand) };
}
