import { compileTest } from '../../conditions/compile-test.js';
import { namesInTest, placesOf } from '../../conditions/fact-places.js';
import { cellPath } from '../../conditions/check-table.js';
import { isOfSubject } from '../parts/decision.js';
import { partsOf } from '../../values/names/names-of-value.js';
import { namesOfParts } from './credit-reads.js';
import { incentiveReads, measureReads, planModifierReads, type Reads } from './incentive-reads.js';
import type {
  Condition,
  EngagementPolicy,
  Measure,
  Operand,
  Plan,
  Rulebook,
  Table,
  UnaryTest,
} from '../rulebook.js';
import type { ValueTree } from '../parts/value.js';
import type { PolicyWindow } from '../parts/window.js';

/** A place of a document that needs a fact: where nobody has it, the test there never passes, or there is nothing to add up or pay by. */
export interface FactRead {
  readonly name: string;
  /** From the rulebook, as findings have it: `plans.0.measures.0.when`. */
  readonly path: string;
  /** The texts that it is tested for. */
  readonly words: readonly string[];
  readonly as: 'test' | 'column' | 'output' | 'number' | 'person';
}

/**
 * Every place of a rulebook that needs a fact of the catalogue; one that takes it unknown as well needs nothing. What decisions other than of credits
 * are about is told when they are asked, so that nothing of it need stand in the data.
 */
export function factReads({ facts, plans, spiffs = [], policies, tables }: Rulebook): readonly FactRead[] {
  const declared = new Set(
    [...facts.fields, ...facts.attributes, ...facts.relations].map(({ name }) => name),
  );
  const ofTables = tables.flatMap((table, at) => inTable(table, `tables.${at}`));
  return [
    ...ofTables.filter(({ name }) => !isOfSubject(name)),
    ...policies.flatMap((policy, at) => inPolicy(policy, `policies.${at}`)),
    ...plans.flatMap((plan, at) => inPlan(plan, `plans.${at}`)),
    ...spiffs.flatMap((spiff, at) => [
      ...inCondition(spiff.who, `spiffs.${at}.who`),
      ...inPlan(spiff, `spiffs.${at}`),
    ]),
    ...facts.values
      .flatMap((value, at) => inValue(value.tree, `facts.values.${at}`))
      .filter(({ name }) => !isOfSubject(name)),
  ].filter(({ name }) => declared.has(name));
}

function inTable(table: Table, path: string): FactRead[] {
  const { inputs, outputs, rows } = table;
  const tested = inputs.flatMap((name, column) => {
    const tests = rows.flatMap(({ tests: all }) => all[column] ?? []).filter(needsValue);
    const others = tests.flatMap(namesInTest);
    const here = `${path}.inputs.${column}`;
    if (tests.length === 0) return [];
    const words = [...new Set(tests.flatMap(wordsIn))];
    return [{ name, path: here, words, as: 'column' as const }, ...others.map((other) => test(other, here))];
  });
  return [...tested, ...outputs.flatMap((_, column) => inOutput(table, column, path))];
}

/** The names that an output gives: each once, where it stands first. */
function inOutput(table: Table, column: number, path: string): FactRead[] {
  const places = new Map<string, string>();
  const take = (operand: Operand | undefined, at: string): void => {
    if (operand && 'name' in operand && !places.has(operand.name)) places.set(operand.name, `${path}.${at}`);
  };
  const { inputs, rows, outputs } = table;
  rows.forEach((row, at) => take(row.outputs[column], cellPath(table, at, inputs.length + column)));
  take(outputs[column]?.default, `outputs.${column}.default`);
  return [...places].map(([name, at]) => ({ name, path: at, words: [], as: 'output' }));
}

function inPolicy(
  { creditAt, phases, rollup, overlays = [], windows = [] }: EngagementPolicy,
  path: string,
): FactRead[] {
  const rules = phases.flatMap((phase, at) =>
    phase.rules.flatMap(({ when, credit }, index) => {
      const here = `${path}.decisions.${creditAt ?? 0}.phases.${at}.rules.${index}`;
      const given = credit === 'house' ? [] : credit;
      const people = given.map(({ to }) => person(to, `${here}.credit`));
      const parts = namesOfParts(given).map((name) => number(name, `${here}.credit`));
      return [...inCondition(when, `${here}.when`), ...people, ...parts];
    }),
  );
  const up = rollup.flatMap(({ to, when }, at) => [
    person(to, `${path}.rollup.${at}.to`),
    ...inCondition(when, `${path}.rollup.${at}.when`),
  ]);
  const beside = overlays.flatMap(({ to, when, share }, at) => [
    person(to, `${path}.overlays.${at}.to`),
    ...numberIn(share, `${path}.overlays.${at}.share`),
    ...inCondition(when, `${path}.overlays.${at}.when`),
  ]);
  const asked = [...rules, ...up, ...beside];
  const names = new Set(asked.map(({ name }) => name));
  const starting = windows.flatMap((each, at) =>
    names.has(`window.${each.id}`) ? inWindow(each, `${path}.windows.${at}`) : [],
  );
  return [...asked, ...starting];
}

function inWindow({ starts, criteria }: PolicyWindow, path: string): FactRead[] {
  return [number(starts, `${path}.starts`), ...inCondition(criteria, `${path}.criteria`)];
}

function inPlan({ conditions, measures, incentives, values, modify = [] }: Plan, path: string): FactRead[] {
  return [
    ...conditions.flatMap(({ when }, at) => inCondition(when, `${path}.conditions.${at}.when`)),
    ...measures.flatMap((measure, at) => inMeasure(measure, `${path}.measures.${at}`)),
    ...incentives.flatMap((incentive, at) => {
      const here = `${path}.incentives.${at}`;
      return [...inCondition(incentive.when, `${here}.when`), ...inReads(incentiveReads(incentive), here)];
    }),
    ...modify.flatMap((modifier, at) => inReads(planModifierReads(modifier), `${path}.modify.${at}`)),
    ...values.flatMap((value, at) => inValue(value.tree, `${path}.values.${at}`)),
  ];
}

function inMeasure(measure: Measure, path: string): FactRead[] {
  const { sum, quota, when, counted, date } = measure;
  const fact = counted?.fact ?? null;
  return [
    ...(fact === null ? [] : [number(fact, `${path}.distinct`)]),
    number(sum, `${path}.sum`),
    ...(date === undefined ? [] : [number(date, `${path}.date`)]),
    ...(quota === null ? [] : [number(quota, `${path}.quota`)]),
    ...inCondition(when, `${path}.when`),
    // The quota has its own place, which is told first.
    ...inReads(measureReads({ ...measure, quota: null }), path),
  ];
}

function inReads({ operands, names, conditions }: Reads, path: string): FactRead[] {
  return [
    ...operands.flatMap((operand) => numberIn(operand, path)),
    ...names.map((name) => number(name, path)),
    ...conditions.flatMap((condition) => inCondition(condition, path)),
  ];
}

/** What a value is computed of; of what stands under `first-known` nothing is needed. */
function inValue(tree: ValueTree, path: string): FactRead[] {
  if ('operand' in tree) return numberIn(tree.operand, path);
  if (tree.operator === 'first-known') return [];
  const tested = 'when' in tree ? inCondition(tree.when, path) : [];
  return [...tested, ...partsOf(tree).flatMap((part) => inValue(part, path))];
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
