import { day, number, plan } from '../../../../test/support/sample-rules.js';
import { rulebookOf } from '../../../../test/support/situation.js';
import type { FactValue } from '../../model/facts.js';
import type { NamesRead } from '../../values/names/names-read.js';
import { readInPlanCurrency } from './in-plan-currency.js';

const RATE = { set: 'market', from: 'EUR', to: 'USD', on: day('2026-02-03'), dated: day('2026-02-03') };
const BOOKED = { net: number('100 EUR'), rate: { ...RATE, rate: number('1.1 USD') } };
const FACTS = {
  ...rulebookOf({ people: [], bookings: [] }).facts,
  fields: [
    { name: 'line.cost', is: 'money' as const, means: 'Cost' },
    { name: 'line.seats', is: 'count' as const, means: 'Seats' },
  ],
};
const VALUES: Readonly<Record<string, FactValue>> = {
  'line.net': number('100 EUR'),
  'line.cost': number('40 EUR'),
  'line.seats': number('7 USD'),
  'attribute.quota': number('1,000 USD'),
  'booking.date': day('2026-02-03'),
};
const LINE: NamesRead = { day: day('2026-02-03'), leaf: (name) => VALUES[name] };
const BOOKING: NamesRead = { ...LINE, lines: [LINE] };

describe('a line read in the currency of the plan', () => {
  it('has its amounts converted, and everything else as it is', () => {
    const read = readInPlanCurrency(BOOKING, BOOKED, { facts: FACTS, plan: plan() });
    expect(read.leaf('line.net')).toEqual(number('110 USD'));
    expect(read.leaf('line.cost')).toEqual(number('44 USD'));
    expect(read.lines?.[0]?.leaf('line.net')).toEqual(number('110 USD'));
    for (const name of ['line.seats', 'attribute.quota', 'booking.date'])
      expect(read.leaf(name)).toEqual(VALUES[name]);
  });

  it('is the line itself where nothing was converted', () => {
    expect(readInPlanCurrency(BOOKING, undefined, { facts: FACTS, plan: plan() })).toBe(BOOKING);
  });
});
