import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { CATALOGUE, importing } from '../../../test/support/importing.js';

const give = importing(testDatabase());

beforeAll(async () => {
  await give('participants', 'participant,name\np-1,Ana\np-2,Bo\n');
  await give('territories', 'territory,name,group\nt-1,North,emea\n');
});

const BOOKING = { booking: 'B-1', date: '2026-03-05', currency: 'USD', net: '100' };
const ASSIGNMENT = { participant: 'p-1', plan: 'ae', from: '2026-01-01' };
const QUOTA = { participant: 'p-1', amount: '100', unit: 'USD', from: '2026-01-01' };
const EVENT = { event: 'E-1', booking: 'B-0', kind: 'event.paid', date: '2026-03-05' };
const RATE = { set: 'daily', from_currency: 'EUR', to_currency: 'USD', date: '2026-03-05', rate: '1.1' };
const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bookings: BOOKING,
  assignments: ASSIGNMENT,
  quotas: QUOTA,
  events: EVENT,
  'fx-rates': RATE,
  participants: { participant: 'p-9', name: 'Cy' },
  accounts: { account: 'a-1', name: 'Acme' },
  absences: { participant: 'p-1', kind: 'parental-leave', from: '2026-01-01' },
  'territory-holders': { territory: 't-1', participant: 'p-1', from: '2026-01-01' },
  'territory-heads': { group: 'emea', participant: 'p-1', from: '2026-01-01' },
};

