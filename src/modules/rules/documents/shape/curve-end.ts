import { operandFault } from './operand-fault.js';
import { textForm, type Form } from './form.js';

/** Words for what holds outside the points of a curve. */
export const CURVE_ENDS: readonly string[] = ['zero', 'hold', 'continue'];

/** One of these words, or a slope: points of pay for each point of the axis. */
export const curveEnd: Form = textForm('zero, hold, continue or a slope such as 2x', {}, (text) =>
  CURVE_ENDS.includes(text) ? undefined : slopeFault(text),
);

function slopeFault(text: string): ReturnType<typeof operandFault> {
  const fault = operandFault(text);
  if (!fault || /^[-\d]/.test(text)) return fault;
  const message = `"${text}" is none of zero, hold and continue, and no slope.`;
  return { code: 'UNKNOWN_WORD', message, remedy: 'Write zero, hold, continue, or a slope such as 2x.' };
}
