import fc from 'fast-check';
import { compileCondition } from '../../../engine/conditions/compile-condition.js';
import { placesOf } from '../../../engine/conditions/fact-places.js';
import { readCondition } from '../../../engine/conditions/read-condition.js';
import { compileRules } from '../../../engine/conditions/rule-set/compile-rules.js';
import { checkCondition } from '../../../engine/conditions/type-check.js';
import { whyNot } from '../../../engine/conditions/verdict/why-not.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Condition } from '../../../engine/rulebook/rulebook.js';
import { judge } from './judge.js';
import {
  FACT_TYPES,
  factValues,
  NAMED,
  writtenCondition,
  writtenLeaf,
} from '../../../../test/support/conditions/written-conditions.js';
import { runs } from '../../../../test/support/properties/property-runs.js';

const SEED = 20_260_331;
const RUNS = 2_000;
const names = [...FACT_TYPES.keys()];
const places = placesOf(names);

interface Given {
  readonly rules: readonly unknown[];
  readonly named: readonly [big: unknown, bigger: unknown];
  readonly facts: ReadonlyMap<string, FactValue>;
}

const given: fc.Arbitrary<Given> = fc.record({
  rules: fc.array(writtenCondition, { minLength: 1, maxLength: 8 }),
  named: fc.tuple(writtenLeaf, writtenLeaf),
  facts: factValues,
});

/** Reads and checks as a document's conditions are; whatever the language refuses was not generated. */
function accepted(written: unknown, conditions: ReadonlyMap<string, Condition>): Condition {
  const read = readCondition(written, 'when');
  const findings =
    'findings' in read
      ? read.findings
      : checkCondition(read.condition, 'when', { names: FACT_TYPES, conditions });
  if ('findings' in read || findings.length > 0)
    throw new Error(`refused: ${JSON.stringify(written)} ${JSON.stringify(findings)}`);
  return read.condition;
}

describe('two evaluators, one meaning, over rules as they are written', () => {
  it(`agree on ${RUNS} rule sets and facts, seed ${SEED}`, async () => {
    const held = { yes: 0, no: 0 };
    const property = fc.asyncProperty(given, async ({ rules, named: [small, other], facts }) => {
      const named = new Map([[NAMED[0], accepted(small, new Map())]] as [string, Condition][]);
      named.set(NAMED[1], { any: [accepted(other, named), { named: NAMED[0] }] });
      const conditions = rules.map((rule) => accepted(rule, named));
      const row = names.map((name) => facts.get(name));
      const judged = await Promise.all(conditions.map((each) => judge(each, facts, named)));
      const library = judged.flatMap(({ holds }, at) => (holds ? [at] : []));
      const alone = conditions.flatMap((each, at) =>
        compileCondition(each, places, named)(row) ? [at] : [],
      );
      const together = compileRules(conditions, places, named);
      const read = (name: string): FactValue => facts.get(name);
      held.yes += library.length;
      held.no += conditions.length - library.length;

      const first = library.slice(0, 1);
      expect({ alone, together: together(row), first: together(row, 1) }).toEqual({
        alone: library,
        together: library,
        first,
      });
      expect(judged.map(({ tree }) => tree)).toEqual(conditions.map((each) => whyNot(each, { read, named })));
    });
    await fc.assert(property, runs(RUNS, SEED));
    // Neither answer may be rare, or agreement would say little.
    expect(Math.min(held.yes, held.no)).toBeGreaterThan((held.yes + held.no) / 5);
  });
});
