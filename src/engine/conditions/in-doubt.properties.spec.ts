import fc from 'fast-check';
import { ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { Condition, UnaryTest } from '../rulebook/rulebook.js';
import { compileCondition } from './compile-condition.js';
import { placesOf } from './fact-places.js';
import { compileBounds, doubtful } from './in-doubt.js';

const NAMES = ['lead.a', 'lead.b', 'lead.c', 'lead.d'] as const;
const PLACES = placesOf(NAMES);
/** Every value that some test tells apart, one below and one above. */
const VALUES = [0, 1, 2, 3, 4].map((value) => ratio(BigInt(value)));

const constant = fc
  .integer({ min: 1, max: 3 })
  .map((value) => ({ quantity: { value: ratio(BigInt(value)), unit: { kind: 'plain' } } }) as const);
const plainTest: fc.Arbitrary<UnaryTest> = fc.oneof(
  constant.map((to): UnaryTest => ({ is: 'equal', to })),
  fc
    .tuple(fc.constantFrom('less', 'greater-or-equal'), constant)
    .map(([is, than]): UnaryTest => ({ is, than })),
  fc.constant<UnaryTest>({ is: 'anything' }),
);
const openTest = fc.constantFrom<UnaryTest>({ is: 'known' }, { is: 'unknown' });
const otherName = fc
  .constantFrom(...NAMES)
  .map((name): UnaryTest => ({ is: 'greater-or-equal', than: { name } }));

const anyTest: fc.Arbitrary<UnaryTest> = fc.oneof(
  { weight: 6, arbitrary: plainTest },
  openTest,
  otherName,
  plainTest.map((test): UnaryTest => ({ is: 'not', test })),
  fc
    .array(fc.oneof(plainTest, openTest, otherName), { minLength: 1, maxLength: 2 })
    .map((tests): UnaryTest => ({ is: 'one-of', tests })),
);

const anyCondition = (test: fc.Arbitrary<UnaryTest>): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ fact: fc.constantFrom(...NAMES), test }),
      fc.array(tie('node'), { maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      tie('node').map((not): Condition => ({ not })),
    ),
  })).node;

const anyRow = fc.tuple(
  ...NAMES.map(() => fc.option(fc.constantFrom(...VALUES), { nil: undefined, freq: 1 })),
);

/** The row with every value tried for what is unknown and not asked of openly. */
function tried(row: readonly FactValue[], names: readonly string[]): readonly (readonly FactValue[])[] {
  return NAMES.reduce<readonly (readonly FactValue[])[]>(
    (rows, name, at) =>
      row[at] !== undefined || !names.includes(name)
        ? rows.map((each) => [...each, row[at]])
        : rows.flatMap((each) => [undefined, ...VALUES].map((value) => [...each, value])),
    [[]],
  );
}

describe('the bounds of a condition', () => {
  it('hold whatever is put for what is not known', () => {
    fc.assert(
      fc.property(anyCondition(anyTest), anyRow, (condition, row) => {
        const holds = compileCondition(condition, PLACES);
        const { surely, maybe } = compileBounds(condition, PLACES);
        for (const each of tried(row, doubtful(condition))) {
          expect([surely(row) && !holds(each), holds(each) && !maybe(row)]).toEqual([false, false]);
        }
      }),
    );
  });

  it('meet where everything is known that may be missing', () => {
    fc.assert(
      fc.property(anyCondition(anyTest), anyRow, (condition, row) => {
        const open = doubtful(condition);
        const known = row.map(
          (value, at) => value ?? (open.includes(NAMES[at] ?? '') ? VALUES[2] : undefined),
        );
        const { surely, maybe } = compileBounds(condition, PLACES);
        const holds = compileCondition(condition, PLACES)(known);
        expect([surely(known), maybe(known)]).toEqual([holds, holds]);
      }),
    );
  });

  it('are no wider than they must be where each fact is tested once', () => {
    const leaf = (fact: string): fc.Arbitrary<Condition> =>
      fc
        .tuple(plainTest, fc.boolean())
        .map(([test, isNot]): Condition => (isNot ? { not: { fact, test } } : { fact, test }));
    const each = fc
      .tuple(leaf('lead.a'), leaf('lead.b'), leaf('lead.c'), leaf('lead.d'))
      .chain(([a, b, c, d]) =>
        fc.constantFrom<Condition>(
          { all: [a, { any: [b, { all: [c, d] }] }] },
          { any: [{ all: [a, b] }, { not: { any: [c, d] } }] },
        ),
      );
    fc.assert(
      fc.property(each, anyRow, (condition, row) => {
        const holds = compileCondition(condition, PLACES);
        const { surely, maybe } = compileBounds(condition, PLACES);
        const found = tried(row, NAMES).map((one) => holds(one));
        expect([surely(row), maybe(row)]).toEqual([found.every(Boolean), found.some(Boolean)]);
      }),
    );
  });
});
