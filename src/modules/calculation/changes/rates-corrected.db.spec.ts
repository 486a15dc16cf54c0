import { describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../../test/support/calculation.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR, onFreshDatabase } from '../../../../test/support/small-company.js';
import type { Database } from '../../../platform/database/database.js';
import { RulesService } from '../../rules/rules.service.js';
import type { Staleness } from './staleness.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields: [{ name: line.net, is: money, means: Price }]
relations: [{ name: booking.salesperson, gives: person, means: The seller named on the order }]
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;
const ENGAGEMENT = `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named on the order }] }
    otherwise: { credit: house, because: Nobody is named }
`;
const planWith = (corrections: string): string => `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures: [{ id: net, sum: line.net, window: month, negative: pay-back }]
incentives: [{ id: commission, flat: { base: measure.net, pays: 10% } }]
fx: { pay: { rates: market, date: end-of-month, corrections: ${corrections} } }
`;

interface Company {
  readonly rate: (row: string) => Promise<readonly string[]>;
  readonly pay: () => Promise<string>;
  readonly stale: () => Promise<Staleness>;
}

/** Ana sells for 1,000 USD in February and is paid in rupees; 845 is a typing error for 84.5. */
async function company(database: Database, corrections: 'stand' | 'restate'): Promise<Company> {
  const rules = new RulesService(database);
  const texts = [FACTS, ENGAGEMENT, planWith(corrections)];
  const files = texts.map((text, place) => ({ path: `${place}.yaml`, text }));
  const { position } = await rules.publish(ACTOR, files, 'signed');
  expect(position).not.toBeNull();
  const give = importing(database);
  const { service, changes } = calculationOn(database);
  const tell = async (kind: string, ...rows: readonly string[]): Promise<readonly string[]> => {
    const report = await give(kind, [...rows, ''].join('\n'));
    expect(report.rejections).toEqual([]);
    return report.notes;
  };
  const rate = (row: string): Promise<readonly string[]> =>
    tell('fx-rates', 'set,from_currency,to_currency,date,rate,revision,withdrawn', row);
  await tell('participants', 'participant,name,pay_currency', 'ana,Ana,INR');
  await tell('assignments', 'assignment,participant,plan,from', 'as-1,ana,seller,2026-01-01');
  await tell('bookings', 'booking,date,currency,net,salesperson', 'A,2026-02-03,USD,1000,ana');
  expect(await rate('market,USD,INR,2026-02-28,845,1,')).toEqual([]);
  const pay = async (): Promise<string> => {
    const { summary } = await service.calculate(ACTOR);
    const [row] = await database.inTransaction(ACTOR, (tx) =>
      tx.query<{ amount: string }>(
        `select e.amount::numeric(18, 2)::text as amount from manifest m
         join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id where m.calculation = $1`,
        [summary.calculation],
      ),
    );
    return row?.amount ?? '';
  };
  return { rate, pay, stale: () => changes.staleness(ACTOR) };
}

describe('a rate that is corrected', () => {
  it('changes nobody’s pay where plans let it stand, and says what a typing error takes', async () => {
    await onFreshDatabase(async (database) => {
      const { rate, pay, stale } = await company(database, 'stand');
      expect(await pay()).toBe('84500.00');
      const notes = await rate('market,USD,INR,2026-02-28,84.5,2,');
      expect(notes.join(' ')).toMatch(
        /keeps the rate it had.*typing error.*withdraw the rate and tell it again/,
      );
      const told = await stale();
      expect(told).toMatchObject({ stale: false, changed: { rate: 1 }, periods: [], participants: [] });
      expect(told.words.join(' ')).not.toContain('until you calculate again');
      expect(told.words).toContain('Whose pay may change: nobody.');
      expect(told.words.join(' ')).toContain('what was converted keeps the rate it had, as no plan restates');
      expect(await pay()).toBe('84500.00');

      await rate('market,USD,INR,2026-02-28,84.5,3,yes');
      await rate('market,USD,INR,2026-02-28,84.5,4,');
      expect(await stale()).toMatchObject({ participants: null, periods: ['2026-02'] });
      expect(await pay()).toBe('8450.00');
    });
  });

  it('may change anybody’s where a plan restates, and a rate of another day always', async () => {
    await onFreshDatabase(async (database) => {
      const { rate, pay, stale } = await company(database, 'restate');
      expect(await pay()).toBe('84500.00');
      await rate('market,USD,INR,2026-02-28,84.5,2,');
      expect(await stale()).toMatchObject({ participants: null, periods: ['2026-02'] });
      expect(await pay()).toBe('8450.00');
    });
    await onFreshDatabase(async (database) => {
      const { rate, pay, stale } = await company(database, 'stand');
      await pay();
      expect(await rate('market,USD,INR,2026-02-27,84.5,1,')).toEqual([]);
      expect(await stale()).toMatchObject({ participants: null });
    });
  });
});
