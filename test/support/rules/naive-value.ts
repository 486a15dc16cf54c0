import {
  add,
  compare,
  divide,
  multiply,
  ratio,
  subtract,
  type Ratio,
} from '../../../src/engine/kernel/ratio.js';
import { readDay, writeDay, type Day } from '../../../src/engine/kernel/day.js';
import type { FactValue } from '../../../src/engine/model/facts.js';
import type { Condition, Operand } from '../../../src/engine/rulebook/parts/condition.js';
import type { Value, ValueTree } from '../../../src/engine/rulebook/parts/value.js';

type Facts = ReadonlyMap<string, FactValue>;

/** A line of a booking and all lines of it. */
export interface Line {
  readonly facts: Facts;
  readonly lines: readonly Facts[];
}

const PER_UNIT: Readonly<Record<string, bigint>> = {
  whole: 1n,
  cents: 100n,
  millionths: 1_000_000n,
  percent: 100n,
  'tenth-percent': 1_000n,
  'hundredth-percent': 10_000n,
};

/** A value worked out step by step as the documentation says it, without anything that the engine computes values with. */
export function naive({ tree, round }: Value, line: Line): FactValue {
  const found = worth(tree, line);
  if (!round || typeof found !== 'object') return found;
  const scaled = multiply(found, ratio(PER_UNIT[round.to] ?? 1n));
  return divide(ratio(nearest(scaled, round.half)), ratio(PER_UNIT[round.to] ?? 1n));
}

function nearest({ n, d }: Ratio, half: string): bigint {
  const floor = n >= 0n ? n / d : -((-n + d - 1n) / d);
  const twice = (n - floor * d) * 2n;
  if (twice !== d) return twice > d ? floor + 1n : floor;
  if (half === 'up') return floor + 1n;
  if (half === 'down') return floor;
  if (half === 'to-even') return floor % 2n === 0n ? floor : floor + 1n;
  return n > 0n ? floor + 1n : floor;
}

function worth(tree: ValueTree, line: Line): FactValue {
  if ('operand' in tree) return leaf(tree.operand, line);
  if ('number' in tree) return overLines(tree, line);
  if (tree.operator === 'clamp') return clamped(tree, line);
  const of = tree.of.map((part) => worth(part, line));
  if (tree.operator === 'first-known') return of.find((each) => each !== undefined);
  if (of.includes(undefined)) return undefined;
  if (tree.operator === 'divide') return divided(of as [Ratio, Ratio], tree.ifZero, line);
  const [first, ...others] = of as Known[];
  return others.reduce<FactValue>((a, b) => (a === undefined ? undefined : two(tree.operator, a, b)), first);
}

function leaf(operand: Operand, { facts }: Line): FactValue {
  if ('name' in operand) return facts.get(operand.name);
  if ('day' in operand) return operand.day;
  return 'quantity' in operand ? operand.quantity.value : undefined;
}

function clamped(tree: Extract<ValueTree, { readonly operator: 'clamp' }>, line: Line): FactValue {
  let found = worth(tree.of, line);
  for (const [limit, pick] of [
    [tree.least, larger],
    [tree.most, smaller],
  ] as const) {
    const at = limit && worth(limit, line);
    if (limit && at === undefined) return undefined;
    if (at !== null && at !== undefined && found !== undefined) found = pick(found, at);
  }
  return found;
}

function divided([a, b]: [Ratio, Ratio], ifZero: ValueTree | null, line: Line): FactValue {
  if (b.n !== 0n) return divide(a, b);
  return ifZero ? worth(ifZero, line) : undefined;
}

type Known = Exclude<FactValue, undefined>;

function two(operator: string, a: Known, b: Known): FactValue {
  switch (operator) {
    case 'add':
      if (typeof a === 'number') return later(a, b as Ratio);
      return typeof b === 'number' ? later(b, a as Ratio) : add(a as Ratio, b as Ratio);
    case 'subtract':
      return typeof a === 'number'
        ? later(a, subtract(ratio(0n), b as Ratio))
        : subtract(a as Ratio, b as Ratio);
    case 'multiply':
      return multiply(a as Ratio, b as Ratio);
    case 'least':
    case 'earlier':
      return smaller(a, b);
    case 'greatest':
    case 'later':
      return larger(a, b);
    case 'days-between':
      return ratio(BigInt((b as Day) - (a as Day)));
    default:
      throw new Error(`no ${operator}`);
  }
}

/** A date so many days later, a part of a day not counted; none that a person could not write. */
function later(date: Day, days: Ratio): Day | undefined {
  const moved = date + Number(days.n / days.d);
  return readDay(writeDay(moved)) === moved ? moved : undefined;
}

function smaller(a: Known, b: Known): Known {
  return order(b, a) < 0 ? b : a;
}

function larger(a: Known, b: Known): Known {
  return order(b, a) > 0 ? b : a;
}

function order(a: Known, b: Known): number {
  return typeof a === 'object' && typeof b === 'object' ? compare(a, b) : Number(a) - Number(b);
}

function overLines(
  tree: Extract<ValueTree, { readonly number: ValueTree | null }>,
  { lines }: Line,
): FactValue {
  const counted = lines.filter((facts) => !tree.when || holds(tree.when, facts));
  const numbers = counted.map((facts) => (tree.number ? worth(tree.number, { facts, lines }) : ratio(1n)));
  if (numbers.includes(undefined)) return undefined;
  const known = numbers as Ratio[];
  if (tree.operator !== 'largest-of') return known.reduce((sum, each) => add(sum, each), ratio(0n));
  return known.reduce<Ratio | undefined>(
    (most, each) => (most && compare(most, each) >= 0 ? most : each),
    undefined,
  );
}

/** The one kind of test that generated totals have. */
function holds(when: Condition, facts: Facts): boolean {
  if (!('fact' in when) || when.test.is !== 'greater') throw new Error('another condition');
  const actual = facts.get(when.fact);
  const limit = worth({ operand: when.test.than }, { facts, lines: [] });
  return actual !== undefined && limit !== undefined && order(actual, limit) > 0;
}
