import { add, readDecimal, ZERO } from '../../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { nameOf } from './cells.js';
import { prepare, sayAnswer, type ReadyTable } from './decide.js';
import type { DmnTable, DmnValue } from './dmn.js';
import { documentsOf } from './documents.js';
import { readCell } from './feel.js';
import { sayExpected } from './tables.js';
import { factOf } from './values.js';

interface SupplementCase {
  readonly id: string;
  readonly hitPolicy: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly {
    readonly name: string;
    readonly default?: DmnValue;
    readonly orderedValues?: readonly DmnValue[];
  }[];
  readonly rules: readonly { readonly when: readonly string[]; readonly then: readonly DmnValue[] }[];
  readonly in: Readonly<Record<string, DmnValue | { readonly $sumOfDecimals: readonly string[] }>>;
  readonly expected?: unknown;
  readonly expectError?: string;
}

/** What the check says of tables that are wrong, as an error or a warning. */
const REPORTED: Readonly<Record<string, string>> = {
  'priority-value-not-listed': 'UNKNOWN_WORD',
  first: 'ROW_NEVER_ANSWERS',
  'priority-two-columns': 'ROW_NEVER_ANSWERS',
  'comma-is-or': 'TABLE_SLIP',
};

/** What the set expects of tables that have no right answer: that one of them is refused, for this reason. */
const VIOLATIONS: Readonly<Record<string, string>> = { UNIQUE: 'TABLE_OVERLAP', ANY: 'TABLE_CONFLICT' };

/** What the kit does not ask: no match, violations, null, aggregation of nothing. */
export function supplement(shared: SharedFolder, tally: Tally): void {
  const { cases } = shared.json<{ cases: SupplementCase[] }>(
    'conformance',
    'dmn',
    'supplement_hitpolicy.json',
  );
  for (const each of cases) judge(each, tally);
}

function judge(each: SupplementCase, tally: Tally): void {
  const ready = prepare(documentsOf(tableOf(each), []));
  const name = `supplement ${each.id}`;
  const violation = VIOLATIONS[each.expectError ?? ''];
  if (violation !== undefined)
    return tally.same(`${name}, refused by the check`, violation, codesOf(ready.errors));
  const reported = REPORTED[each.id];
  const [error] = ready.errors;
  if (error && error.code === reported) return tally.refuses(name, error.code, error.message);
  tally.same(name, sayExpected(tableOf(each), each.expected), answerOf(ready, each));
  if (reported !== undefined) tally.same(`${name}, reported`, reported, codesOf(ready.findings));
}

function answerOf({ errors: [error], decide }: ReadyTable, each: SupplementCase): string {
  if (error) return `refused: ${error.message}`;
  const facts = new Map(Object.entries(each.in).map(([name, value]) => [nameOf(name), exact(value)]));
  return sayAnswer(decide(facts), 'in-order');
}

function codesOf(findings: ReadyTable['findings']): string {
  return findings.flatMap(({ code }) => (code === 'UNUSED' ? [] : [code])).join();
}

function exact(value: SupplementCase['in'][string]): FactValue {
  if (typeof value !== 'object' || value === null || !('$sumOfDecimals' in value)) return factOf(value);
  return value.$sumOfDecimals.map((text) => readDecimal(text) ?? ZERO).reduce(add, ZERO);
}

function tableOf({ id, hitPolicy, inputs, outputs, rules }: SupplementCase): DmnTable {
  return {
    name: id,
    hitPolicy,
    inputs: inputs.map((name) => ({ path: [name] })),
    outputs: outputs.map((output) => ({
      name: output.name,
      orderedValues: output.orderedValues ?? null,
      default: output.default === undefined ? null : { lit: output.default },
    })),
    rules: rules.map(({ when, then }) => ({
      when: when.map(readCell),
      gives: then.map((lit) => ({ lit })),
    })),
  };
}
