import { describe, expect, it } from '@jest/globals';
import { readMapping } from './read-mapping.js';

const HEAD = 'kicker: 1\nmapping: bookings\n';

describe('a mapping file', () => {
  it('says what foreign headers, words and ways of writing mean', () => {
    const mapping = readMapping(
      `${HEAD}columns:\n  SalesOrderID: booking\n  Margin: { column: line.margin, reads: fraction }\n  ACV: { column: line.acv, unit: EUR }\n` +
        `ignore: [TaxAmt, Freight]\nconstants: { currency: USD }\nvalues:\n  booking.type: { New Business: new }\n` +
        `dates: DD.MM.YYYY\ndecimal: ","\nthousands: "."\ndelimiter: ";"\n`,
      'bookings',
    );
    expect(mapping).toEqual({
      kind: 'bookings',
      columns: new Map([
        ['SalesOrderID', { column: 'booking' }],
        ['Margin', { column: 'line.margin', fraction: true }],
        ['ACV', { column: 'line.acv', unit: 'EUR' }],
      ]),
      ignore: new Set(['TaxAmt', 'Freight']),
      constants: new Map([['currency', 'USD']]),
      values: new Map([['booking.type', new Map([['New Business', 'new']])]]),
      writing: { dates: 'DD.MM.YYYY', decimal: ',', thousands: '.' },
      delimiter: ';',
    });
  });

  it.each([
    ['mapping: bookings\n', 'line 1, column 1: the first key must be "kicker: 1"'],
    ['kicker: 1\nmapping: quotas\n', 'it is for "quotas", not for bookings: write "mapping: bookings"'],
    [`${HEAD}colums: {}\n`, 'line 3, column 1: there is no key "colums". Did you mean columns?'],
    [
      `${HEAD}dates: DD.MM.YY\n`,
      'line 3, column 8: "dates: DD.MM.YY" is not known; write one of "YYYY-MM-DD"',
    ],
    [`${HEAD}decimal: ";"\n`, '"decimal: ;" is not known; write one of ".", ","'],
    [`${HEAD}columns:\n  A: { colum: booking }\n`, 'there is no key "colum" here. Did you mean column?'],
    [`${HEAD}columns:\n  A: { column: booking, reads: percent }\n`, 'after "reads:" comes "fraction"'],
    [`${HEAD}columns: [a]\n`, 'line 3, column 10: this must be written as "key: value" lines'],
    [`${HEAD}columns:\n  A: b\n  A: c\n`, 'this is not YAML that can be read'],
    [`${HEAD}columns: { A: "b\n`, 'this is not YAML that can be read'],
    [`${HEAD}ignore: { a: b }\n`, 'after "ignore:" comes "others" or a list of headers'],
    [`${HEAD}constants: { currency: [USD] }\n`, 'a single word or text is expected'],
    [`${HEAD}constants: &a { currency: USD }\nvalues: *a\n`, 'this must be written as "key: value" lines'],
    ['', 'a mapping file must be written as "key: value" lines'],
    ['x'.repeat(100_001), 'a mapping file is at most 100000'],
  ])('is refused: %#', (text, message) => {
    const read = (): unknown => readMapping(text, 'bookings');
    expect(read).toThrow(
      expect.objectContaining({ code: 'IMPORT_MAPPING', message: expect.stringContaining(message) }),
    );
  });
});
