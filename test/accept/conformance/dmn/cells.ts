import type { DmnOperand, DmnTerm, DmnTest } from './dmn.js';
import { testText } from './values.js';

/** The name of a fact that nobody knows: what null is where a constant would stand. */
export const NULL_FACT = 'booking.of-nobody';

/** The name under which an input is a fact. */
export function nameOf(path: readonly string[] | string): string {
  const text = typeof path === 'string' ? path : path.join('.');
  return `booking.${text.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}

/** A cell as the language writes it: one test, or a list of which one must hold. */
export function cellOf({ any, anyOf, noneOf }: DmnTest): string | readonly string[] {
  if (any) return '-';
  if (noneOf) return otherThan(noneOf);
  const tests = (anyOf ?? []).flatMap(testOf);
  return tests.length === 1 ? (tests[0] ?? '-') : tests;
}

/** FEEL's `not(x)` holds for null, ours never holds for what is unknown: so unknown is said beside it. */
function otherThan(terms: readonly DmnTerm[]): string | readonly string[] {
  if (terms.every(isNull)) return 'known';
  return ['unknown', `not(${terms.flatMap(testOf).join(', ')})`];
}

function testOf(term: DmnTerm): readonly string[] {
  if (term.op === 'in') {
    const [opens, closes] = term.brackets ?? [term.loIncl ? '[' : '(', term.hiIncl ? ']' : ')'];
    return [`${opens}${operandOf(term.lo)}..${operandOf(term.hi)}${closes}`];
  }
  if (term.op === '=') return [isNull(term) ? 'unknown' : operandOf(term)];
  if (term.op === '!=') return [otherThan([{ ...term, op: '=' }])].flat();
  return [`${term.op} ${operandOf(term)}`];
}

function isNull(term: DmnTerm): boolean {
  return term.op !== 'in' && term.lit === null;
}

function operandOf({ lit, lex, ref }: DmnOperand): string {
  if (ref) return nameOf(ref);
  return lit === null || lit === undefined ? NULL_FACT : testText(lit, lex);
}

/** The operands of a cell. */
export function operandsIn({ anyOf = [], noneOf = [] }: DmnTest): readonly DmnOperand[] {
  return [...anyOf, ...noneOf].flatMap((term) => (term.op === 'in' ? [term.lo, term.hi] : [term]));
}
