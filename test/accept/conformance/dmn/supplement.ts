import { add, readDecimal, ZERO } from '../../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { nameOf } from './cells.js';
import { prepare, sayAnswer } from './decide.js';
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

/** What the check says of tables that are wrong: the answer is given all the same, and that it is said is one value more. */
const REPORTED: Readonly<Record<string, string>> = {
  'violation-U': 'TABLE_OVERLAP',
  'violation-U-same-output': 'TABLE_OVERLAP',
  'violation-A': 'TABLE_CONFLICT',
  'priority-value-not-listed': 'UNKNOWN_WORD',
  first: 'ROW_NEVER_ANSWERS',
  'comma-is-or': 'TABLE_SLIP',
};

const TROUBLES: Readonly<Record<string, string>> = { UNIQUE: 'SEVERAL_MATCH', ANY: 'OUTPUTS_DIFFER' };

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
  const table = tableOf(each);
  const ready = prepare(documentsOf(table, []));
  const facts = new Map(Object.entries(each.in).map(([name, value]) => [nameOf(name), exact(value)]));
  const name = `supplement ${each.id}`;
  const trouble = TROUBLES[each.expectError ?? ''];
  const expected = trouble ? `trouble ${trouble}` : sayExpected(table, each.expected);
  tally.same(name, expected, sayAnswer(ready.decide(facts), 'in-order'));
  const reported = REPORTED[each.id];
  const codes = ready.findings.filter(({ code }) => code !== 'UNUSED').map(({ code }) => code);
  if (reported !== undefined) tally.same(`${name}, reported`, reported, codes.join());
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
