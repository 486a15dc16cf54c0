import { invariant } from '../../kernel/invariant.js';
import type { FactValue } from '../../model/facts.js';
import type { Operand, UnaryTest } from '../../rulebook/rulebook.js';
import { constantValue, orderOf } from '../compare-values.js';
import type { Axis } from './axis.js';
import { common, range, union, without, type Ranges } from './ranges.js';

/** The atoms of the values that an axis knows, without unknown. */
export function valuesIn({ unknown }: Axis): Ranges {
  return range(0, unknown - 1);
}

/** The atoms whose values pass a test that compares with constants only. */
export function atomsOf(test: UnaryTest, axis: Axis): Ranges {
  const { unknown } = axis;
  switch (test.is) {
    case 'anything':
      return range(0, unknown);
    case 'known':
      return valuesIn(axis);
    case 'unknown':
      return range(unknown, unknown);
    case 'equal':
      return pointOf(test.to, axis);
    case 'one-of':
      return union(test.tests.map((each) => atomsOf(each, axis)));
    case 'not':
      return without(valuesIn(axis), atomsOf(test.test, axis));
    case 'within':
      return common(from(test.from, test.includesFrom, axis), upTo(test.to, test.includesTo, axis));
    case 'greater':
    case 'greater-or-equal':
      return from(test.than, test.is === 'greater-or-equal', axis);
    default:
      return upTo(test.than, test.is === 'less-or-equal', axis);
  }
}

function from(than: Operand, included: boolean, axis: Axis): Ranges {
  return range(cutAtom(than, axis) + (included ? 0 : 1), axis.unknown - 1);
}

function upTo(than: Operand, included: boolean, axis: Axis): Ranges {
  return range(0, cutAtom(than, axis) - (included ? 0 : 1));
}

function pointOf(to: Operand, axis: Axis): Ranges {
  const atom = 'word' in to && axis.cuts.length === 0 ? axis.words.indexOf(to.word) : cutAtom(to, axis);
  return atom < 0 ? [] : range(atom, atom);
}

function cutAtom(operand: Operand, { cuts, atoms }: Axis): number {
  const value: FactValue = constantValue(operand);
  let [low, high] = [0, cuts.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const lies = orderOf(value, cuts[middle]);
    invariant(lies !== undefined, 'a constant of another kind on an axis');
    if (lies === 0) return atoms[middle] ?? 0;
    if (lies < 0) high = middle - 1;
    else low = middle + 1;
  }
  throw new Error('a constant that is not on its axis');
}
