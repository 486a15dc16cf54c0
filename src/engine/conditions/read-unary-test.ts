import { compare, type Ratio } from '../kernel/ratio.js';
import { compareText } from '../kernel/text-order.js';
import type { Operand, UnaryTest } from '../rulebook/rulebook.js';
import { readOperand, type ReadFault } from './read-operand.js';
import { severalTests } from './slips/several-tests.js';

const ORDERS = { '<': 'less', '<=': 'less-or-equal', '>': 'greater', '>=': 'greater-or-equal' } as const;
/** Brackets in brackets that a test may have; a deeper one is no rule that anybody could read. */
const MOST_NESTED = 4;
/** Dots and brackets inside double quotes belong to a text. */
const INTERVAL = /^([[(\]])((?:"[^"]*"|[^"])*?)\.\.((?:"[^"]*"|[^"])*)([\])[])$/s;

/**
 * Reads the right side of a fact: `new`, `>= 5,000 USD`, `> quota.acv`, `(10%..20%]`, `not(renewal, expansion)`, `known`, `unknown`, `-`,
 * or a list `[new, renewal]` of which one must hold. As in DMN an end that is out may also have its bracket turned away: `]10%..20%[`.
 * A fault says in words what to write instead. Whether fact and constant go together is `checkCondition`'s question.
 */
export function readUnaryTest(text: string): UnaryTest | ReadFault {
  const trimmed = text.trim();
  if (trimmed === '-') return { is: 'anything' };
  if (trimmed === 'known' || trimmed === 'unknown') return { is: trimmed };
  if (nesting(trimmed) > MOST_NESTED)
    return { fault: 'Brackets stand in brackets here, too deep to be read; write them one after another.' };
  if (/^not\s*\(/.test(trimmed)) return readNot(trimmed);
  if (/^[<>=!≤≥≠]/.test(trimmed)) return readComparison(trimmed);
  const items = listItems(trimmed);
  if (items) return readUnaryTests(items);
  if (/^[[(\]]/.test(trimmed)) return readInterval(trimmed);
  const operand = readOperand(trimmed);
  return 'fault' in operand ? operand : { is: 'equal', to: operand };
}

/** The texts of a list written as one text, `[new, renewal]`; an interval such as `[10%..20%]` is none. */
export function listItems(text: string): readonly string[] | undefined {
  if (!/^\[.*\]$/s.test(text)) return undefined;
  const items = splitAtCommas(text.slice(1, -1)).map((part) => part.trim());
  if (items.length > 1) return items;
  return text.replaceAll(/"[^"]*"/g, '').includes('..') && !/^\[[[(\]]/.test(text) ? undefined : items;
}

function nesting(text: string): number {
  let [depth, most] = [0, 0];
  for (const turn of turnsOf(text).values()) most = Math.max(most, (depth += turn));
  return most;
}

/**
 * The places of brackets outside quotes, each with 1 where it opens and -1 where it closes. In `]10%..20%[` brackets face the other way, so
 * it is the place that decides: a square bracket opens where a test may begin.
 */
function turnsOf(text: string): ReadonlyMap<number, 1 | -1> {
  const turns = new Map<number, 1 | -1>();
  const signs = [...text.matchAll(/"[^"]*"?|\S/g)];
  let begins = true;
  signs.forEach(({ 0: sign, index }, at) => {
    const isEnd = sign === ']' && /^[,\])]?$/.test(signs[at + 1]?.[0] ?? '');
    const opens = sign === '(' || (begins && !isEnd && (sign === '[' || sign === ']'));
    if (opens || /^[[\])]$/.test(sign)) turns.set(index, opens ? 1 : -1);
    begins = sign === ',' || sign === '(' || (opens && sign === '[');
  });
  return turns;
}

/** Reads one test, or a list of which one must hold. */
export function readUnaryTests(value: string | readonly string[]): UnaryTest | ReadFault {
  if (typeof value === 'string') return readUnaryTest(value);
  if (value.length === 0)
    return { fault: 'The list is empty, so nothing could match; write - for anything.' };
  return oneOf(value);
}

function oneOf(texts: readonly string[]): UnaryTest | ReadFault {
  const tests: UnaryTest[] = [];
  for (const text of texts) {
    const test = readUnaryTest(text);
    if ('fault' in test) return test;
    if (test.is === 'anything') return { fault: '- stands for anything and cannot stand in a list.' };
    tests.push(test);
  }
  const [first] = tests;
  return first && tests.length === 1 ? first : { is: 'one-of', tests };
}

