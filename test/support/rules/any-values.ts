import fc from 'fast-check';
import type { NameType } from '../../../src/engine/conditions/types/name-types.js';
import { ratio } from '../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../src/engine/model/facts.js';
import type { Condition, Operand } from '../../../src/engine/rulebook/parts/condition.js';
import type { RoundingStep, Value, ValueTree, ValueType } from '../../../src/engine/rulebook/parts/value.js';
import { operand } from '../sample-rules.js';

type Kind = 'money' | 'percent' | 'count' | 'days' | 'date';

interface Sample {
  readonly type: NameType;
  readonly names: readonly string[];
  readonly written: readonly string[];
  readonly values: readonly FactValue[];
  readonly steps: readonly RoundingStep[];
}

// Zeros, equal numbers and odd denominators, so that divisors of zero, ties and rounding at a half are met often.
const KINDS: Readonly<Record<Kind, Sample>> = {
  money: {
    type: { is: 'money', currency: 'USD' },
    names: ['line.net', 'line.cost', 'original.net'],
    written: ['0 USD', '-5 USD', '0.005 USD', '333.333333 USD'],
    values: [ratio(0n), ratio(-5n), ratio(1n, 3n), ratio(1_000n), ratio(1n, 200n)],
    steps: ['whole', 'cents', 'millionths'],
  },
  percent: {
    type: { is: 'percent' },
    names: ['line.rate', 'line.discount'],
    written: ['0%', '12.5%', '100%'],
    values: [ratio(0n), ratio(1n, 8n), ratio(1n, 3n), ratio(1n)],
    steps: ['percent', 'tenth-percent', 'hundredth-percent'],
  },
  count: {
    type: { is: 'count', unit: 'seat' },
    names: ['line.seats', 'line.ordered'],
    written: ['0 seats', '3 seats'],
    values: [ratio(0n), ratio(3n), ratio(5n, 2n)],
    steps: ['whole'],
  },
  days: {
    type: { is: 'days' },
    names: ['booking.term', 'line.delay'],
    written: ['0 days', '30 days'],
    values: [ratio(0n), ratio(30n), ratio(-45n, 2n)],
    steps: ['whole'],
  },
  date: {
    type: { is: 'date' },
    names: ['booking.date', 'booking.signed', 'original.date'],
    written: ['2026-01-31', '2026-02-28'],
    values: [20_484, 20_512, 20_513, 20_149],
    steps: [],
  },
};

/** The types of the facts that generated values read. */
export const VALUE_FACTS: ReadonlyMap<string, NameType> = new Map(
  Object.values(KINDS).flatMap(({ names, type }) => names.map((name) => [name, type] as const)),
);

const many = (operator: string, of: fc.Arbitrary<readonly ValueTree[]>): fc.Arbitrary<ValueTree> =>
  of.map((parts) => ({ operator, of: parts }) as ValueTree);

/** Trees of one kind; `lines` says whether they may go over the lines of a booking. */
function treeOf(kind: Kind, depth: number, lines: boolean): fc.Arbitrary<ValueTree> {
  const leaf = leafOf(kind);
  if (depth === 0) return leaf;
  const same = treeOf(kind, depth - 1, lines);
  const other = (of: Kind): fc.Arbitrary<ValueTree> => treeOf(of, depth - 1, lines);
  const several = fc.array(same, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    leaf,
    many('least', several),
    many('greatest', several),
    many('first-known', several),
    clamped(same),
    ...(kind === 'date' ? ofDates(same, other('days')) : ofNumbers(kind, { same, other })),
    ...(lines && kind !== 'date' ? [overLines(kind, treeOf(kind, depth - 1, false))] : []),
  );
}

function leafOf(kind: Kind): fc.Arbitrary<ValueTree> {
  const { names, written } = KINDS[kind];
  const name = fc.constantFrom(...names).map((each): Operand => ({ name: each }));
  return fc
    .oneof({ arbitrary: name, weight: 3 }, fc.constantFrom(...written).map(operand))
    .map((each) => ({ operand: each }));
}

function clamped(same: fc.Arbitrary<ValueTree>): fc.Arbitrary<ValueTree> {
  return fc
    .tuple(same, fc.option(same), same)
    .map(([of, least, most]) => ({ operator: 'clamp' as const, of, least, most }));
}

