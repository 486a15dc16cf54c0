import { day } from '../../../../test/support/sample-rules.js';
import { said } from '../../../../test/support/rules/values.js';
import type { BookingLine } from '../facts.js';
import { isRelated, neededForRelated, RelatedRecords } from './related-facts.js';

const ACCOUNT = ['account.first-booking-date', 'account.previous-booking-date', 'account.earlier-bookings'];
const ORIGINAL = ['original.date', 'original.net'];

function line(booking: string, date: string, changes: Partial<BookingLine> = {}): BookingLine {
  const place = { source: 'crm', booking, line: 1, date: day(date), sequence: 0n };
  const seller = { salesperson: null, territory: null, account: 'acme' };
  return { ...place, ...seller, currency: 'USD', net: 100_000_000n, facts: [], ...changes };
}

/** What each line finds as it passes, by its booking; `changed` is the booking that all of them name. */
function found(names: readonly string[], lines: readonly BookingLine[], changed?: string): readonly string[] {
  const records = new RelatedRecords(names);
  return lines.map((each) => {
    records.pass(each);
    return [each.booking, ...names.map((name) => said(records.read(name, each, changed)))].join(' ');
  });
}

describe('what an account booked before', () => {
  it('is unknown, and none, with its first booking', () => {
    expect(found(ACCOUNT, [line('A', '2026-01-02')])).toEqual(['A unknown unknown 0']);
  });

  it('goes by the declared order, on one day too', () => {
    const lines = [
      line('A', '2026-01-02'),
      line('C', '2026-01-02'),
      line('B', '2026-01-05'),
      line('D', '2026-01-06'),
    ];
    expect(found(ACCOUNT, lines)).toEqual([
      'A unknown unknown 0',
      'C day 1 day 1 1',
      'B day 1 day 1 2',
      'D day 1 day 4 3',
    ]);
  });

  it('is the same for all lines of a booking', () => {
    const lines = [line('A', '2026-01-02'), line('B', '2026-01-05'), line('B', '2026-01-05', { line: 2 })];
    expect(found(ACCOUNT, lines).slice(1)).toEqual(['B day 1 day 1 1', 'B day 1 day 1 1']);
  });

  it('leaves out what the booking itself booked, when its lines come apart', () => {
    const other = line('X', '2026-01-03', { account: 'zeta' });
    const lines = [line('A', '2026-01-02'), other, line('A', '2026-01-05', { line: 2 })];
    expect(found(ACCOUNT, lines)).toEqual([
      'A unknown unknown 0',
      'X unknown unknown 0',
      'A unknown unknown 0',
    ]);
  });

  it('keeps accounts apart, and bookings of one id from two sources', () => {
    const lines = [
      line('A', '2026-01-02'),
      line('B', '2026-01-03', { account: 'zeta' }),
      line('C', '2026-01-04', { account: null }),
      line('C', '2026-01-05', { account: null }),
      line('A', '2026-01-06', { source: 'erp' }),
    ];
    expect(found(ACCOUNT, lines)).toEqual([
      'A unknown unknown 0',
      'B unknown unknown 0',
      'C unknown unknown 0',
      'C unknown unknown 0',
      'A day 1 day 1 1',
    ]);
  });
});

describe('what a booking changes', () => {
  const original = [line('A', '2026-01-02'), line('A', '2026-01-02', { line: 2, net: -1n })];

  it('is the booking it names, all its lines together', () => {
    expect(found(ORIGINAL, [...original, line('R', '2026-02-01')], 'A').at(-1)).toBe(
      'R day 1 99999999/1000000',
    );
  });

  it('is unknown where it names none, one of another source, or one that comes later', () => {
    const change = line('R', '2026-02-01');
    expect(found(ORIGINAL, [...original, change]).at(-1)).toBe('R unknown unknown');
    expect(found(ORIGINAL, [...original, { ...change, source: 'erp' }], 'A').at(-1)).toBe(
      'R unknown unknown',
    );
    expect(found(ORIGINAL, [change, ...original], 'A')[0]).toBe('R unknown unknown');
  });

  it('needs the name of the booking with the line', () => {
    expect([...ACCOUNT, ...ORIGINAL].every(isRelated)).toBe(true);
    expect(isRelated('line.net')).toBe(false);
    expect(ORIGINAL.map(neededForRelated)).toEqual([['booking.changes'], ['booking.changes']]);
    expect(ACCOUNT.flatMap(neededForRelated)).toEqual([]);
  });
});
