import { isName } from '../../../../engine/conditions/read-operand.js';
import type { Operand } from '../../../../engine/rulebook/rulebook.js';
import { operandFault } from '../shape/operand-fault.js';

/** A text stands as it is written; the name of a fact gives what the fact says, and quotes make a text of a name. */
export function textValue(cell: string): Operand {
  if (isName(cell) && operandFault(cell) === undefined) return { name: cell };
  const quoted = /^"([^"]+)"$/.exec(cell);
  return { word: quoted?.[1] ?? cell };
}