function readNot(text: string): UnaryTest | ReadFault {
  if (!text.endsWith(')')) return { fault: `${text} does not end with ); write it like not(renewal).` };
  const inner = splitAtCommas(text.slice(text.indexOf('(') + 1, -1)).map((part) => part.trim());
  if (inner.includes('known')) return { fault: 'Write unknown instead of not(known).' };
  if (inner.includes('unknown'))
    return { fault: 'Write known instead of not(unknown): what is unknown never matches not(...).' };
  if (inner.some((part) => part === ''))
    return { fault: `${text} has nothing between its commas or brackets; write it like not(renewal).` };
  const test = oneOf(inner);
  return 'fault' in test ? test : { is: 'not', test };
}

/** Splits at commas that stand outside quotes and brackets and are not inside a number such as 5,000. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = [''];
  const turns = turnsOf(text);
  let [quoted, depth] = [false, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '"') quoted = !quoted;
    depth += turns.get(at) ?? 0;
    const inNumber = /\d/.test(text[at - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(at + 1));
    if (sign === ',' && !quoted && depth === 0 && !inNumber) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

function readComparison(text: string): UnaryTest | ReadFault {
  const [, sign = '', rest = ''] = /^([<>=!≤≥≠]+)(.*)$/s.exec(text) ?? [];
  if (!Object.hasOwn(ORDERS, sign)) return { fault: `I know no ${sign}; ${insteadOf(sign)}` };
  const several = severalTests(text, (interval) => !('fault' in readInterval(interval)));
  if (several !== undefined) return { fault: several };
  const than = readLimit(text, rest);
  if ('fault' in than) return than;
  return { is: ORDERS[sign as keyof typeof ORDERS], than };
}

function insteadOf(sign: string): string {
  if (sign === '=' || sign === '==' || sign === '===') return 'write the value alone.';
  if (sign === '≥' || sign === '=>') return 'write >=.';
  if (sign === '≤' || sign === '=<') return 'write <=.';
  if (/[!≠]|<>/.test(sign)) return 'write not(...).';
  return 'write one of < <= > >=.';
}

/** Each end has its unit: how the interval is written that was meant, or one of each type. */
function intervalMeant(text: string): string {
  const [, opens, low, high, closes, unit] =
    /^([[(])\s*([\d.,]+)\s*\.\.\s*([\d.,]+)\s*([\])])\s*(%|[A-Za-z][A-Za-z -]*)$/.exec(text.trim()) ?? [];
  if (opens === undefined || unit === undefined)
    return 'write it like (10%..20%], (30 days..60 days], (5,000 USD..20,000 USD] or [2026-01-01..2026-04-01):';
  const of = (end: string | undefined): string => `${end ?? ''}${unit === '%' ? '%' : ` ${unit}`}`;
  return `each end has its unit: write ${opens}${of(low)}..${of(high)}${closes ?? ''}.`;
}

function readInterval(text: string): UnaryTest | ReadFault {
  const match = INTERVAL.exec(text);
  if (!match)
    return {
      fault: `${text} is not an interval; ${intervalMeant(text)} [ and ] include their end, ( and ) do not.`,
    };
  const [, opens = '', low = '', high = '', closes = ''] = match;
  const from = readEnd(text, low);
  const to = readEnd(text, high);
  if ('fault' in from) return from;
  if ('fault' in to) return to;
  const [includesFrom, includesTo] = [opens === '[', closes === ']'];
  const order = constantOrder(from, to);
  if (order !== undefined && order > 0)
    return { fault: `${text} starts above its end, so nothing lies in it; write the lower end first.` };
  if (order === 0 && !(includesFrom && includesTo))
    return { fault: `Nothing lies in ${text}: its ends are equal and not both included.` };
  return { is: 'within', from, includesFrom, to, includesTo };
}

function readEnd(interval: string, text: string): Operand | ReadFault {
  if (text.trim() === '')
    return { fault: `${interval} has only one end; write a comparison such as ">= 5,000 USD".` };
  return readLimit(interval, text);
}

/** What a comparison compares with: a number, date, name or text, and no test. */
function readLimit(whole: string, text: string): Operand | ReadFault {
  const limit = text.trim();
  return limit === 'known' || limit === 'unknown'
    ? { fault: `${limit} in ${whole} is a test of its own; put a text that reads so in double quotes.` }
    : readOperand(limit);
}

/** How two constants of one kind lie to each other; `undefined` where a name or another unit leaves it open. */
function constantOrder(a: Operand, b: Operand): number | undefined {
  if ('day' in a && 'day' in b) return a.day - b.day;
  if ('word' in a && 'word' in b) return compareText(a.word, b.word);
  if (!('quantity' in a && 'quantity' in b) || a.quantity.unit.kind !== b.quantity.unit.kind)
    return undefined;
  const [low, high]: [Ratio, Ratio] = [a.quantity.value, b.quantity.value];
  return compare(low, high);
}
