import fc from 'fast-check';
import { compileCondition } from '../../../engine/conditions/compile-condition.js';
import { placesOf } from '../../../engine/conditions/fact-places.js';
import { whyNot } from '../../../engine/conditions/verdict/why-not.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Condition, Operand, UnaryTest } from '../../../engine/rulebook/rulebook.js';
import { judge } from './judge.js';
import { runs } from '../../../../test/support/properties/property-runs.js';

const SEED = 20_260_331;
const RUNS = 2_000;

// Few values, many of them equal or next to each other, so that the boundaries of intervals are hit often; odd denominators among them.
const RATIOS = [
  ratio(0n),
  ratio(-1n, 3n),
  ratio(1n, 3n),
  ratio(333_333n, 1_000_000n),
  ratio(2n, 7n),
  ratio(5_000n),
  ratio(5_000_000_001n, 1_000_000n),
];
const DAYS = [20_543, 20_544, 20_574];
const WORDS = ['new', 'renewal', 'expansion'];
// A start of another, one letter's two cases, and a character beyond the basic plane, which UTF-16 would put before the other.
const TEXTS = ['Acme', 'Acme ', 'acme', 'b', '\uFFFD', '\u{1F600}'];

const kinds = {
  number: { names: ['line.net', 'measure.acv', 'quota.acv'], values: RATIOS as readonly FactValue[] },
  day: { names: ['booking.date', 'account.since'], values: DAYS as readonly FactValue[] },
  text: { names: ['account.name', 'account.city'], values: TEXTS as readonly FactValue[] },
  word: { names: ['booking.type', 'account.segment'], values: WORDS as readonly FactValue[] },
};
type Kind = (typeof kinds)[keyof typeof kinds];
const names = Object.values(kinds).flatMap((kind) => kind.names);

function constant(value: FactValue): Operand {
  if (typeof value === 'object') return { quantity: { value, unit: { kind: 'money', currency: 'USD' } } };
  return typeof value === 'number' ? { day: value } : { word: String(value) };
}

function operand({ names: others, values }: Kind): fc.Arbitrary<Operand> {
  const name = fc.constantFrom(...others).map((each): Operand => ({ name: each }));
  return fc.oneof(
    { arbitrary: fc.constantFrom(...values).map(constant), weight: 3 },
    { arbitrary: name, weight: 1 },
  );
}

function simpleTest(kind: Kind): fc.Arbitrary<UnaryTest> {
  const to = operand(kind);
  const is = fc
    .constantFrom('anything' as const, 'known' as const, 'unknown' as const)
    .map((each): UnaryTest => ({ is: each }));
  const equal = to.map((each): UnaryTest => ({ is: 'equal', to: each }));
  if (kind === kinds.word) return fc.oneof(is, { arbitrary: equal, weight: 3 });
  const order = fc.constantFrom(
    'less' as const,
    'less-or-equal' as const,
    'greater' as const,
    'greater-or-equal' as const,
  );
  const comparison = fc.tuple(order, to).map(([each, than]): UnaryTest => ({ is: each, than }));
  const within = fc
    .tuple(to, fc.boolean(), to, fc.boolean())
    .map(([from, includesFrom, until, includesTo]): UnaryTest => ({
      is: 'within',
      from,
      includesFrom,
      to: until,
      includesTo,
    }));
  return fc.oneof(is, equal, { arbitrary: comparison, weight: 3 }, { arbitrary: within, weight: 3 });
}

function anyTest(kind: Kind, depth: number): fc.Arbitrary<UnaryTest> {
  if (depth === 0) return simpleTest(kind);
  const inner = anyTest(kind, depth - 1);
  const list = fc
    .array(inner, { minLength: 1, maxLength: 3 })
    .map((tests): UnaryTest => ({ is: 'one-of', tests }));
  return fc.oneof(
    { arbitrary: inner, weight: 3 },
    list,
    inner.map((test): UnaryTest => ({ is: 'not', test })),
  );
}

const leaf = fc
  .constantFrom(...Object.values(kinds))
  .chain((kind) => fc.tuple(fc.constantFrom(...kind.names), anyTest(kind, 2)))
  .map(([fact, test]): Condition => ({ fact, test }));

const { tree } = fc.letrec<{ tree: Condition; parts: Condition[] }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('parts').map((all): Condition => ({ all })),
    tie('parts').map((any): Condition => ({ any })),
    tie('tree').map((not): Condition => ({ not })),
    fc.constantFrom('big', 'odd').map((named): Condition => ({ named })),
  ),
  parts: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
}));

const facts = fc.record(
  Object.fromEntries(
    Object.values(kinds).flatMap((kind) =>
      kind.names.map((name) => [
        name,
        fc.option(fc.constantFrom(...kind.values), { nil: undefined, freq: 4 }),
      ]),
    ),
  ),
);

describe('two evaluators, one meaning', () => {
  it(`agree on ${RUNS} conditions, seed ${SEED}`, async () => {
    const held = { yes: 0, no: 0 };
    const property = fc.asyncProperty(tree, leaf, leaf, facts, async (condition, big, odd, values) => {
      const named = new Map<string, Condition>([
        ['big', { any: [big, { named: 'odd' }] }],
        ['odd', odd],
      ]);
      const given = new Map<string, FactValue>(Object.entries(values));
      const compiled = compileCondition(
        condition,
        placesOf(names),
        named,
      )(names.map((name) => given.get(name)));
      const judged = await judge(condition, given, named);
      held[compiled ? 'yes' : 'no'] += 1;
      expect(judged.holds).toBe(compiled);
      expect(judged.tree).toEqual(whyNot(condition, { read: (name) => given.get(name), named }));
    });
    await fc.assert(property, runs(RUNS, SEED));
    // Neither answer may be rare, or agreement would say little.
    expect(Math.min(held.yes, held.no)).toBeGreaterThan(RUNS / 5);
  });
});