function ofDates(same: fc.Arbitrary<ValueTree>, days: fc.Arbitrary<ValueTree>): fc.Arbitrary<ValueTree>[] {
  const pair = fc.tuple(same, days);
  return [
    many('earlier', fc.tuple(same, same)),
    many('later', fc.tuple(same, same)),
    many('add', pair),
    many('add', fc.tuple(days, same)),
    pair.map((of) => ({ operator: 'subtract' as const, of, ifZero: null })),
  ];
}

function ofNumbers(
  kind: Kind,
  { same, other }: { same: fc.Arbitrary<ValueTree>; other: (kind: Kind) => fc.Arbitrary<ValueTree> },
): fc.Arbitrary<ValueTree>[] {
  const pairs = (
    operator: string,
    of: fc.Arbitrary<readonly ValueTree[]>,
    ifZero: fc.Arbitrary<ValueTree | null> = fc.constant(null),
  ): fc.Arbitrary<ValueTree> =>
    fc.tuple(of, ifZero).map(([parts, zero]) => ({ operator, of: parts, ifZero: zero }) as ValueTree);
  const numbers = [
    many('add', fc.array(same, { minLength: 2, maxLength: 3 })),
    pairs('subtract', fc.tuple(same, same)),
    many('multiply', fc.tuple(same, other('percent'))),
    pairs('divide', fc.tuple(same, other('percent')), fc.option(same)),
  ];
  const dates = fc.tuple(other('date'), other('date'));
  if (kind === 'days') return [...numbers, pairs('days-between', dates)];
  if (kind !== 'percent') return numbers;
  return [...numbers, pairs('divide', fc.tuple(other('money'), other('money')), fc.option(same))];
}

function overLines(kind: Kind, number: fc.Arbitrary<ValueTree>): fc.Arbitrary<ValueTree> {
  const { names, written } = KINDS[kind];
  const when = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...written))
    .map(([fact, than]): Condition => ({ fact, test: { is: 'greater', than: operand(than) } }));
  return fc
    .tuple(fc.constantFrom('sum-of' as const, 'largest-of' as const), number, fc.option(when))
    .map(([operator, of, test]) => ({ operator, number: of, when: test }));
}

/** A value of any kind, rounded or exact. */
export function anyValue(id: string, lines: boolean): fc.Arbitrary<Value> {
  return fc.constantFrom(...(Object.keys(KINDS) as Kind[])).chain((kind) => {
    const { steps, type } = KINDS[kind];
    const half = fc.constantFrom(
      'away-from-zero' as const,
      'to-even' as const,
      'up' as const,
      'down' as const,
    );
    const round =
      steps.length === 0
        ? fc.constant(null)
        : fc.option(fc.record({ to: fc.constantFrom(...steps), half }), { freq: 1 });
    return fc
      .tuple(treeOf(kind, 3, lines), round)
      .map(([tree, how]) => ({ id, is: kind as ValueType, unit: type.unit ?? null, tree, round: how }));
  });
}

/** Facts of one line, one in six unknown. */
export const anyFacts: fc.Arbitrary<ReadonlyMap<string, FactValue>> = fc
  .record(
    Object.fromEntries(
      Object.values(KINDS).flatMap(({ names, values }) =>
        names.map((name) => [name, fc.option(fc.constantFrom(...values), { nil: undefined, freq: 5 })]),
      ),
    ),
  )
  .map((facts) => new Map(Object.entries(facts)));

/** A test of a value: against a constant, a fact or another value of its kind. */
export function testOf({ id, is }: Value, others: readonly Value[]): fc.Arbitrary<Condition> {
  const { names, written } = KINDS[is as Kind];
  const alike = others
    .filter((other) => other.is === is && other.id !== id)
    .map((other) => `value.${other.id}`);
  const to = fc.constantFrom(
    ...written.map(operand),
    ...[...names, ...alike].map((name): Operand => ({ name })),
  );
  const order = fc.constantFrom('less' as const, 'less-or-equal' as const, 'greater' as const);
  const tests = fc.oneof(
    fc.tuple(order, to).map(([each, than]) => ({ is: each, than })),
    to.map((each) => ({ is: 'equal' as const, to: each })),
    fc.constantFrom('known' as const, 'unknown' as const).map((each) => ({ is: each })),
  );
  return tests.map((test) => ({ fact: `value.${id}`, test }));
}
