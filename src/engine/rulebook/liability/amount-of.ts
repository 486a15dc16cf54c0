import type { Ratio } from '../../kernel/ratio.js';
import type { Operand } from '../rulebook.js';

/** An amount that is the same for everybody on every day; null for a name. */
export function amountOf(operand: Operand): Ratio | null {
  return 'quantity' in operand ? operand.quantity.value : null;
}
