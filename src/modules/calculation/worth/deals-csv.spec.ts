import { describe, expect, it } from '@jest/globals';
import { readAmount, readDealsCsv } from './deals-csv.js';

function refusalOf(text: string): unknown {
  try {
    return readDealsCsv(text);
  } catch (error) {
    return error;
  }
}

describe('a file of deals', () => {
  it('has a row for each deal, and rows of one deal one after another are its lines', () => {
    const text =
      '\ufeffdeal,date,net,currency,account,booking.type\nA,2026-03-01,"50,000 USD",,acme,new\nA,2026-03-01,100 USD,,acme,renewal\nB,2026-03-02,7.5,EUR,,\n,2026-03-03,1,,,\n,2026-03-04,2,,,\n';
    const type = (value: string): object => ({ name: 'booking.type', value });
    const none = { salesperson: undefined, territory: undefined };
    expect(readDealsCsv(text)).toEqual([
      {
        ...none,
        id: 'A',
        date: '2026-03-01',
        currency: 'USD',
        account: 'acme',
        lines: [
          { net: '50000', facts: [type('new')] },
          { net: '100', facts: [type('renewal')] },
        ],
      },
      {
        ...none,
        id: 'B',
        date: '2026-03-02',
        currency: 'EUR',
        account: undefined,
        lines: [{ net: '7.5', facts: [] }],
      },
      {
        ...none,
        id: undefined,
        date: '2026-03-03',
        currency: undefined,
        account: undefined,
        lines: [{ net: '1', facts: [] }],
      },
      {
        ...none,
        id: undefined,
        date: '2026-03-04',
        currency: undefined,
        account: undefined,
        lines: [{ net: '2', facts: [] }],
      },
    ]);
  });

  it.each([
    ['', 'IMPORT_EMPTY', 'deals'],
    ['date,amount\n2026-03-01,1\n', 'IMPORT_HEADER', 'deals'],
    ['date,net,acount\n2026-03-01,1,x\n', 'IMPORT_HEADER', 'deals'],
    ['date,net\n2026-03-01,1,2\n', 'IMPORT_CSV', 'deals'],
    ['date,net\n2026-03-01,1\n2026-03-01,5 percent\n', 'BAD_INPUT', 'deals.1.lines.0.net'],
  ])('is refused where it is %j', (text, code, path) => {
    expect(refusalOf(text)).toMatchObject({ code, path });
  });

  it('names the column that was meant', () => {
    expect(refusalOf('date,net,acount\n2026-03-01,1,x\n')).toMatchObject({ hint: 'Did you mean account?' });
  });

  it('has amounts as people write them', () => {
    expect(readAmount('50,000.25 USD', 'net')).toEqual({ net: '50000.25', currency: 'USD' });
    expect(() => readAmount('8%', 'net')).toThrow('cannot be read');
  });
});
