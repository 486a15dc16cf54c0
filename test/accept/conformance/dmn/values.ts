import { readDay } from '../../../../src/engine/kernel/day.js';
import { ratio, readDecimal, writeDecimal, type Ratio } from '../../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { DmnValue } from './dmn.js';

/** What a DMN value is in the language: it has no bare numbers, no booleans, and days rather than instants. */
export type Kind = 'number' | 'text' | 'truth' | 'date' | 'seconds' | 'months';

/** DMN's truth values as the two words of a closed list. */
export const TRUE = 'is-true';
export const FALSE = 'is-false';

/** The unit in which numbers of a kind are written; times, instants and exact durations are numbers of seconds. */
export const UNITS: Partial<Record<Kind, string>> = {
  number: 'units',
  seconds: 'seconds',
  months: 'whole-months',
};

/** A value that the language cannot have, for a reason that is part of its design. */
export class Unsayable extends Error {}

/** The kind of a value; nothing of null, which is unknown in every kind. */
export function kindOf(value: DmnValue): Kind | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return 'truth';
  if (typeof value !== 'object') return typeof value === 'number' ? 'number' : 'text';
  if (value.$type === 'date') return 'date';
  return value.$type === 'duration' && /^-?P[^TD]*$/.test(value.value) ? 'months' : 'seconds';
}

/** A value as a fact has it: exact numbers, days, words; null is unknown. */
export function factOf(value: DmnValue, lex?: string): FactValue {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  if (typeof value === 'number') return decimal(lex ?? String(value));
  if (typeof value === 'string') return value;
  if (value.$type === 'date') return dayOf(value.value);
  if (value.$type === 'duration') return durationOf(value.value);
  return value.$type === 'time' ? secondsOfTime(value.value) : secondsOfInstant(value.value);
}

/** A value as an output cell, an output value or a fact list has it, without quotes. */
export function plainText(value: DmnValue, lex?: string): string {
  const fact = factOf(value, lex);
  const unit = UNITS[kindOf(value) ?? 'text'];
  if (typeof fact === 'object') return `${writeDecimal(fact)} ${unit ?? ''}`.trim();
  return typeof value === 'object' && value !== null ? value.value : String(fact);
}

/** A value as a test has it: texts stand in quotes, so that none is read as a name or a number. */
export function testText(value: DmnValue, lex?: string): string {
  return typeof value === 'string' ? `"${value}"` : plainText(value, lex);
}

/** A value found or expected, for comparison. */
export function say(value: FactValue): string {
  if (value === undefined) return 'null';
  return typeof value === 'object' ? writeDecimal(value) : JSON.stringify(value);
}

function decimal(text: string): Ratio {
  const read = readDecimal(text);
  if (!read) throw new Error(`The number ${text} cannot be read.`);
  return read;
}

function dayOf(text: string): number {
  const day = readDay(text);
  if (day === undefined) throw new Error(`There is no day ${text}.`);
  return day;
}

function durationOf(text: string): Ratio {
  const match = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) throw new Unsayable('a part of a second: the language counts whole seconds at most');
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part) => Number(part ?? 0));
  const total = years * 12 + months + ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return ratio(BigInt(match[1] === '-' ? -total : total));
}

function secondsOfInstant(text: string): Ratio {
  const [date = '', time] = text.split('T');
  const day = ratio(BigInt(dayOf(date) * 86_400));
  const within = time === undefined ? ratio(0n) : secondsOfTime(time);
  return ratio(day.n + within.n);
}

function secondsOfTime(text: string): Ratio {
  if (text.includes('@')) throw new Unsayable('a time zone by name: a calendar turns instants into days');
  if (text.includes('.'))
    throw new Unsayable('a part of a second: the language counts whole seconds at most');
  const match = /^(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d):(\d\d))?$/.exec(text);
  if (!match) throw new Error(`The time ${text} cannot be read.`);
  const part = (at: number): number => Number(match[at] ?? 0);
  const offset = (part(5) * 60 + part(6)) * (match[4] === '-' ? -60 : 60);
  return ratio(BigInt((part(1) * 60 + part(2)) * 60 + part(3) - offset));
}
