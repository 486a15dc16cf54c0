import { readDay, writeDay } from '../../src/engine/kernel/day.js';
import { readDecimal, type Ratio } from '../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../src/engine/model/facts.js';
import type { Random } from '../company/random.js';

/** One fact of a booking: amounts in USD, discounts in percent, days as days, everything else as text. */
export type Given = string | number;

/** A booking's facts by their names. */
export type Booking = Readonly<Record<string, Given>>;

/** One comparison, and conditions over it: what both evaluators get, each in its own writing. */
export type Written =
  | { readonly fact: string; readonly operator: string; readonly value: Given | readonly Given[] }
  | { readonly all: readonly Written[] }
  | { readonly any: readonly Written[] }
  | { readonly not: Written };

/** The facts of the bookings, in their places. */
export const FACTS = [
  'line.family',
  'booking.region',
  'booking.type',
  'line.net',
  'line.discount',
  'booking.date',
] as const;
const REGIONS = ['amer', 'emea', 'apac', 'latam', 'nordics', 'iberia', 'dach', 'anz'];
const TYPES = ['new', 'renewal', 'expansion', 'conversion'];
const FIRST_DAY = readDay('2026-01-01') ?? 0;

export const family = (number: number): string => `family-${number}`;
/** About five rules for each product family. */
export const familiesOf = (rules: number): number => Math.max(5, Math.floor(rules / 5));
const pick = (from: readonly string[], random: Random): string => from[random.below(from.length)] ?? '';

/** Rules as a commission plan has them, nested up to three deep. */
export function makeRules(count: number, random: Random): readonly Written[] {
  return Array.from({ length: count }, () => {
    const least = random.below(40) * 1_000;
    const from = FIRST_DAY + random.below(300);
    const large: Written = {
      all: [
        { fact: 'line.net', operator: 'greaterThanInclusive', value: least },
        { fact: 'line.discount', operator: 'lessThan', value: 5 + random.below(30) },
      ],
    };
    const regions = [pick(REGIONS, random), pick(REGIONS, random)];
    return {
      all: [
        { fact: 'line.family', operator: 'equal', value: family(random.below(familiesOf(count))) },
        { any: [{ fact: 'booking.region', operator: 'in', value: regions }, large] },
        { not: { fact: 'booking.type', operator: 'equal', value: pick(TYPES, random) } },
        { fact: 'booking.date', operator: 'greaterThanInclusive', value: from },
        { fact: 'booking.date', operator: 'lessThan', value: from + 200 },
      ],
    };
  });
}

/** Bookings of a year over so many product families. */
export function makeBookings(count: number, families: number, random: Random): readonly Booking[] {
  return Array.from({ length: count }, () => ({
    'line.family': family(random.below(families)),
    'booking.region': pick(REGIONS, random),
    'booking.type': pick(TYPES, random),
    'line.net': random.below(5_000_000) / 100,
    'line.discount': random.below(4_000) / 100,
    'booking.date': FIRST_DAY + random.below(365),
  }));
}

/** A booking as a row in the places of `FACTS`. */
export function rowOf(booking: Booking): readonly FactValue[] {
  return FACTS.map((fact) => {
    const value = booking[fact];
    if (typeof value !== 'number' || fact === 'booking.date') return value;
    return fact === 'line.discount' ? exact(value / 100) : exact(value);
  });
}

/** A rule as our documents write it: numbers with their units, dates as dates. */
export function inOurWords(rule: Written): unknown {
  if ('all' in rule) return { all: rule.all.map(inOurWords) };
  if ('any' in rule) return { any: rule.any.map(inOurWords) };
  if ('not' in rule) return { not: inOurWords(rule.not) };
  const { fact, operator, value } = rule;
  const say = (each: Given): string => sayGiven(fact, each);
  return { fact, operator, value: typeof value === 'object' ? value.map(say) : say(value) };
}

function sayGiven(fact: string, value: Given): string {
  if (typeof value === 'string') return value;
  if (fact === 'booking.date') return writeDay(value);
  return fact === 'line.discount' ? `${value}%` : `${value} USD`;
}

function exact(value: number): Ratio {
  const read = readDecimal(value.toFixed(4));
  if (!read) throw new Error(`${value} is no decimal.`);
  return read;
}
