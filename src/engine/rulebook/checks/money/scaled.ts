import { divide, multiply, ONE, type Ratio } from '../../../kernel/ratio.js';
import type { ValueTree } from '../../parts/value.js';
import type { Operand } from '../../rulebook.js';
import type { NamedValues } from '../../../values/named-values.js';

/** A number as so much of one thing for each of another: 80% of `attribute.target` for each `attribute.quota`. Nothing is named where it is written out. */
export interface Scaled {
  readonly times: Ratio;
  readonly of: string;
  readonly per: string;
}

/** A number through the values it is computed by; nothing where it is no product or quotient of constants and names. */
export function scaledOf(operand: Operand, values: NamedValues): Scaled | undefined {
  return scaledTree({ operand }, values);
}

function scaledTree(tree: ValueTree, values: NamedValues): Scaled | undefined {
  if ('operand' in tree) {
    const { operand } = tree;
    if ('quantity' in operand) return { times: operand.quantity.value, of: '', per: '' };
    if (!('name' in operand)) return undefined;
    const value = values.get(operand.name);
    return value ? scaledTree(value.tree, values) : { times: ONE, of: operand.name, per: '' };
  }
  if (tree.operator !== 'multiply' && tree.operator !== 'divide') return undefined;
  const parts = tree.of.map((part) => scaledTree(part, values));
  if (!parts.every((part) => part !== undefined)) return undefined;
  const [first, ...rest] = parts;
  return first && rest.reduce<Scaled | undefined>((so, part) => so && joined(so, part, tree.operator), first);
}

function joined(a: Scaled, b: Scaled, operator: string): Scaled | undefined {
  if (operator === 'multiply') {
    const times = multiply(a.times, b.times);
    if (a.per !== '' && a.per === b.of) return { times, of: a.of, per: b.per };
    if ((a.of !== '' && b.of !== '') || (a.per !== '' && b.per !== '')) return undefined;
    return { times, of: a.of || b.of, per: a.per || b.per };
  }
  if (b.times.n === 0n || b.per !== '' || (a.per !== '' && b.of !== '')) return undefined;
  return { times: divide(a.times, b.times), of: a.of, per: a.per || b.of };
}

/** One times the other, where that is so much of one thing. */
export function scaledBy(a: Scaled, b: Scaled): Scaled | undefined {
  return joined(a, b, 'multiply');
}
