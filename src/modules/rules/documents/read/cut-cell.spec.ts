import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../../engine/rulebook/finding.js';
import type { TableInput } from '../kinds/table.input.js';
import { cutCell } from './cut-cell.js';
import { readTable } from './read-table.js';

function remedyOf(row: readonly (string | readonly string[])[]): string[] {
  const table = { table: 't', from: '2026-01-01', inputs: ['booking.type', 'line.net'], rows: [row] };
  const more = { outputs: [{ id: 'rate', is: 'percent' }], hit: 'first', noMatch: 'refuse' };
  const findings: Finding[] = [];
  readTable({ ...table, ...more } as unknown as TableInput, findings);
  return findings.map(({ code, remedy }) => `${code} ${remedy}`);
}

describe('a cell that came apart at its commas', () => {
  it.each([
    [['smb', 'not(new', 'renewal)', '5%'], 'not(new, renewal)'],
    [['not(a', 'b', '(1%..2%])', '5%'], 'not(a, b, (1%..2%])'],
    [['> 5', '000 USD', '5%'], '> 5,000 USD'],
    [['1', '000', '000 USD', '-'], '1,000,000 USD'],
    [['-', '-5', '000'], '-5,000'],
  ])('%j is told whole: %s', (cells, whole) => {
    expect(cutCell(cells)).toBe(whole);
  });

  it.each([
    [['smb', 'not(new)', '5%']],
    [['"a(b"', 'c)', '5%']],
    [['(5%', ['new', 'renewal'], '10%)']],
    [['(5%', '10%']],
    [['40 seats', '100%', '5%']],
    [['5', '50%']],
  ])('%j did not', (cells) => {
    expect(cutCell(cells)).toBeUndefined();
  });

  it('is what a row of too many cells is told of', () => {
    expect(remedyOf(['not(new', 'renewal)', '-', '5%'])).toEqual([
      "TABLE_SHAPE Quote what has a comma in it: 'not(new, renewal)'.",
    ]);
    expect(remedyOf(['new', '> 5', '000 USD', '5%'])).toEqual([
      "TABLE_SHAPE Quote what has a comma in it: '> 5,000 USD'.",
    ]);
    expect(remedyOf(['new', '5%'])).toEqual(['TABLE_SHAPE Write "-" where any value will do.']);
    expect(remedyOf(['new', '-', '5%', '6%'])).toEqual(['TABLE_SHAPE Write "-" where any value will do.']);
  });
});
