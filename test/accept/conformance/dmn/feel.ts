import type { DmnOperand, DmnTerm, DmnTest } from './dmn.js';

/** Reads the cells that are given as FEEL text: constants, comparisons, intervals, commas and `not(...)`. */
export function readCell(text: string): DmnTest {
  const cell = text.trim();
  if (cell === '-') return { any: true };
  const not = /^not\((.*)\)$/.exec(cell);
  return not ? { noneOf: termsOf(not[1] ?? '') } : { anyOf: termsOf(cell) };
}

function termsOf(text: string): readonly DmnTerm[] {
  return text.split(',').map((part) => termOf(part.trim()));
}

function termOf(text: string): DmnTerm {
  const interval = /^([[(\]])(.+)\.\.(.+)([\])[])$/.exec(text);
  if (interval) {
    const [, opens = '', lo = '', hi = '', closes = ''] = interval;
    const included = { loIncl: opens === '[', hiIncl: closes === ']' };
    return { op: 'in', lo: operandOf(lo), hi: operandOf(hi), ...included, brackets: [opens, closes] };
  }
  const [, op = '', rest = ''] = /^(<=|>=|<|>)?\s*(.*)$/.exec(text) ?? [];
  return { op: (op === '' ? '=' : op) as '=' | '<' | '<=' | '>' | '>=', ...operandOf(rest) };
}

function operandOf(text: string): DmnOperand {
  const quoted = /^"(.*)"$/.exec(text);
  if (quoted) return { lit: quoted[1] ?? '' };
  if (text === 'null') return { lit: null };
  if (text === 'true' || text === 'false') return { lit: text === 'true' };
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw new Error(`The cell ${text} cannot be read.`);
  return { lit: Number(text), lex: text };
}
