import fc from 'fast-check';
import type { NameType } from '../../../src/engine/conditions/types/name-types.js';
import { ratio } from '../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../src/engine/model/facts.js';

/** Facts of one type: what may be written for them, in ascending order where they have one, and what they may be. */
interface Kind {
  readonly type: NameType;
  readonly names: readonly string[];
  readonly written: readonly string[];
  readonly values: readonly FactValue[];
}

const CENT = ratio(1n, 100n);
// Few values, many of them equal or next to each other, so that the boundaries of intervals are hit often; odd denominators among them.
const KINDS: readonly Kind[] = [
  {
    type: { is: 'money', currency: 'USD' },
    names: ['line.net', 'measure.acv', 'quota.acv'],
    written: ['-5 USD', '0 USD', '0.333333 USD', '4,999.99 USD', '5,000 USD'],
    values: [
      ratio(-5n),
      ratio(0n),
      ratio(1n, 3n),
      ratio(333_333n, 1_000_000n),
      ratio(499_999n, 100n),
      ratio(5_000n),
    ],
  },
  {
    type: { is: 'percent' },
    names: ['line.discount', 'attribute.rate'],
    written: ['0%', '1%', '33.3333%', '100%'],
    values: [ratio(0n), CENT, ratio(1n, 3n), ratio(333_333n, 1_000_000n), ratio(1n)],
  },
  {
    type: { is: 'count', unit: 'seat' },
    names: ['line.seats', 'line.ordered'],
    written: ['0 seats', '1 seat', '40 seats', '1,000 seats'],
    values: [ratio(0n), ratio(1n), ratio(40n), ratio(79n, 2n), ratio(1_000n)],
  },
  {
    type: { is: 'days' },
    names: ['booking.term', 'account.age'],
    written: ['0 days', '30 days', '90 days'],
    values: [ratio(0n), ratio(30n), ratio(89n), ratio(90n)],
  },
  {
    type: { is: 'date' },
    names: ['booking.date', 'account.since'],
    written: ['1970-01-01', '2026-03-31', '2026-04-01', '2026-12-31'],
    values: [0, 20_543, 20_544, 20_818],
  },
  {
    type: { is: 'text' },
    names: ['booking.reason', 'account.note'],
    written: ['"5,000 USD"', '"acme.com"', 'new', '"unknown"', '"\uFFFD"', '"\u{1F600}"'],
    values: ['5,000 USD', 'Acme', 'acme.com', 'new', 'new ', 'unknown', '\uFFFD', '\u{1F600}'],
  },
  {
    type: { is: 'one-of', values: ['new', 'renewal', 'expansion'] },
    names: ['booking.type', 'account.status'],
    written: ['new', 'renewal', 'expansion'],
    values: ['new', 'renewal', 'expansion'],
  },
  {
    type: { is: 'person' },
    names: ['booking.salesperson', 'account.owner'],
    written: ['ana', 'ben'],
    values: ['ana', 'ben', 'cem'],
  },
  { type: { is: 'people' }, names: ['territory.holders'], written: [], values: ['ana, ben'] },
];

/** The types of all facts that generated conditions read. */
export const FACT_TYPES: ReadonlyMap<string, NameType> = new Map(
  KINDS.flatMap(({ names, type }) => names.map((name) => [name, type] as const)),
);

/** The named conditions that generated ones may refer to: the second builds on the first. */
export const NAMED = ['big', 'bigger'] as const;

const SIGNS = ['<', '<=', '>', '>='];
const ORDERS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
const isOrdered = ({ type }: Kind): boolean =>
  ['money', 'percent', 'count', 'days', 'date', 'text'].includes(type.is);
const aside = fc.constantFrom('known', 'unknown');

function value(kind: Kind): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...kind.written), weight: 3 },
    { arbitrary: fc.constantFrom(...kind.names), weight: 1 },
  );
}

