import type { Condition, UnaryTest } from '../../rulebook/rulebook.js';
import { compileCondition, type Holds } from '../compile-condition.js';
import {
  NO_NAMED_CONDITIONS,
  placeOf,
  type FactPlaces,
  type FactRow,
  type NamedConditions,
} from '../fact-places.js';
import { allRows, emptyRows, keepCommon, rowsIn } from '../table/row-set.js';
import { compileColumn, type AdmittedRows } from '../table/table-column.js';
import { neededTests, type FactTest, type Needed } from './needed-tests.js';

/** Which of several rules hold for a row of facts: their places from 0, in the order of the rules, at most `atMost` of them. */
export type HoldingRules = (facts: FactRow, atMost?: number) => readonly number[];

const ANYTHING: UnaryTest = { is: 'anything' };
/** Below this many rules asking each one is as quick as looking up which may hold. */
const INDEXED_FROM = 6;

/**
 * Compiles the conditions of rules that are judged together. The tests without which a rule cannot hold stand in a column for each fact,
 * as in a decision table: one look-up by equality or interval in each column leaves the rules that may hold, and only what is left of
 * those is asked. The answer is the one of asking each condition by itself with `compileCondition`.
 */
export function compileRules(
  conditions: readonly Condition[],
  places: FactPlaces,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): HoldingRules {
  const compiled = (condition: Condition): Holds => compileCondition(condition, places, named);
  if (conditions.length < INDEXED_FROM) return askEach(conditions.map(compiled));
  const needed = conditions.map((condition) => neededTests(condition, named));
  const columns = columnsOf(needed).map(({ fact, tests }) => ({
    place: placeOf(fact, places),
    admitted: compileColumn(tests, places),
  }));
  const rest = needed.map((each) => (each.rest.length > 0 ? compiled({ all: each.rest }) : undefined));
  return askIndexed(columns, rest);
}

function askEach(rules: readonly Holds[]): HoldingRules {
  return (facts, atMost = rules.length) => {
    const found: number[] = [];
    for (let at = 0; at < rules.length && found.length < atMost; at++) if (rules[at]?.(facts)) found.push(at);
    return found;
  };
}

interface PlacedColumn {
  readonly place: number;
  readonly admitted: AdmittedRows;
}

function askIndexed(columns: readonly PlacedColumn[], rest: readonly (Holds | undefined)[]): HoldingRules {
  const all = allRows(rest.length);
  const left = emptyRows(rest.length);
  return (facts, atMost = rest.length) => {
    left.set(all);
    for (const { place, admitted } of columns)
      if (!keepCommon(left, admitted(facts[place], facts))) return [];
    const found: number[] = [];
    for (const at of rowsIn(left)) {
      const holds = rest[at];
      if (holds && !holds(facts)) continue;
      found.push(at);
      if (found.length >= atMost) break;
    }
    return found;
  };
}

/** One column for each fact, the one that most rules test first; a rule that tests a fact again has the test in a further column of it. */
function columnsOf(needed: readonly Needed[]): { fact: string; tests: readonly UnaryTest[] }[] {
  const columns = new Map<string, { fact: string; tests: UnaryTest[]; tested: number }>();
  needed.forEach(({ tests }, rule) => {
    for (const { test, fact, key } of numbered(tests)) {
      const column = columns.get(key) ?? { fact, tests: needed.map(() => ANYTHING), tested: 0 };
      column.tests[rule] = test;
      column.tested += 1;
      columns.set(key, column);
    }
  });
  return [...columns.values()].sort((a, b) => b.tested - a.tested);
}

function numbered(tests: readonly FactTest[]): (FactTest & { key: string })[] {
  const times = new Map<string, number>();
  return tests.map((each) => {
    const before = times.get(each.fact) ?? 0;
    times.set(each.fact, before + 1);
    return { ...each, key: `${each.fact} ${before}` };
  });
}
