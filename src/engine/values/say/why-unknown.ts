import { sayNumber } from '../../conditions/verdict/say-test.js';
import type { ValueTree } from '../../rulebook/parts/value.js';
import { isZero } from '../operators.js';
import { partsOf } from '../names/names-of-value.js';
import type { Said } from './said.js';
import { kindOfPart, sayLines, sayWritten, unitOfKind } from './words.js';

/** What made a name unknown: the first thing that is missing, followed through values; `undefined` where nothing is. */
export function whyUnknown(name: string, by: Said): string | undefined {
  if (by.name(name) !== undefined) return undefined;
  const value = by.values.get(name);
  if (value) return whyPart(value.tree, by) ?? `${name} is unknown`;
  return `${name} ${name.startsWith('table.') ? 'gives nothing' : 'is unknown'}`;
}

function whyPart(tree: ValueTree, by: Said): string | undefined {
  if (by.part(tree) !== undefined) return undefined;
  if ('operand' in tree) return 'name' in tree.operand ? whyUnknown(tree.operand.name, by) : undefined;
  if ('number' in tree) return whyLines(tree);
  if (tree.operator === 'divide') return whyDivision(tree, by);
  for (const part of partsOf(tree)) {
    const why = whyPart(part, by);
    if (why !== undefined) return why;
  }
  return 'the date lies before 1900 or after 9999';
}

function whyLines(tree: Extract<ValueTree, { readonly number: ValueTree | null }>): string {
  const number = tree.number ? sayWritten(tree.number) : 'it';
  const missing = `${number} of a line is unknown`;
  return tree.operator === 'largest-of' ? `no line counts, or ${missing}` : `${sayLines(tree)}: ${missing}`;
}

function whyDivision(
  tree: Extract<ValueTree, { readonly ifZero: ValueTree | null }>,
  by: Said,
): string | undefined {
  const [, divisor] = tree.of;
  const value = divisor && by.part(divisor);
  if (!divisor || !isZero(value))
    return tree.of.map((part) => whyPart(part, by)).find((why) => why !== undefined);
  const instead = tree.ifZero && whyPart(tree.ifZero, by);
  if (instead) return instead;
  const kind = kindOfPart(divisor, by.values);
  const zero = sayNumber({ n: 0n, d: 1n }, kind && unitOfKind(kind));
  return `${'operand' in divisor ? sayWritten(divisor) : 'what it is divided by'} is ${zero}`;
}
