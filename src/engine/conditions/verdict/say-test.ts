import { writeDay } from '../../kernel/day.js';
import type { Unit } from '../../kernel/quantity.js';
import { multiply, ratio, writeDecimal, type Ratio } from '../../kernel/ratio.js';
import type { FactValue } from '../../model/facts.js';
import type { Operand, UnaryTest } from '../../rulebook/rulebook.js';
import { operandsOf } from '../fact-places.js';

const SIGNS = { less: '<', 'less-or-equal': '<=', greater: '>', 'greater-or-equal': '>=' } as const;

/** A test as a person writes it: `(10%..20%]`, `not(renewal)`, `>= 5,000 USD`. */
export function sayTest(test: UnaryTest): string {
  switch (test.is) {
    case 'anything':
      return '-';
    case 'known':
    case 'unknown':
      return test.is;
    case 'equal':
      return sayOperand(test.to);
    case 'one-of':
      return test.tests.map(sayTest).join(', ');
    case 'not':
      return `not(${sayTest(test.test)})`;
    case 'within':
      return `${test.includesFrom ? '[' : '('}${sayLimit(test.from)}..${sayLimit(test.to)}${test.includesTo ? ']' : ')'}`;
    default:
      return `${SIGNS[test.is]} ${sayLimit(test.than)}`;
  }
}

/** What a comparison compares with: a text in double quotes, so that its end is seen. */
export function sayLimit(operand: Operand): string {
  return 'word' in operand ? `"${operand.word}"` : sayOperand(operand);
}

/** A constant with its unit, or a name. */
export function sayOperand(operand: Operand): string {
  if ('name' in operand) return operand.name;
  if ('day' in operand) return writeDay(operand.day);
  return 'word' in operand ? operand.word : asWritten(operand.quantity.value, operand.quantity.unit);
}

/** A number as a person says it, with thousands separated, `3 seats`; exact up to 6 decimals, then rounded half away from zero. */
export function sayNumber(value: Ratio, unit: Unit | undefined): string {
  if (unit?.kind !== 'count' || value.n === value.d) return asWritten(value, unit);
  return asWritten(value, { ...unit, of: plural(unit.of) });
}

/** Several of a unit; a unit that is written as several stays. */
function plural(unit: string): string {
  if (unit.endsWith('s')) return unit;
  return /[^aeiou]y$/.test(unit) ? unit.replace(/y$/, 'ies') : `${unit}s`;
}

function asWritten(value: Ratio, unit: Unit | undefined): string {
  if (unit?.kind === 'percent') return `${separate(writeDecimal(multiply(value, ratio(100n)), 6))}%`;
  const digits = separate(writeDecimal(value, 6));
  switch (unit?.kind) {
    case 'times':
      return `${digits}x`;
    case 'money':
      return `${digits} ${unit.currency}`;
    case 'money-per':
      return `${digits} ${unit.currency} per ${unit.per}`;
    case 'count':
      return `${digits} ${unit.of}`;
    case 'duration':
      return `${digits} ${unit.of.replace('-', ' ')}`;
    default:
      return digits;
  }
}

/** A value found, said in the unit of the test it was judged by. */
export function sayValue(value: FactValue, test: UnaryTest): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? writeDay(value) : sayNumber(value, unitOf(test));
}

/** The unit that a test's constants have, if any has one. */
export function unitOf(test: UnaryTest): Unit | undefined {
  if (test.is === 'not') return unitOf(test.test);
  if (test.is === 'one-of') return test.tests.map(unitOf).find((unit) => unit !== undefined);
  return operandsOf(test).flatMap((operand) => ('quantity' in operand ? [operand.quantity.unit] : []))[0];
}

function separate(digits: string): string {
  const [whole = '', places] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}
