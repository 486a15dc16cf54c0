import { day } from '../../../../../test/support/sample-rules.js';
import { CHANGES } from '../../../model/derived/related-facts.js';
import type { BookingLine } from '../../../model/facts.js';
import { Deals } from './deals.js';

function line(booking: string, changes?: string, source = 'crm'): BookingLine {
  const place = { source, booking, line: 1, date: day('2026-01-02'), sequence: 0n };
  const seller = { salesperson: null, territory: null, account: null };
  return { ...place, ...seller, currency: 'USD', net: 1n, facts: [changes] };
}

/** The number of the deal of each line, negative for a change. */
function numbers(lines: readonly BookingLine[]): readonly number[] {
  const deals = new Deals(true, [CHANGES]);
  return lines.map((each, at) => {
    deals.pass(each);
    const { deal, isChange } = deals.at(at);
    return isChange ? -deal : deal;
  });
}

describe('a deal', () => {
  it('is a booking, with what changes it and what changes that', () => {
    const lines = [line('A'), line('B'), line('R1', 'A'), line('R2', 'R1'), line('B'), line('R3', 'B')];
    expect(numbers(lines)).toEqual([1, 2, -1, -1, 2, -2]);
  });

  it('leaves out what names a booking of another source, a later one, or itself', () => {
    const lines = [line('R1', 'A'), line('A'), line('R2', 'A', 'erp'), line('S', 'S')];
    expect(numbers(lines)).toEqual([1, 2, 3, 4]);
  });
});
