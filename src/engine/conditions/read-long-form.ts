import type { Fault } from '../rulebook/finding.js';
import { suggest } from '../rulebook/nearest.js';
import type { Condition, Operand, UnaryTest } from '../rulebook/rulebook.js';
import { isName, readOperand, type ReadFault } from './read-operand.js';

/** Keys that json-rules-engine knows and a document may not have, with what to do instead. Paths could execute code; the others hide meaning. */
export const REFUSED_KEYS: ReadonlyMap<string, string> = new Map([
  ['path', 'Name the fact itself; paths into values are not part of the language.'],
  ['params', 'Name the fact itself; facts take no parameters.'],
  ['priority', 'Take it away; the order of conditions decides nothing.'],
  ['event', 'Take it away; the document says what follows from a condition.'],
  ['conditions', 'Write all, any or not directly.'],
  ['name', 'Take it away, or write the part under conditions and refer to it by its id.'],
  ['onSuccess', 'Take it away; there is no code in a rule.'],
  ['onFailure', 'Take it away; there is no code in a rule.'],
]);

const OPERATORS: Readonly<Record<string, (operand: Operand) => UnaryTest>> = {
  equal: (to) => ({ is: 'equal', to }),
  notEqual: (to) => ({ is: 'not', test: { is: 'equal', to } }),
  lessThan: (than) => ({ is: 'less', than }),
  lessThanInclusive: (than) => ({ is: 'less-or-equal', than }),
  greaterThan: (than) => ({ is: 'greater', than }),
  greaterThanInclusive: (than) => ({ is: 'greater-or-equal', than }),
};
const LIST_OPERATORS = ['in', 'notIn'];
const NO_LISTS =
  'A fact is one value, never a list: test it with in or notIn, or sum or count lines in a measure.';
/** What json-rules-engine writes and a document may not, by how the operator starts: the nearest name alone could mean the opposite. */
const REFUSED_OPERATORS: readonly (readonly [starts: RegExp, remedy: string])[] = [
  [/(?:^|:)(?:some|every)(?:Fact|Value):|^(?:contains|doesNotContain)$/, NO_LISTS],
  [
    /^swap:/,
    'Write the two sides the other way round, such as fact: quota.acv and value: { fact: measure.acv }.',
  ],
  [/^not:/, 'Write notEqual or notIn, or put the comparison under not.'],
];

/** Says what is wrong, under one of the keys or (`null`) with the whole. */
export type Report = (fault: Fault, key: string | null) => undefined;

/**
 * Reads `fact`, `operator`, `value` into the same test that the short form gives: `notIn` is `not(...)` of a list. A value is one
 * scalar, a list of scalars for `in` and `notIn`, or `{ fact: name }`. An unknown fact never matches, whatever the operator.
 */
export function readComparison(
  map: Readonly<Record<string, unknown>>,
  report: Report,
): Condition | undefined {
  const { fact, operator, value } = map;
  for (const key of ['operator', 'value']) {
    if (!Object.hasOwn(map, key))
      return report(
        { code: 'MISSING_KEY', message: `fact needs ${key}.`, remedy: 'Write fact, operator and value.' },
        null,
      );
  }
  if (typeof fact !== 'string' || !isName(fact)) {
    return report(
      { code: 'BAD_NAME', message: 'A fact has a name with a dot.', remedy: 'Write it like fact: line.net.' },
      'fact',
    );
  }
  if (
    typeof operator !== 'string' ||
    !(Object.hasOwn(OPERATORS, operator) || LIST_OPERATORS.includes(operator))
  ) {
    const said = String(operator);
    return report(
      { code: 'UNKNOWN_WORD', message: `I know no operator ${said}.`, remedy: insteadOf(said) },
      'operator',
    );
  }
  const test = LIST_OPERATORS.includes(operator) ? readList(operator, value) : readSingle(operator, value);
  if ('fault' in test)
    return report({ code: 'BAD_TEST', message: test.fault, remedy: remedyFor(operator) }, 'value');
  return { fact, test };
}

function insteadOf(operator: string): string {
  const refused = REFUSED_OPERATORS.find(([starts]) => starts.test(operator));
  return refused?.[1] ?? suggest(operator, [...Object.keys(OPERATORS), ...LIST_OPERATORS]);
}

function remedyFor(operator: string): string {
  if (LIST_OPERATORS.includes(operator))
    return `Write a list of values for ${operator}, such as [new, renewal].`;
  return `Write one value for ${operator}, such as 5,000 USD, or { fact: quota.acv }.`;
}

function readSingle(operator: string, value: unknown): UnaryTest | ReadFault {
  const operand = readValue(value);
  if ('fault' in operand) return operand;
  return OPERATORS[operator]?.(operand) ?? { fault: `I know no operator ${operator}.` };
}

function readList(operator: string, value: unknown): UnaryTest | ReadFault {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0) return { fault: `The list of ${operator} is empty.` };
  const tests: UnaryTest[] = [];
  for (const item of items) {
    const to = readValue(item);
    if ('fault' in to) return to;
    tests.push({ is: 'equal', to });
  }
  const [first] = tests;
  const list: UnaryTest = first && tests.length === 1 ? first : { is: 'one-of', tests };
  return operator === 'in' ? list : { is: 'not', test: list };
}

function readValue(value: unknown): Operand | ReadFault {
  if (typeof value === 'string') {
    const reserved = ['-', 'known', 'unknown'].includes(value.trim());
    return reserved
      ? { fault: `${value} is a test, not a value; write it in the short form, such as line.net: known.` }
      : readOperand(value);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return readFactValue(value as Readonly<Record<string, unknown>>);
  if (Array.isArray(value)) return { fault: 'A list stands where one value must.' };
  return { fault: `${String(value)} is not text; write numbers with their unit, such as 5,000 USD.` };
}

function readFactValue(value: Readonly<Record<string, unknown>>): Operand | ReadFault {
  const { fact } = value;
  const other = Object.keys(value).find((key) => key !== 'fact');
  if (other !== undefined)
    return { fault: `A value that is another fact has the one key fact, not ${other}.` };
  return typeof fact === 'string' && isName(fact)
    ? { name: fact }
    : { fault: 'A value that is another fact names it with a dot, such as { fact: quota.acv }.' };
}
