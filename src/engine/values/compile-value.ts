import { constantValue } from '../conditions/compare-values.js';
import { ratio, roundToUnits, type Ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { RoundingStep, Value, ValueRounding, ValueTree } from '../rulebook/parts/value.js';
import { isZero, MANY, PAIR } from './operators.js';

/** What a compiled value gives for what it is asked about. */
export type Gives<C> = (about: C) => FactValue;

/** How names are read, and what is needed to go over the lines of a booking. */
export interface ValueReading<C> {
  readonly nameOf: (name: string) => Gives<C>;
  /** Adds up, counts or finds the largest over the lines of the booking that is asked about. Only where lines are at hand. */
  readonly overLines?: (tree: LinesTree, reading: ValueReading<C>) => Gives<C>;
}

/** A tree that goes over the lines of a booking. */
export type LinesTree = Extract<ValueTree, { readonly number: ValueTree | null }>;

/** Compiles a value, with its rounding; the closures read each name in one way, found beforehand. */
export function compileValue<C>({ tree, round }: Value, reading: ValueReading<C>): Gives<C> {
  const gives = compileTree(tree, reading);
  if (!round) return gives;
  return (about) => rounded(gives(about), round);
}

/** Compiles a tree of operators. */
export function compileTree<C>(tree: ValueTree, reading: ValueReading<C>): Gives<C> {
  if ('operand' in tree) return compileOperand(tree.operand, reading);
  if (tree.operator === 'clamp') return compileClamp(tree, reading);
  if ('number' in tree) return reading.overLines?.(tree, reading) ?? (() => undefined);
  const of = tree.of.map((each) => compileTree(each, reading));
  if ('ifZero' in tree) return compilePair(tree, of, reading);
  if (tree.operator === 'first-known') return firstKnown(of);
  const operate = MANY[tree.operator];
  return (about) => {
    let found = of[0]?.(about);
    for (let at = 1; at < of.length && found !== undefined; at += 1) {
      const next = of[at]?.(about);
      found = next === undefined ? undefined : operate(found, next);
    }
    return found;
  };
}

function compileOperand<C>(
  operand: Extract<ValueTree, { operand: unknown }>['operand'],
  reading: ValueReading<C>,
): Gives<C> {
  if ('name' in operand) return reading.nameOf(operand.name);
  const constant = constantValue(operand);
  return () => constant;
}

function compilePair<C>(
  { operator, ifZero }: Extract<ValueTree, { readonly ifZero: ValueTree | null }>,
  [first, second]: readonly Gives<C>[],
  reading: ValueReading<C>,
): Gives<C> {
  const operate = PAIR[operator];
  const instead = ifZero && compileTree(ifZero, reading);
  return (about) => {
    const [a, b] = [first?.(about), second?.(about)];
    if (a === undefined || b === undefined) return undefined;
    return operator === 'divide' && isZero(b) ? instead?.(about) : operate(a, b);
  };
}

function compileClamp<C>(
  tree: Extract<ValueTree, { readonly operator: 'clamp' }>,
  reading: ValueReading<C>,
): Gives<C> {
  const of = compileTree(tree.of, reading);
  const least = tree.least && compileTree(tree.least, reading);
  const most = tree.most && compileTree(tree.most, reading);
  return (about) => {
    const low = within(of(about), least && { by: least(about), pick: MANY.greatest });
    return within(low, most && { by: most(about), pick: MANY.least });
  };
}

function within(value: FactValue, limit: { by: FactValue; pick: typeof MANY.least } | null): FactValue {
  if (!limit || value === undefined) return value;
  return limit.by === undefined ? undefined : limit.pick(value, limit.by);
}

function firstKnown<C>(of: readonly Gives<C>[]): Gives<C> {
  return (about) => {
    for (const each of of) {
      const found = each(about);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** How many of a step make one of the natural unit. */
const STEPS: Readonly<Record<RoundingStep, bigint>> = {
  whole: 1n,
  cents: 100n,
  millionths: 1_000_000n,
  percent: 100n,
  'tenth-percent': 1_000n,
  'hundredth-percent': 10_000n,
};

/** A number rounded to a whole number of steps; a date stays as it is. */
export function rounded(value: FactValue, { to, half }: ValueRounding): FactValue {
  if (typeof value !== 'object') return value;
  const scaled: Ratio = { n: value.n * STEPS[to], d: value.d };
  return ratio(roundToUnits(scaled, 0, half), STEPS[to]);
}
