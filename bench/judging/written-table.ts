import type { Operand, Table, UnaryTest } from '../../src/engine/rulebook/rulebook.js';
import { readOperand } from '../../src/engine/conditions/read-operand.js';
import { readUnaryTest } from '../../src/engine/conditions/read-unary-test.js';
import { family, type Written } from './written-rules.js';

const REGIONS = ['amer', 'emea', 'apac', 'latam', 'dach'];
const BANDS = 10;
const BAND = 5_000;

/** How many product families a table of so many rows has. */
export const familiesIn = (rows: number): number => Math.ceil(rows / (REGIONS.length * BANDS));

interface Row {
  readonly family: string;
  readonly region: string;
  readonly from: number;
}

/** Rows of a rate table: family, region and a band of the price; no two overlap, so at most one matches. */
export function makeRows(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, at) => ({
    family: family(Math.floor(at / (REGIONS.length * BANDS))),
    region: REGIONS[Math.floor(at / BANDS) % REGIONS.length] ?? '',
    from: (at % BANDS) * BAND,
  }));
}

/** The rows as a decision table of ours. */
export function asTable(rows: readonly Row[]): Table {
  return {
    id: 'rates',
    effective: { from: 0, until: null },
    fingerprint: '',
    inputs: ['line.family', 'booking.region', 'line.net'],
    outputs: [{ id: 'rate', is: 'percent' }],
    hit: 'unique',
    rows: rows.map((row, at) => ({
      id: `${at + 1}`,
      tests: [test(row.family), test(row.region), test(`[${row.from} USD..${row.from + BAND} USD)`)],
      outputs: [operand(`${(at % 20) + 1}%`)],
    })),
    noMatch: 'nothing',
  };
}

/** The rows as rules, one each. */
export function asRules(rows: readonly Row[]): readonly Written[] {
  return rows.map((row) => ({
    all: [
      { fact: 'line.family', operator: 'equal', value: row.family },
      { fact: 'booking.region', operator: 'equal', value: row.region },
      { fact: 'line.net', operator: 'greaterThanInclusive', value: row.from },
      { fact: 'line.net', operator: 'lessThan', value: row.from + BAND },
    ],
  }));
}

function test(text: string): UnaryTest {
  const read = readUnaryTest(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}

function operand(text: string): Operand {
  const read = readOperand(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
}