/** [kind, column, cell, reason]: the row is right but for that cell. */
const CELLS: readonly (readonly [kind: string, column: string, cell: string, reason: string])[] = [
  ['bookings', 'net', '1.1234567', 'it has 7 decimals; at most 6 are allowed'],
  ['bookings', 'net', '9'.repeat(1000), 'it has 1000 digits before the point; at most 12 are allowed'],
  ['bookings', 'net', '1234567890123', 'it has 13 digits before the point; at most 12 are allowed'],
  ['bookings', 'net', 'NaN', 'it is not a number'],
  ['bookings', 'net', 'Infinity', 'it is not a number'],
  ['bookings', 'net', '-inf', 'it is not a number'],
  ['bookings', 'net', '0x1F', 'it is written in hexadecimal; write it in digits 0 to 9'],
  ['bookings', 'net', '１２３', 'it has digits of another script; write it in digits 0 to 9'],
  ['bookings', 'net', '1E+05', 'it is written with an exponent, which loses digits; give all digits'],
  ['bookings', 'net', '1e400', 'it is written with an exponent, which loses digits; give all digits'],
  ['bookings', 'net', '-0', 'there is no minus zero; write 0'],
  ['bookings', 'net', '007', 'it starts with a zero; write it without'],
  ['bookings', 'net', '(100)', 'it is in brackets; write a negative number with a minus'],
  ['bookings', 'net', '=1+1', 'it looks like a formula; give the number itself'],
  ['bookings', 'net', '+100', 'it looks like a formula; give the number itself'],
  ['bookings', 'net', '10%', 'it is a percentage; an amount is expected'],
  [
    'bookings',
    'net',
    '100 USD',
    'it carries a currency; give the number alone and the currency in its own column',
  ],
  [
    'bookings',
    'net',
    '$100',
    'it carries a currency; give the number alone and the currency in its own column',
  ],
  [
    'bookings',
    'net',
    '1,000.50',
    'numbers are read with "." before decimals and no thousands separator; a mapping file can declare another way',
  ],
  [
    'bookings',
    'net',
    '.5',
    'numbers are read with "." before decimals and no thousands separator; a mapping file can declare another way',
  ],
  ['bookings', 'net', 'abc', 'it is not a number'],
  ['bookings', 'net', '', 'it is required'],
  ['bookings', 'date', '2026-02-30', 'there is no such day between 1900 and 9999'],
  ['bookings', 'date', '0001-01-01', 'there is no such day between 1900 and 9999'],
  ['bookings', 'date', 'infinity', 'dates are read as YYYY-MM-DD'],
  ['bookings', 'date', '03/04/2026', 'dates are read as YYYY-MM-DD; a mapping file can declare another way'],
  [
    'bookings',
    'date',
    '2026-03-05T10:00:00Z',
    'it carries a time; give the date alone, in the time zone of your calendar, as YYYY-MM-DD',
  ],
  ['bookings', 'currency', 'usd', 'currencies are written in capitals: USD'],
  ['bookings', 'currency', 'XXX', 'it is not a currency of ISO 4217'],
  [
    'events',
    'kind',
    'event.cancelled',
    'it charges pay, which no plan can count yet; give a booking of its own date with a negative amount, that names its original in changes',
  ],
  [
    'events',
    'kind',
    'event.corrected',
    'it restates pay, which no plan can count yet; give the booking again, as it should have been',
  ],
  ['bookings', 'booking', '=cmd()', 'it starts with "=", which a spreadsheet runs as a formula'],
  ['bookings', 'booking', '@SUM(A1)', 'it starts with "@", which a spreadsheet runs as a formula'],
  ['bookings', 'booking', '-2+3', 'it starts with "-", which a spreadsheet runs as a formula'],
  ['bookings', 'booking', 'B\u200b1', 'it contains an invisible character (U+200B)'],
  ['bookings', 'booking', 'B\u202e1', 'it contains an invisible character (U+202E)'],
  ['bookings', 'booking', 'B'.repeat(201), 'it has 201 characters; at most 200 are allowed'],
  ['bookings', 'booking', '#REF!', 'it is an error of a spreadsheet, not a value'],
  ['bookings', 'line', '0', 'it must be a whole number from 1 to 2147483647'],
  ['bookings', 'line', '1.5', 'it must be a whole number'],
  ['bookings', 'line', '2147483648', 'it must be a whole number from 1 to 2147483647'],
  ['bookings', 'sequence', '-1', 'it cannot be negative'],
  ['bookings', 'revision', '0', 'it must be a whole number from 1 to 2147483647'],
  ['bookings', 'withdrawn', 'maybe', 'write yes or no'],
  ['bookings', 'salesperson', 'p-7', 'there is no participant with this id; import participants first'],
  ['bookings', 'booking.partner', 'p-7', 'there is no participant with this id; import participants first'],
  ['bookings', 'territory', 't-7', 'there is no territory with this id; import territories first'],
  ['bookings', 'account', 'a-7', 'there is no account with this id; import accounts first'],
  ['bookings', 'changes', 'B-7', 'there is no booking with this id from that source; import bookings first'],
  [
    'bookings',
    'changes',
    'B-1',
    'a booking cannot change itself; to correct it, give it again as a revision',
  ],
  ['bookings', 'booking.type', 'nwe', 'it is not one of the words allowed; did you mean new?'],
  ['bookings', 'booking.signed', '2026-13-01', 'there is no such day between 1900 and 9999'],
  [
    'bookings',
    'line.discount',
    '0.08',
    'a percentage is expected: write 8%, or say "reads: fraction" in a mapping file',
  ],
  ['bookings', 'line.acv', '100 ABC', 'ABC is not a currency of ISO 4217'],
  ['bookings', 'line.seats', '4 tons', 'a number of logo is expected'],
  ['bookings', 'line.term', '3 months', 'a number of days is expected'],
  ['bookings', 'line.note', '=HYPERLINK("x")', 'it starts with "=", which a spreadsheet runs as a formula'],
  ['participants', 'name', '=1', 'it starts with "=", which a spreadsheet runs as a formula'],
  ['participants', 'email', 'ana', 'it is not an e-mail address'],
  ['participants', 'pay_currency', 'EURO', 'it is not a currency of ISO 4217'],
  ['assignments', 'manager', 'p-1', 'nobody is their own manager'],
  ['assignments', 'manager', 'p-7', 'there is no participant with this id; import participants first'],
  [
    'assignments',
    'until',
    '2026-01-01',
    'it must come after the first day 2026-01-01: until is the first day that no longer counts',
  ],
  ['assignments', 'participant.role', 'boss', 'write one of account-executive, manager'],
  [
    'absences',
    'kind',
    'parental-leaf',
    'the fact catalogue does not declare it. Did you mean parental-leave?',
  ],
  ['quotas', 'amount', '-1', 'a quota cannot be negative; zero counts as no quota'],
  ['quotas', 'unit', '%', 'attribute.quota is measured in a currency'],
  ['quotas', 'unit', 'dollars', 'it is neither a currency, nor %, nor one of logo'],
  [
    'quotas',
    'attribute',
    'attribute.qouta',
    'the fact catalogue does not declare it. Did you mean attribute.quota?',
  ],
  ['accounts', 'segment', 'small', 'write one of smb, mid-market'],
  ['accounts', 'parent', 'a-1', 'an account cannot belong to itself'],
  ['accounts', 'owner', 'p-7', 'there is no participant with this id; import participants first'],
  ['events', 'kind', 'event.payed', 'the fact catalogue does not declare it. Did you mean event.paid?'],
  ['events', 'booking', 'B-7', 'there is no booking with this id from that source; import bookings first'],
  ['fx-rates', 'rate', '0', 'a rate must be above zero'],
  ['fx-rates', 'rate', '-1.1', 'a rate must be above zero'],
  ['fx-rates', 'to_currency', 'EUR', 'a currency has no rate to itself'],
  ['territory-holders', 'territory', 't-7', 'there is no territory with this id; import territories first'],
  ['territory-heads', 'group', 'apac', 'no territory belongs to this group; import territories first'],
];

function fileWith(kind: string, column: string, cell: string): string {
  const row = { ...ROWS[kind], [column]: cell };
  const quoted = Object.values(row).map((value) => `"${value.replaceAll('"', '""')}"`);
  return `${Object.keys(row).join(',')}\n${quoted.join(',')}\n`;
}

describe('a bad cell', () => {
  it.each(CELLS)('%s, %s, %s', async (kind, column, cell, reason) => {
    const report = await give(kind, fileWith(kind, column, cell), { catalogue: CATALOGUE });
    const found = report.rejections.filter((each) => each.column === column);
    expect(found).toEqual([
      { line: 2, column, value: cell.length > 60 ? `${cell.slice(0, 59)}…` : cell, reason },
    ]);
    expect(report).toMatchObject({ written: false, entry: null, counts: { accepted: 0, rejected: 1 } });
  });

  it('is asked of each kind beside a row that is right', () => {
    expect(new Set(CELLS.map(([kind]) => kind))).toEqual(new Set(Object.keys(ROWS)));
    expect(CELLS.length).toBeGreaterThan(60);
  });
});
