import type { ValueTree } from '../rulebook/parts/value.js';

/** Whether a tree comes to an amount of money, where names that do are known. */
export function isMoneyTree(tree: ValueTree, isMoney: (name: string) => boolean): boolean {
  const is = (part: ValueTree): boolean => isMoneyTree(part, isMoney);
  if ('operand' in tree) {
    const { operand } = tree;
    if ('quantity' in operand) return operand.quantity.unit.kind === 'money';
    return 'name' in operand && isMoney(operand.name);
  }
  if (tree.operator === 'clamp') return is(tree.of);
  if ('number' in tree) return tree.operator !== 'count-of' && tree.number !== null && is(tree.number);
  if (tree.operator !== 'divide') return tree.of.some(is);
  const [of, by] = tree.of;
  return of !== undefined && is(of) && !(by !== undefined && is(by));
}
