import { namesIn, NO_NAMED_CONDITIONS, type NamedConditions } from '../conditions/fact-places.js';
import type { Operand } from '../rulebook/rulebook.js';
import type { ValueTree } from '../rulebook/parts/value.js';

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
export function namesInValue(
  tree: ValueTree,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): readonly string[] {
  const own = leavesOf(tree).flatMap((operand) => ('name' in operand ? [operand.name] : []));
  return [...new Set([...own, ...conditionsIn(tree).flatMap((when) => namesIn(when, named))])];
}

/** Whether a tree goes over the lines of a booking. */
export function readsLines(tree: ValueTree): boolean {
  return ('number' in tree && !('operand' in tree)) || partsOf(tree).some(readsLines);
}

function conditionsIn(tree: ValueTree): readonly Parameters<typeof namesIn>[0][] {
  const own = 'when' in tree && tree.when ? [tree.when] : [];
  return [...own, ...partsOf(tree).flatMap(conditionsIn)];
}

function known(tree: ValueTree | null): readonly ValueTree[] {
  return tree ? [tree] : [];
}
