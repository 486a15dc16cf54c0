import { sayOperand } from '../../conditions/verdict/say-test.js';
import type { Unit } from '../../kernel/quantity.js';
import type { ValueTree } from '../../rulebook/parts/value.js';
import type { LinesTree } from '../compile-value.js';
import type { NamedValues } from '../named-values.js';
import { kindOfTree, type ValueKind } from '../type-of-value.js';

/** A total over lines in words: the lines themselves are many. */
export function sayLines(tree: LinesTree): string {
  const of = tree.number && sayWritten(tree.number);
  const lines = `the lines of the booking${tree.when ? ' that count' : ''}`;
  if (tree.operator === 'count-of') return `counting ${lines}`;
  return `the ${tree.operator === 'sum-of' ? 'sum' : 'largest'} of ${of ?? ''} over ${lines}`;
}

/** A part as it is written: a name or constant, or that it is computed. */
export function sayWritten(tree: ValueTree): string {
  return 'operand' in tree ? sayOperand(tree.operand) : 'what is computed';
}

/** The kind of a part, as far as the types of its names are known. */
export function kindOfPart(tree: ValueTree, values: NamedValues): ValueKind | undefined {
  return kindOfTree(tree, { typeOf: (name) => values.kindOf(name), path: '', findings: [] });
}

/** The unit in which a number of a kind is said. */
export function unitOfKind({ is, currency, unit }: ValueKind): Unit | undefined {
  if (is === 'percent') return { kind: 'percent' };
  if (is === 'money' && currency !== undefined) return { kind: 'money', currency };
  if (is === 'count' && unit !== undefined) return { kind: 'count', of: unit };
  return is === 'days' ? { kind: 'duration', of: 'days' } : undefined;
}
