import type { Unit } from '../../kernel/quantity.js';
import { add, multiply, ONE, ratio, subtract, type Ratio } from '../../kernel/ratio.js';
import { textBetween } from '../../kernel/text-order.js';
import type { FactValue } from '../../model/facts.js';
import type { Operand, UnaryTest } from '../../rulebook/rulebook.js';
import { constantValue, orderOf } from '../compare-values.js';
import { comparesText, operandsOf } from '../fact-places.js';
import type { NameType } from '../types/name-types.js';
import { unitOf } from '../verdict/say-test.js';

/**
 * All values that an input can have, cut into atoms inside which every test of a column answers alike. With an order: below the first constant,
 * at it, between it and the next, and so on; between one day and the next lies nothing, so there is no atom. Without an order: each word, and
 * every other word. What is unknown is the last atom.
 */
export interface Axis {
  /** The constants in order; empty where words have none, or where no test of a text asks for it. */
  readonly cuts: readonly Cut[];
  /** The atom of each constant. */
  readonly atoms: readonly number[];
  /** The words that tests name, and at last one that stands for all others if there are others. */
  readonly words: readonly string[];
  /** The atom of what is unknown. */
  readonly unknown: number;
  /** Whether a test asks for known or unknown, so that unknown is one of the values thought of. */
  readonly asksUnknown: boolean;
  readonly unit: Unit | undefined;
}

/** A constant as it lies on an axis. */
export type Cut = Ratio | number | string;

/** The axis of an input for the tests under it. */
export function axisOf(tests: readonly UnaryTest[], type: NameType): Axis {
  const constants = tests.flatMap(constantsIn).map(constantValue);
  const asksUnknown = tests.some(asksForUnknown);
  const unit = tests.map(unitOf).find((each) => each !== undefined);
  if (isOrdered(type) || (type.is === 'text' && tests.some(comparesText))) {
    const cuts = inOrder(constants);
    const atoms = atomsOfCuts(cuts);
    return { cuts, atoms, words: [], unknown: (atoms.at(-1) ?? -1) + 2, asksUnknown, unit };
  }
  const words = wordsOf(constants, type);
  return { cuts: [], atoms: [], words, unknown: words.length, asksUnknown, unit };
}

function isOrdered({ is }: NameType): boolean {
  return is === 'money' || is === 'percent' || is === 'count' || is === 'days' || is === 'date';
}

function inOrder(values: readonly FactValue[]): Cut[] {
  return values
    .filter((each) => each !== undefined)
    .sort((a, b) => orderOf(a, b) ?? 0)
    .filter((cut, at, all) => at === 0 || orderOf(all[at - 1], cut) !== 0);
}

/** Each constant has an atom, and so has what lies before it unless that is nothing. */
function atomsOfCuts(cuts: readonly Cut[]): readonly number[] {
  let next = 0;
  return cuts.map((cut, at) => {
    const atom = next + (isNextDay(cuts[at - 1], cut) ? 0 : 1);
    next = atom + 1;
    return atom;
  });
}

function isNextDay(before: Cut | undefined, cut: Cut): boolean {
  return typeof before === 'number' && typeof cut === 'number' && cut === before + 1;
}

/** Words that nobody tests are one atom together; of a closed list the first of them stands for all. */
function wordsOf(constants: readonly FactValue[], type: NameType): readonly string[] {
  const named = [...new Set(constants.filter((each) => typeof each === 'string'))];
  if (type.is !== 'one-of' || !type.values) return [...named, OTHER];
  const other = type.values.find((value) => !named.includes(value));
  return other === undefined ? named : [...named, other];
}

const OTHER = 'another text';

function constantsIn(test: UnaryTest): readonly Operand[] {
  if (test.is === 'one-of') return test.tests.flatMap(constantsIn);
  return test.is === 'not' ? constantsIn(test.test) : operandsOf(test);
}

function asksForUnknown(test: UnaryTest): boolean {
  if (test.is === 'one-of') return test.tests.some(asksForUnknown);
  return test.is === 'known' || test.is === 'unknown';
}

/** The constants that an atom lies between, and whether it is one itself: then both are that one. */
export interface Ends {
  readonly low: Cut | undefined;
  readonly high: Cut | undefined;
  readonly isCut: boolean;
}

/** Where an atom of an axis with an order lies. */
export function endsOf({ cuts, atoms }: Axis, atom: number): Ends {
  let [from, to] = [0, atoms.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((atoms[middle] ?? 0) < atom) from = middle + 1;
    else to = middle;
  }
  const isCut = atoms[from] === atom;
  return { low: cuts[isCut ? from : from - 1], high: cuts[from], isCut };
}

/** A value inside an atom: the constant itself, one halfway between two, or one beyond the last. */
export function valueIn(axis: Axis, atom: number): FactValue {
  if (atom === axis.unknown) return undefined;
  if (axis.words.length > 0) return axis.words[atom];
  const { low, high, isCut } = endsOf(axis, atom);
  return isCut ? low : between(low, high);
}

function between(low: FactValue, high: FactValue): FactValue {
  if (typeof low === 'string' || typeof high === 'string') {
    return textBetween(
      typeof low === 'string' ? low : undefined,
      typeof high === 'string' ? high : undefined,
    );
  }
  if (typeof low === 'number' || typeof high === 'number') {
    if (typeof low === 'number') return low + 1;
    return typeof high === 'number' ? high - 1 : undefined;
  }
  if (typeof low === 'object' && typeof high === 'object') return multiply(add(low, high), ratio(1n, 2n));
  if (typeof low === 'object') return add(low, ONE);
  return typeof high === 'object' ? subtract(high, ONE) : undefined;
}
