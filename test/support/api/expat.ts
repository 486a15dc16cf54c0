import { RulesService } from '../../../src/modules/rules/rules.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { ACTOR, tell, type Told } from '../small-company.js';

const PLAN = `kicker: 1
plan: expat
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: quarter, negative: pay-back }
incentives:
  - id: commission
    flat: { base: measure.net, pays: 10% }
    modify: [{ multiplier: { times: 2x, when: { measure.net: "> 0 USD" } } }]
  - id: by-type
    flat: { base: measure.net, grain: group, group-by: booking.type, pays: 1% }
fx:
  credit: { rates: market, date: booking-date }
  pay: { rates: market, date: start-of-year }
`;

/** Somebody who sells in one currency, on a plan in another, and is paid in a third. */
export async function seedExpat(database: Database): Promise<void> {
  const { position, findings } = await new RulesService(database).publish(ACTOR, [
    { path: 'expat.yaml', text: PLAN },
  ]);
  if (position === null) throw new Error(JSON.stringify(findings));
  await tell(database, FACTS);
}

const FACTS: readonly Told[] = [
  {
    table: 'participant',
    id: 'expat',
    revision: 1,
    columns: { name: 'Expat', attributes: '{}', pay_currency: 'GBP' },
  },
  {
    table: 'assignment',
    id: 'expat',
    revision: 1,
    columns: { participant: 'expat', plan: 'expat', attributes: '{}', effective_from: '2026-01-01' },
  },
  {
    table: 'fx_rate',
    id: 'market/USD/GBP/2026-01-01',
    revision: 1,
    columns: {
      rate_set: 'market',
      from_currency: 'USD',
      to_currency: 'GBP',
      rate_on: '2026-01-01',
      rate: '0.8',
    },
  },
  {
    table: 'booking_line',
    id: 'EXPAT-1',
    revision: 1,
    columns: {
      line_no: 1,
      booked_on: '2026-04-14',
      sequence: 0,
      currency: 'EUR',
      net: '1000',
      salesperson: 'expat',
      attributes: '{"booking.type": "new"}',
    },
  },
];
