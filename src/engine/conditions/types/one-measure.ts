import type { Fault } from '../../rulebook/finding.js';
import type { Operand } from '../../rulebook/rulebook.js';
import { sayOperand } from '../verdict/say-test.js';
import { isSameUnit, type NameTypes } from './name-types.js';

/** A constant or name, and where it stands. */
export interface Placed {
  readonly operand: Operand;
  readonly path: string;
}

/** The currency of an amount, or of an amount for each of something. */
export function currencyOf(operand: Operand): string | undefined {
  if (!('quantity' in operand)) return undefined;
  const { unit } = operand.quantity;
  return unit.kind === 'money' || unit.kind === 'money-per' ? unit.currency : undefined;
}

/** What a count counts, also that of a name. */
export function unitCounted(operand: Operand, names: NameTypes): string | undefined {
  if ('name' in operand) return names.get(operand.name)?.unit;
  if (!('quantity' in operand)) return undefined;
  const { unit } = operand.quantity;
  return unit.kind === 'count' ? unit.of : undefined;
}

/** The first operand that is not in the currency, or not of the unit, of one before it: nothing converts the one to the other. */
export function firstOther(
  cells: readonly Placed[],
  names: NameTypes,
): { readonly at: Placed; readonly fault: Fault } | undefined {
  for (const measure of [currencyOf, (operand: Operand) => unitCounted(operand, names)]) {
    const measured = cells.flatMap((cell) => {
      const of = measure(cell.operand);
      return of === undefined ? [] : [{ cell, of }];
    });
    const [first] = measured;
    const other = first && measured.find(({ of }) => !isSameUnit(of, first.of));
    if (first && other) return { at: other.cell, fault: twoOf(first, other) };
  }
  return undefined;
}

interface Measured {
  readonly cell: Placed;
  readonly of: string;
}

function twoOf(first: Measured, other: Measured): Fault {
  const [a, b] = [sayOperand(other.cell.operand), sayOperand(first.cell.operand)];
  return {
    code: 'UNIT_MISMATCH',
    message: `${a} is in ${other.of}, and ${b} before it is in ${first.of}: nothing converts one to the other.`,
    remedy: `Write it in ${first.of}, or make another column or table for ${other.of}.`,
  };
}
