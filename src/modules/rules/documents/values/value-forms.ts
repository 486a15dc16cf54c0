import { readValue } from '../../../../engine/values/read-value.js';
import { readConstant } from '../../../../engine/kernel/quantity.js';
import { errorAt, type Fault } from '../../../../engine/rulebook/finding.js';
import { textForm, wrongShape, type Form } from '../shape/form.js';
import { operandFault } from '../shape/operand-fault.js';
import { isPlainMap } from '../yaml/plain-tree.js';

/** A number, whose unit may be left out where it is a plain factor, or a name. */
export const numberOrName: Form = textForm('a number or a name', {}, faultOf);

/** An operand of a value: a number, which needs no unit where it only makes something larger or smaller, a name, or an operator in braces. */
export const valueOperand: Form = {
  name: 'a number, a name or an operator in braces',
  schema: { $ref: '#/$defs/Operand' },
  findings(value, path) {
    if (typeof value === 'string') {
      const fault = faultOf(value);
      return fault ? [errorAt(path, fault)] : [];
    }
    if (!isPlainMap(value)) return [errorAt(path, wrongShape('a number, a name or an operator', value))];
    const read = readValue(value, path);
    return 'findings' in read ? read.findings : [];
  },
};

/** The same, or `refuse`. */
export const valueOperandOrRefuse: Form = {
  ...valueOperand,
  name: `${valueOperand.name}, or refuse`,
  findings: (value, path) => (value === 'refuse' ? [] : valueOperand.findings(value, path)),
};

function faultOf(text: string): Fault | undefined {
  const constant = readConstant(text);
  const plain = 'quantity' in constant && constant.quantity.unit.kind === 'plain';
  return plain ? undefined : operandFault(text);
}
