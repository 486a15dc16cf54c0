import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine';
import { compileTable } from '../../src/engine/conditions/compile-table.js';
import { placesOf } from '../../src/engine/conditions/fact-places.js';
import { readCondition } from '../../src/engine/conditions/read-condition.js';
import { compileRules } from '../../src/engine/conditions/rule-set/compile-rules.js';
import type { FactValue } from '../../src/engine/model/facts.js';
import type { Condition, Table } from '../../src/engine/rulebook/rulebook.js';
import { FACTS, inOurWords, type Booking, type Written } from './written-rules.js';

/** The places of the rules that hold, in ascending order. */
export type Ours = (row: readonly FactValue[]) => readonly number[];
export type Library = (booking: Booking) => Promise<readonly number[]>;

/** Rules read from our long form and compiled together. */
export function compiledRules(rules: readonly Written[]): Ours {
  const conditions = rules.map((rule): Condition => {
    const read = readCondition(inOurWords(rule), 'when');
    if ('findings' in read) throw new Error(read.findings.map(({ message }) => message).join(' '));
    return read.condition;
  });
  return compileRules(conditions, placesOf(FACTS));
}

/** A table compiled; its answer is the row that matched. */
export function compiledTable(table: Table): Ours {
  const read = compileTable(table, placesOf(FACTS));
  return (row) => {
    const answer = read(row);
    return answer.kind === 'found' ? answer.rows : [];
  };
}

/** json-rules-engine as its documentation has it: one engine for all rules, made once, its own operators, facts as plain numbers and texts. */
export function libraryRules(rules: readonly Written[]): Library {
  const engine = new Engine(
    rules.map((rule, at) => ({
      conditions: ('fact' in rule ? { all: [rule] } : rule) as NestedCondition as TopLevelCondition,
      event: { type: `${at}` },
    })),
  );
  return async (booking) => {
    const { events } = await engine.run(booking);
    return events.map(({ type }) => Number(type)).sort((a, b) => a - b);
  };
}
