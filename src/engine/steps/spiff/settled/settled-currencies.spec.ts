import { describe, expect, it } from '@jest/globals';
import { disagreementOn } from '../../../../../test/reference/disagreement.js';
import { contest, paidBySpiff, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn, type History } from '../../../../../test/support/spiffs/told-on.js';
import type { Fx } from '../../../rulebook/rulebook.js';

type Corrections = 'stand' | 'restate';

/** A contest of May on sales in two currencies, which settles on 15 June; ana is paid in pounds at the rate of the end of June. */
function history(corrections: Corrections, later: History['ratesTold'] = []): History {
  const converts = { rates: 'market', round: null, corrections } as const;
  const fx: Fx = {
    credit: { ...converts, date: 'booking-date' },
    pay: { ...converts, date: 'end-of-month' },
  };
  const prize = contest(['300 USD'], { settles: { after: 15 }, afterwards: 'stand' }, { source: '§1' });
  return {
    people: [{ id: 'ana', facts: { 'attribute.pay-currency': 'GBP' } }, { id: 'ben' }],
    spiffs: [spiff({ incentives: [prize], fx })],
    told: [
      { id: 'A', by: 'ana', date: '2026-05-10', net: '100', currency: 'EUR', on: '2026-05-10', rates: 1 },
      { id: 'B', by: 'ben', date: '2026-05-11', net: '105', on: '2026-05-11', rates: 1 },
      { id: 'Z', by: 'ben', date: '2026-07-01', net: '1', on: '2026-07-01', rates: 1 },
    ],
    ratesTold: [
      ['2026-05-01', 'market EUR USD 2026-05-01 1.10'],
      ['2026-05-31', 'market USD GBP 2026-05-31 0.80'],
      ...later,
    ],
  };
}

/** What is paid when it is calculated in September; the plain reference says the same. */
function prize(corrections: Corrections, later?: History['ratesTold']): Readonly<Record<string, string>> {
  const given = history(corrections, later);
  expect(disagreementOn(given, '2026-09-01')).toBeNull();
  return paidBySpiff(calculatedOn(given, '2026-09-01'));
}

const BOOKED_LOWER: History['ratesTold'] = [['2026-07-10', 'market EUR USD 2026-05-01 1.00']];
const END_OF_JUNE: History['ratesTold'] = [['2026-07-01', 'market USD GBP 2026-06-30 0.75']];
const CORRECTED: History['ratesTold'] = [...END_OF_JUNE, ['2026-07-10', 'market USD GBP 2026-06-30 0.70']];

describe('a SPIFF in several currencies that has settled', () => {
  it.each(['stand', 'restate'] as const)(
    'keeps who won, whatever becomes of the rate at which a booking was credited: %s',
    (corrections) => {
      // At 1.00 ana would have sold 100 USD, and ben 105.
      expect(prize(corrections, BOOKED_LOWER)).toEqual({ 'ana prize 2026-06': '240.00' });
    },
  );

  it('pays the prize by the rate of its pay period, also where that was told after the cut-off', () => {
    expect(prize('stand')).toEqual({ 'ana prize 2026-06': '240.00' });
    expect(prize('stand', END_OF_JUNE)).toEqual({ 'ana prize 2026-06': '225.00' });
  });

  it('and by a rate that was corrected since only where the SPIFF restates', () => {
    expect(prize('stand', CORRECTED)).toEqual({ 'ana prize 2026-06': '225.00' });
    expect(prize('restate', CORRECTED)).toEqual({ 'ana prize 2026-06': '210.00' });
  });
});
