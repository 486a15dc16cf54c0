import { readConstant } from '../../../../engine/kernel/quantity.js';
import type { Fault } from '../../../../engine/rulebook/finding.js';
import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';

/** First parts that the name of an operand may have, and those that a later version gives a meaning. */
const FIRST: readonly string[] = [
  'attribute',
  'table',
  'line',
  'booking',
  'account',
  'territory',
  'participant',
  'measure',
  'quota',
  'attainment',
  'assignment',
  'original',
  'incentive',
  'value',
  'decision',
  ...SUBJECT_FACTS,
  'deal',
];
const LATER = ['window', 'event', 'company'];

const NAME = /^([a-z][a-z0-9-]*)((?:\.[a-z0-9][a-z0-9-]*){1,3})$/;

/** What is wrong with a text that should be a constant with its unit or a dotted name. */
export function operandFault(text: string): Fault | undefined {
  if (/^[-\d+.]/.test(text)) return numberFault(text);
  const name = NAME.exec(text);
  if (!name) {
    const message = `"${text}" is neither a number with its unit nor a name with a dot.`;
    return {
      code: 'BAD_NAME',
      message,
      remedy: 'Write a number such as 8% or "500 USD", or a name such as attribute.base-rate.',
    };
  }
  const first = name[1] ?? '';
  if (FIRST.includes(first)) return undefined;
  if (LATER.includes(first)) {
    const message = `Names that start with ${first}. are part of the language, but this version of Kicker does not do them yet.`;
    return {
      code: 'NOT_SUPPORTED',
      message,
      remedy: 'Write a number with its unit, an attribute or a table.',
    };
  }
  const remedy = `A name starts with one of: ${FIRST.map((part) => `${part}.`).join(' ')}`;
  return { code: 'BAD_NAME', message: `No name starts with \`${first}.\`.`, remedy };
}

function numberFault(text: string): Fault | undefined {
  const read = readConstant(text);
  if ('fault' in read)
    return {
      code: 'BAD_NUMBER',
      message: read.fault,
      remedy: 'Write a number such as 8%, 1.5x or "5,000.25 USD".',
    };
  if (!('quantity' in read) || read.quantity.unit.kind !== 'plain') return undefined;
  return { code: 'BARE_NUMBER', message: `${text} has no unit: ${text} of what?`, remedy: bareRemedy(text) };
}

/** 0.08 was meant as 8%, 8 as 8%, 500000 as money. */
function bareRemedy(text: string): string {
  const value = Number(text.replaceAll(',', ''));
  const percent = Math.abs(value) <= 1 ? Number((value * 100).toFixed(4)) : value;
  const amount = `"${value.toLocaleString('en-US', { maximumFractionDigits: 6 })} USD"`;
  return Math.abs(value) < 100
    ? `Write ${percent}% if it is a rate, ${amount} if it is an amount.`
    : `Write ${amount} if it is an amount.`;
}
