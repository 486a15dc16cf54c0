import { outputCells } from '../../../conditions/table/output-type.js';
import { compare, ONE } from '../../../kernel/ratio.js';
import type { NamedValues } from '../../../values/named-values.js';
import type { Operand } from '../../rulebook.js';
import type { ValueTree } from '../../parts/value.js';

/** A constant above 100% that a rate comes to by itself, through values and tables; a limit from above does not raise it. */
export function aboveWhole(operand: Operand, values: NamedValues, seen = new Set<string>()): boolean {
  if ('quantity' in operand) {
    const { unit, value } = operand.quantity;
    return unit.kind === 'percent' && compare(value, ONE) > 0;
  }
  if (!('name' in operand) || seen.has(operand.name)) return false;
  const { name } = operand;
  seen.add(name);
  const value = values.get(name);
  if (value) return inTree(value.tree, (each) => aboveWhole(each, values, seen));
  const id = name.split('.')[2];
  return values.versions(name).some((table) => {
    const column = table.outputs.findIndex((output) => output.id === id);
    return outputCells(table, column, () => '').some((cell) => aboveWhole(cell.operand, values, seen));
  });
}

function inTree(tree: ValueTree, isAbove: (operand: Operand) => boolean): boolean {
  const within = (each: ValueTree | null): boolean => each !== null && inTree(each, isAbove);
  if ('operand' in tree) return isAbove(tree.operand);
  switch (tree.operator) {
    case 'clamp':
      return within(tree.of) || within(tree.least);
    case 'add':
    case 'greatest':
    case 'first-known':
      return tree.of.some(within);
    case 'least':
      return tree.of.every(within);
    case 'divide':
      return within(tree.ifZero);
    default:
      return false;
  }
}
