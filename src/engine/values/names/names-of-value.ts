import { namesIn } from '../../conditions/fact-places.js';
import type { Condition, Operand } from '../../rulebook/rulebook.js';
import type { ValueTree } from '../../rulebook/parts/value.js';

/** The operands at the leaves of a tree, those of lines and of what replaces a zero divisor included. */
export function leavesOf(tree: ValueTree): readonly Operand[] {
  if ('operand' in tree) return [tree.operand];
  return partsOf(tree).flatMap(leavesOf);
}

/** The trees that a tree is made of. */
export function partsOf(tree: ValueTree): readonly ValueTree[] {
  if ('operand' in tree) return [];
  if (tree.operator === 'clamp') return [tree.of, ...known(tree.least), ...known(tree.most)];
  if ('number' in tree) return known(tree.number);
  return 'ifZero' in tree ? [...tree.of, ...known(tree.ifZero)] : tree.of;
}

/** Every name that a tree reads, in conditions on lines too; each once. */
export function namesInValue(tree: ValueTree): readonly string[] {
  const own = leavesOf(tree).flatMap((operand) => ('name' in operand ? [operand.name] : []));
  return [...new Set([...own, ...conditionsIn(tree).flatMap((when) => namesIn(when))])];
}

/** How often the lines of a booking are gone over one after another for a tree, by the same of the names it reads. */
export function roundsOf(tree: ValueTree, ofName: (name: string) => number): number {
  if ('operand' in tree) return 'name' in tree.operand ? ofName(tree.operand.name) : 0;
  const parts = partsOf(tree).map((part) => roundsOf(part, ofName));
  if (!('number' in tree)) return Math.max(0, ...parts);
  const tested = tree.when ? namesIn(tree.when).map(ofName) : [];
  return 1 + Math.max(0, ...parts, ...tested);
}

/** The conditions on lines in a tree. */
export function conditionsIn(tree: ValueTree): readonly Condition[] {
  const own = 'when' in tree && tree.when ? [tree.when] : [];
  return [...own, ...partsOf(tree).flatMap(conditionsIn)];
}

function known(tree: ValueTree | null): readonly ValueTree[] {
  return tree ? [tree] : [];
}
