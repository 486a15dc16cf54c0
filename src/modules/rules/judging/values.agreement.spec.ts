import fc from 'fast-check';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { anyFacts, anyValue, testOf, VALUE_FACTS } from '../../../../test/support/rules/any-values.js';
import { compileCondition } from '../../../engine/conditions/compile-condition.js';
import { namesIn, placesOf } from '../../../engine/conditions/fact-places.js';
import { whyNot } from '../../../engine/conditions/verdict/why-not.js';
import type { Condition } from '../../../engine/rulebook/rulebook.js';
import type { Value } from '../../../engine/rulebook/parts/value.js';
import { NAMES_READ } from '../../../engine/values/names/names-read.js';
import { NamedValues } from '../../../engine/values/named-values.js';
import { judge } from './judge.js';

const RUNS = 2_000;

const values = fc.tuple(...['a', 'b', 'c'].map((id) => anyValue(id, false)));

function conditionOn(all: readonly Value[]): fc.Arbitrary<Condition> {
  const test = fc.constantFrom(...all).chain((value) => testOf(value, all));
  const parts = fc.array(test, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    test,
    parts.map((each): Condition => ({ all: each })),
    parts.map((each): Condition => ({ any: each })),
    test.map((each): Condition => ({ not: each })),
  );
}

describe('two evaluators, one meaning of conditions on values', () => {
  it(`agree on ${RUNS} conditions that compare facts with values`, async () => {
    const held = { yes: 0, no: 0 };
    const asked = values.chain((all) => fc.tuple(fc.constant(all), conditionOn(all)));
    const property = fc.asyncProperty(asked, anyFacts, async ([all, condition], facts) => {
      const reader = new NamedValues(all, [], { types: VALUE_FACTS }).reader(NAMES_READ);
      const about = { day: 20_484, leaf: (name: string) => facts.get(name) };
      const names = namesIn(condition);
      const row = names.map((name) => reader(name)(about));
      const compiled = compileCondition(condition, placesOf(names))(row);
      const judged = await judge(condition, new Map(names.map((name, place) => [name, row[place]])));
      expect(judged.holds).toBe(compiled);
      expect(judged.tree).toEqual(whyNot(condition, { read: (name) => reader(name)(about) }));
      held[compiled ? 'yes' : 'no'] += 1;
    });
    await fc.assert(property, runs(RUNS, 20_260_331));
    expect(Math.min(held.yes, held.no)).toBeGreaterThan(RUNS / 5);
  });
});
