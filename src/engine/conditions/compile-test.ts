import type { Ratio } from '../kernel/ratio.js';
import { compareText } from '../kernel/text-order.js';
import type { FactValue } from '../model/facts.js';
import type { Operand, UnaryTest } from '../rulebook/rulebook.js';
import { constantValue, isSame, orderOf } from './compare-values.js';
import { namesInTest, placeOf, type FactPlaces, type FactRow } from './fact-places.js';

/** Whether a value passes; `facts` is where the values of other names stand. */
export type Passes = (value: FactValue, facts: FactRow) => boolean;

type Order = 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

/**
 * Compiles one unary test into a closure, constants brought to their natural unit beforehand. What is unknown, on either side, passes
 * only `unknown` and `-`: `not(renewal)` fails for an unknown type, and `not(> quota.acv)` where the quota is unknown.
 */
export function compileTest(test: UnaryTest, places: FactPlaces): Passes {
  switch (test.is) {
    case 'anything':
      return () => true;
    case 'known':
      return (value) => value !== undefined;
    case 'unknown':
      return (value) => value === undefined;
    case 'equal':
      return compileEqual(test.to, places);
    case 'one-of':
      return compileOneOf(test.tests, places);
    case 'not':
      return compileNot(test.test, places);
    case 'within': {
      const low = compileOrder(test.from, test.includesFrom ? 'greater-or-equal' : 'greater', places);
      const high = compileOrder(test.to, test.includesTo ? 'less-or-equal' : 'less', places);
      return (value, facts) => low(value, facts) && high(value, facts);
    }
    default:
      return compileOrder(test.than, test.is, places);
  }
}

function compileEqual(to: Operand, places: FactPlaces): Passes {
  if ('name' in to) {
    const place = placeOf(to.name, places);
    return (value, facts) => isSame(value, facts[place]);
  }
  const constant = constantValue(to);
  return typeof constant === 'object' ? (value) => isSame(value, constant) : (value) => value === constant;
}

function compileOneOf(tests: readonly UnaryTest[], places: FactPlaces): Passes {
  const words = tests.map((test) => (test.is === 'equal' && 'word' in test.to ? test.to.word : undefined));
  if (words.every((word) => word !== undefined)) {
    const set: ReadonlySet<FactValue> = new Set(words);
    return (value) => set.has(value);
  }
  const passes = tests.map((test) => compileTest(test, places));
  return (value, facts) => passes.some((pass) => pass(value, facts));
}

function compileNot(test: UnaryTest, places: FactPlaces): Passes {
  const inner = compileTest(test, places);
  const others = namesInTest(test).map((name) => placeOf(name, places));
  if (others.length === 0) return (value, facts) => value !== undefined && !inner(value, facts);
  return (value, facts) =>
    value !== undefined && others.every((place) => facts[place] !== undefined) && !inner(value, facts);
}

function compileOrder(than: Operand, order: Order, places: FactPlaces): Passes {
  const accepts = ACCEPTS[order];
  if ('name' in than) {
    const place = placeOf(than.name, places);
    return (value, facts) => {
      const lies = orderOf(value, facts[place]);
      return lies !== undefined && accepts(lies);
    };
  }
  if ('day' in than) {
    const { day } = than;
    return (value) => typeof value === 'number' && accepts(value - day);
  }
  if ('quantity' in than) return COMPARE_RATIO[order](than.quantity.value);
  const { word } = than;
  return (value) => typeof value === 'string' && accepts(compareText(value, word));
}

const ACCEPTS: Readonly<Record<Order, (lies: number) => boolean>> = {
  less: (lies) => lies < 0,
  'less-or-equal': (lies) => lies <= 0,
  greater: (lies) => lies > 0,
  'greater-or-equal': (lies) => lies >= 0,
};

/** Money and percents mostly have the constant's own denominator; then two numerators are compared and nothing is multiplied. */
const COMPARE_RATIO: Readonly<Record<Order, (than: Ratio) => Passes>> = {
  less:
    ({ n, d }) =>
    (v) =>
      typeof v === 'object' && (v.d === d ? v.n < n : v.n * d < n * v.d),
  'less-or-equal':
    ({ n, d }) =>
    (v) =>
      typeof v === 'object' && (v.d === d ? v.n <= n : v.n * d <= n * v.d),
  greater:
    ({ n, d }) =>
    (v) =>
      typeof v === 'object' && (v.d === d ? v.n > n : v.n * d > n * v.d),
  'greater-or-equal':
    ({ n, d }) =>
    (v) =>
      typeof v === 'object' && (v.d === d ? v.n >= n : v.n * d >= n * v.d),
};
