import { readConstant } from '../kernel/quantity.js';
import { nearest } from '../rulebook/nearest.js';
import type { Operand } from '../rulebook/rulebook.js';

/** A person's own mistake in one scalar: what is wrong with it and what to write. */
export interface ReadFault {
  readonly fault: string;
}

const NAME = /^(?!(?:role|group|person)\.)[A-Za-z][\w-]*(?:\.[\w-]+)+$/;
/** Tests that look like words: one misspelt would be taken for the id of a person or a text, and match nobody. */
const STATES = ['known', 'unknown'];
const QUOTED = /^"([^"]*)"$/;
const NOT_IN_WORDS = /[",[\]()<>={}]|\.\./;

/**
 * Whether a text names something (`quota.acv`): it starts with a letter and has a dot inside, and no space. Who decides is a word, written as an approver of a matrix is:
 * `role.vp-sales`, `group.board`, `person.kim`.
 */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/**
 * Reads the one scalar that a number, date or word of a rule may be: a constant with its unit (`5,000 USD`, `8%`, `2026-03-31`), the
 * dotted name of something (`quota.acv`), a word (`new`; none that is nearly `known`
 * or `unknown`), or any text in double quotes (`"acme.com"`), which is never a name or number.
 */
export function readOperand(text: string): Operand | ReadFault {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'There is nothing here; write a value, or - for anything.' };
  const quoted = QUOTED.exec(trimmed);
  if (quoted) return quoted[1] === '' ? { fault: 'The text in quotes is empty.' } : { word: quoted[1] ?? '' };
  if (isName(trimmed)) return { name: trimmed };
  const constant = readConstant(trimmed);
  if (!('word' in constant)) return constant;
  if (NOT_IN_WORDS.test(trimmed)) return { fault: whatIsOdd(trimmed) };
  const test = STATES.includes(trimmed) ? undefined : nearest(trimmed, STATES);
  if (test === undefined) return constant;
  return { fault: `${trimmed} is nearly ${test}; did you mean that? Put a word itself in double quotes.` };
}

function whatIsOdd(text: string): string {
  if (text.includes(','))
    return `${text} is one text with a comma; write a list such as [new, renewal], or put one text in double quotes.`;
  return `I cannot read ${text}; write a value, a comparison such as ">= 5,000 USD", an interval such as "(10%..20%]" or "(30 days..60 days]", or put a text in double quotes.`;
}