function interval({ written, names }: Kind): fc.Arbitrary<string> {
  const closed = (ends: readonly string[]): string => `[${ends.join('..')}]`;
  const other = (text: string): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom('[', '('), fc.constantFrom(']', ')')).map(([a, b]) => `${a}${text}${b}`);
  const constants = fc
    .uniqueArray(fc.nat(written.length - 1), { minLength: 2, maxLength: 2 })
    .map((ends) => ends.sort((a, b) => a - b).map((at) => written[at] ?? ''));
  const named = fc.tuple(fc.constantFrom(...written), fc.constantFrom(...names));
  return fc.oneof(
    constants.chain((ends) => other(ends.join('..'))),
    named.chain(([low, high]) => other(`${low}..${high}`)),
    fc.constantFrom(...written).map((end) => closed([end, end])),
  );
}

/** A test that may stand in a list or in `not(...)`. */
function innerTest(kind: Kind): fc.Arbitrary<string> {
  if (!isOrdered(kind)) return value(kind);
  const comparison = fc.tuple(fc.constantFrom(...SIGNS), value(kind)).map((parts) => parts.join(' '));
  return fc.oneof(value(kind), comparison, interval(kind));
}

function shortForm(kind: Kind): fc.Arbitrary<unknown> {
  if (kind.written.length === 0) return fc.oneof(aside, fc.constant('-'));
  const several = fc.array(innerTest(kind), { minLength: 1, maxLength: 3 });
  const not = several.map((tests) => `not(${tests.join(', ')})`);
  const list = fc.array(fc.oneof({ arbitrary: innerTest(kind), weight: 4 }, aside, not), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.oneof({ arbitrary: innerTest(kind), weight: 3 }, aside, fc.constant('-'), not, list);
}

function longForm(kind: Kind, fact: string): fc.Arbitrary<unknown> {
  const side = fc.oneof(
    { arbitrary: fc.constantFrom(...kind.written), weight: 2 },
    fc.constantFrom(...kind.names).map((name) => ({ fact: name })),
  );
  const single = fc.tuple(fc.constantFrom('equal', 'notEqual', ...(isOrdered(kind) ? ORDERS : [])), side);
  const list = fc.tuple(fc.constantFrom('in', 'notIn'), fc.array(side, { minLength: 1, maxLength: 3 }));
  return fc.oneof(single, list).map(([operator, right]) => ({ fact, operator, value: right }));
}

const kind = fc.constantFrom(...KINDS);
const entry = kind.chain((each) => fc.tuple(fc.constantFrom(...each.names), shortForm(each)));
const factMap = fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries));
const comparison = fc
  .constantFrom(...KINDS.filter(({ written }) => written.length > 0))
  .chain((each) => fc.constantFrom(...each.names).chain((fact) => longForm(each, fact)));
const leaf = fc.oneof(factMap, comparison);

const { tree } = fc.letrec<{ tree: unknown; parts: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 2 },
    tie('parts').map((all) => ({ all })),
    tie('parts').map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
    fc.constantFrom(...NAMED).map((condition) => ({ condition })),
  ),
  // One item may stand for a list of one.
  parts: fc.oneof(
    { arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), weight: 4 },
    tie('tree'),
  ),
}));

/** A condition as a document has it once its YAML is read, in both written forms, nested, over every type and operator. */
export const writtenCondition: fc.Arbitrary<unknown> = tree;

/** A condition without named ones in it, of which those are made. */
export const writtenLeaf: fc.Arbitrary<unknown> = leaf;

/** Values of the facts, one in five unknown. */
export const factValues: fc.Arbitrary<ReadonlyMap<string, FactValue>> = fc
  .record(
    Object.fromEntries(
      KINDS.flatMap(({ names, values }) =>
        names.map((name) => [name, fc.option(fc.constantFrom(...values), { nil: undefined, freq: 4 })]),
      ),
    ),
  )
  .map((values) => new Map(Object.entries(values)));
