import { describe, expect, it } from '@jest/globals';
import { readDecimal, ZERO } from '../../kernel/ratio.js';
import { unfitBookings, type DealBooking, type FittedDeal } from './fit-deal.js';

const amount = (text: string): NonNullable<ReturnType<typeof readDecimal>> => readDecimal(text) ?? ZERO;

function booked(booking: string, net: string, over: Partial<DealBooking> = {}): DealBooking {
  return {
    source: 'crm',
    booking,
    date: 1,
    lastDate: over.date ?? 1,
    sequence: 0n,
    changes: null,
    isNamed: true,
    accounts: ['acme'],
    people: ['ana'],
    amounts: new Map([['USD', amount(net)]]),
    ...over,
  };
}

const DEAL: FittedDeal = { account: 'acme', seller: 'ana', currency: 'USD', net: amount('50000') };

const unfit = (bookings: readonly DealBooking[], deal = DEAL): string[] =>
  [...unfitBookings(deal, bookings)].map(([key, { lacks }]) => `${key.slice(4)} ${lacks}`);

describe('bookings of a deal', () => {
  it('come to no more than the deal, in their declared order', () => {
    const bookings = [booked('B-2', '900000', { date: 2 }), booked('B-1', '50000')];
    expect([...unfitBookings(DEAL, bookings).values()]).toEqual([
      {
        lacks: 'OVER_AMOUNT',
        says: 'comes to 50,000.00 USD, and its bookings up to this one to 950,000.00 USD',
      },
    ]);
    expect(unfit(bookings)).toEqual(['B-2 OVER_AMOUNT']);
    expect(unfit([booked('B-1', '50000.01')])).toEqual(['B-1 OVER_AMOUNT']);
    expect(unfit([booked('B-1', '30000'), booked('B-2', '20000')])).toEqual([]);
    const told = [booked('B-1', '30000', { sequence: 2n }), booked('B-2', '30000', { sequence: 1n })];
    expect(unfit(told)).toEqual(['B-1 OVER_AMOUNT']);
    expect(unfit(told.reverse())).toEqual(['B-1 OVER_AMOUNT']);
  });

  it('of a deal that takes something back fit where they add nothing, and any that adds is over it', () => {
    const smaller = { ...DEAL, net: amount('-500') };
    expect(unfit([booked('B-1', '-500')], smaller)).toEqual([]);
    expect(unfit([booked('B-1', '-600')], smaller)).toEqual([]);
    expect(unfit([booked('B-1', '1')], smaller)).toEqual(['B-1 OVER_AMOUNT']);
    expect(unfit([booked('B-1', '0')], { ...DEAL, net: amount('0') })).toEqual([]);
  });

  it('are in its currency, whether anybody said what it comes to or not', () => {
    const euros = (booking: string, net: string, over: Partial<DealBooking> = {}): DealBooking =>
      booked(booking, net, { amounts: new Map([['EUR', amount(net)]]), ...over });
    const bookings = [euros('B-1', '5000000'), booked('B-2', '50000')];
    expect([...unfitBookings(DEAL, bookings).values()]).toEqual([
      { lacks: 'OTHER_CURRENCY', says: 'is in USD, and its booking in EUR' },
    ]);
    expect(unfit(bookings, { ...DEAL, net: undefined })).toEqual(['B-1 OTHER_CURRENCY', 'B-2 NO_AMOUNT']);
    expect(unfit(bookings, { ...DEAL, currency: null })).toEqual(['B-1 NO_AMOUNT', 'B-2 NO_AMOUNT']);
    const change = { changes: 'B-2', isNamed: false };
    expect(unfit([booked('B-2', '50000'), euros('B-3', '1', change)])).toEqual([
      'B-2 OTHER_CURRENCY',
      'B-3 OTHER_CURRENCY',
    ]);
    expect(unfit([booked('B-2', '50000'), euros('B-3', '-1', change)])).toEqual([]);
    expect(unfit([euros('B-1', '5'), euros('B-3', '-5', { changes: 'B-1' })])).toEqual([
      'B-1 OTHER_CURRENCY',
      'B-3 OTHER_CURRENCY',
    ]);
  });

  it('leave what does not fit out of the sum', () => {
    expect(unfit([booked('B-1', '60000'), booked('B-2', '40000')])).toEqual(['B-1 OVER_AMOUNT']);
  });

  it('count with what changes them', () => {
    const back = booked('R-1', '-20000', { date: 9, changes: 'B-1' });
    expect(unfit([booked('B-1', '60000'), back])).toEqual(['B-1 OVER_AMOUNT', 'R-1 OVER_AMOUNT'].slice(2));
    expect(unfit([booked('B-1', '50000'), booked('B-2', '20000'), back])).toEqual([]);
    const more = booked('U-1', '10000', { date: 2, changes: 'B-1' });
    expect(unfit([booked('B-1', '50000'), more])).toEqual(['U-1 OVER_AMOUNT']);
    const without = { ...more, isNamed: false, accounts: ['other'], people: ['ben'] };
    expect(unfit([booked('B-1', '50000'), without])).toEqual(['B-1 OVER_AMOUNT', 'U-1 OVER_AMOUNT']);
    const circle = [booked('C-1', '-1', { changes: 'C-2' }), booked('C-2', '-1', { changes: 'C-1' })];
    expect(unfit(circle)).toEqual([]);
  });

  it('are of its account and its seller, where both say one', () => {
    expect(unfit([booked('B-1', '10', { accounts: ['other'] })])).toEqual(['B-1 OTHER_ACCOUNT']);
    expect(unfit([booked('B-1', '10', { people: ['ben'] })])).toEqual(['B-1 OTHER_SELLER']);
    expect(unfit([booked('B-1', '10', { people: ['ben', 'ana'] })])).toEqual([]);
    expect(unfit([booked('B-1', '10', { accounts: [], people: [] })])).toEqual([]);
    const unsaid = { ...DEAL, account: null, seller: null };
    expect(unfit([booked('B-1', '10', { accounts: ['other'], people: ['ben'] })], unsaid)).toEqual([]);
  });

  it('add nothing where nobody said what the deal comes to, or in which currency', () => {
    for (const deal of [
      { ...DEAL, net: undefined },
      { ...DEAL, currency: null },
    ]) {
      expect(unfit([booked('B-1', '1'), booked('R-1', '-1', { date: 2 })], deal)).toEqual(['B-1 NO_AMOUNT']);
      expect(unfit([booked('B-1', '1'), booked('R-1', '-1', { changes: 'B-1' })], deal)).toEqual([]);
    }
  });
});
