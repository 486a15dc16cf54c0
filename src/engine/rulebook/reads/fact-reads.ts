import { compileTest } from '../../conditions/compile-test.js';
import { namesInTest, placesOf } from '../../conditions/fact-places.js';
import { namesInValue, partsOf } from '../../values/names-of-value.js';
import { incentiveReads } from './incentive-reads.js';
import type { Condition, EngagementPolicy, Operand, Plan, Rulebook, Table, UnaryTest } from '../rulebook.js';
import type { Value, ValueTree } from '../parts/value.js';

/** A place of a document that needs a fact: where nobody has it, the test there never passes, or there is nothing to add up or pay by. */
export interface FactRead {
  readonly name: string;
  /** From the rulebook, as findings have it: `plans.0.measures.0.when`. */
  readonly path: string;
  /** The texts that it is tested for. */
  readonly words: readonly string[];
  readonly as: 'test' | 'column' | 'number' | 'person';
}

/** Every place of a rulebook that needs a fact of the catalogue; one that takes it unknown as well needs nothing. */
export function factReads({ facts, plans, policies, tables }: Rulebook): readonly FactRead[] {
  const declared = new Set(
    [...facts.fields, ...facts.attributes, ...facts.relations].map(({ name }) => name),
  );
  return [
    ...tables.flatMap((table, at) => inTable(table, `tables.${at}`)),
    ...policies.flatMap((policy, at) => inPolicy(policy, `policies.${at}`)),
    ...plans.flatMap((plan, at) => inPlan(plan, `plans.${at}`)),
    ...facts.values.flatMap((value, at) => inValue(value, `facts.values.${at}`)),
  ].filter(({ name }) => declared.has(name));
}

function inTable({ inputs, rows }: Table, path: string): FactRead[] {
  return inputs.flatMap((name, column) => {
    const tests = rows.flatMap(({ tests: all }) => all[column] ?? []).filter(needsValue);
    const others = tests.flatMap(namesInTest);
    const here = `${path}.inputs.${column}`;
    if (tests.length === 0) return [];
    const words = [...new Set(tests.flatMap(wordsIn))];
    return [{ name, path: here, words, as: 'column' as const }, ...others.map((other) => test(other, here))];
  });
}

function inPolicy({ phases, rollup }: EngagementPolicy, path: string): FactRead[] {
  const rules = phases.flatMap((phase, at) =>
    phase.rules.flatMap(({ when, credit }, index) => {
      const here = `${path}.decisions.0.phases.${at}.rules.${index}`;
      const people = credit === 'house' ? [] : credit.map(({ to }) => person(to, `${here}.credit`));
      return [...inCondition(when, `${here}.when`), ...people];
    }),
  );
  const up = rollup.flatMap(({ to, when }, at) => [
    person(to, `${path}.rollup.${at}.to`),
    ...inCondition(when, `${path}.rollup.${at}.when`),
  ]);
  return [...rules, ...up];
}

function inPlan({ conditions, measures, incentives, values }: Plan, path: string): FactRead[] {
  return [
    ...conditions.flatMap(({ when }, at) => inCondition(when, `${path}.conditions.${at}.when`)),
    ...measures.flatMap(({ sum, quota, when }, at) => {
      const here = `${path}.measures.${at}`;
      return [
        number(sum, `${here}.sum`),
        ...(quota === null ? [] : [number(quota, `${here}.quota`)]),
        ...inCondition(when, `${here}.when`),
      ];
    }),
    ...incentives.flatMap((incentive, at) => {
      const here = `${path}.incentives.${at}`;
      const { operands, conditions: judged } = incentiveReads(incentive);
      return [
        ...inCondition(incentive.when, `${here}.when`),
        ...operands.flatMap((operand) => numberIn(operand, here)),
        ...judged.flatMap((condition) => inCondition(condition, here)),
      ];
    }),
    ...values.flatMap((value, at) => inValue(value, `${path}.values.${at}`)),
  ];
}

/** What a value is computed of; what it takes where something is not known needs nothing. */
function inValue({ tree }: Value, path: string): FactRead[] {
  if (readsWhatIsKnown(tree)) return [];
  return namesInValue(tree).map((name) => number(name, path));
}

function readsWhatIsKnown(tree: ValueTree): boolean {
  return 'operator' in tree && (tree.operator === 'first-known' || partsOf(tree).some(readsWhatIsKnown));
}

function inCondition(node: Condition | null, path: string): FactRead[] {
  if (node === null || 'named' in node) return [];
  if ('all' in node) return node.all.flatMap((part) => inCondition(part, path));
  if ('any' in node) return node.any.flatMap((part) => inCondition(part, path));
  if ('not' in node) return inCondition(node.not, path);
  if (!needsValue(node.test)) return [];
  const words = [...new Set(wordsIn(node.test))];
  return [
    { name: node.fact, path, words, as: 'test' },
    ...namesInTest(node.test).map((name) => test(name, path)),
  ];
}

/** Whether a test fails where nothing is known. */
function needsValue(unary: UnaryTest): boolean {
  const names = namesInTest(unary);
  return !compileTest(unary, placesOf(names))(
    undefined,
    names.map(() => undefined),
  );
}

/** Texts asked for as they are; between which two others a text lies is another matter. */
function wordsIn(unary: UnaryTest): string[] {
  if (unary.is === 'one-of') return unary.tests.flatMap(wordsIn);
  if (unary.is === 'not') return wordsIn(unary.test);
  return unary.is === 'equal' && 'word' in unary.to ? [unary.to.word] : [];
}

function test(name: string, path: string): FactRead {
  return { name, path, words: [], as: 'test' };
}

function person(name: string, path: string): FactRead {
  return { name, path, words: [], as: 'person' };
}

function number(name: string, path: string): FactRead {
  return { name, path, words: [], as: 'number' };
}

function numberIn(operand: Operand | null, path: string): FactRead[] {
  return operand !== null && 'name' in operand ? [number(operand.name, path)] : [];
}
