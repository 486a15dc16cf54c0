import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { CalculationService } from '../calculation/calculation.service.js';
import { RulesService } from '../rules/rules.service.js';
import { LedgerModule } from './ledger.module.js';
import { LedgerService, type Settled } from './ledger.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
attributes:
  - { name: attribute.quota, is: money, means: Quota }
relations:
  - { name: booking.salesperson, gives: person, means: The seller named on the order }
calendars:
  - { id: company, year-starts: 2026-01-01 }
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
const KICKER = `  - id: kicker
    flat: { base: measure.net, pays: 1% }
`;
const plan = (incentives: string): string => `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: year, quota: attribute.quota, negative: carry-measure }
incentives:
  - id: commission
    tiers:
      axis: measure.net
      mode: marginal
      starts:
        - { id: base, from: 0 USD, pays: 5% }
        - { id: above, above: "100,000 USD", pays: 10% }
${incentives}`;

const database = testDatabase();
const give = importing(database);
const actor = seeingAll('finance');
let app: TestingModule;

beforeAll(async () => {
  const imports = [DatabaseModule.forRoot(database), CalculationModule, LedgerModule];
  app = await Test.createTestingModule({ imports }).compile();
  const { findings } = await publish(plan(''));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  await give('participants', 'participant,name\nana,Ana\n');
  await give('assignments', 'assignment,participant,plan,from\nas-1,ana,seller,2026-01-01\n');
});
afterAll(() => app.close());

async function publish(text: string) {
  return await app.get(RulesService).publish(
    actor,
    [
      { path: 'rules/facts.yaml', text: FACTS },
      { path: 'rules/engagement.yaml', text: ENGAGEMENT },
      { path: 'rules/plan.yaml', text },
    ],
    'the plan was signed in other words',
  );
}

async function book(...rows: readonly string[]): Promise<void> {
  const file = ['booking,date,currency,net,salesperson,revision', ...rows].join('\n');
  const { rejections } = await give('bookings', `${file}\n`);
  expect(rejections).toEqual([]);
}

async function settle(): Promise<Settled> {
  const { summary, position } = await app.get(CalculationService).calculate(actor);
  return await app.get(LedgerService).settle(actor, summary.calculation, position);
}

/** What a settlement posted: incentive, origin, posted period, booking, change, cause. */
async function posted({ identity }: Settled): Promise<unknown[]> {
  const rows = await database.inTransaction(actor, (tx) =>
    tx.query<Record<string, unknown>>(
      `select e.incentive, e.origin, e.posted, b.external_id, l.change::text, l.cause
       from settlement s join ledger_entry e on e.entry = s.entry
       join ledger_line l on l.entry = e.entry and l.number = e.number
       left join (select distinct id, external_id from booking_line) b on b.id = l.booking_line
       where s.identity = $1 order by e.number, b.external_id`,
      [identity],
    ),
  );
  return rows.map((row) => Object.values(row));
}

// One year of one seller, told in order: each test continues where the one before ended.
describe('a calculation settled into the ledger', () => {
  it('posts what is earned, and closes January', async () => {
    await book('A,2026-01-10,USD,90000,ana,', 'B,2026-02-10,USD,30000,ana,');
    expect(await posted(await settle())).toEqual([
      ['commission', '2026-01', '2026-01', 'A', '4500.00', []],
      ['commission', '2026-02', '2026-02', 'B', '2500.00', []],
    ]);
    expect(await settle()).toMatchObject({ unchanged: true });
    await app.get(LedgerService).closePeriod(actor, { period: '2026-01' });
  });

  it('semantics 26: a late January deal changes the line of February too, and both name it', async () => {
    await book('L,2026-01-25,USD,20000,ana,');
    const cause = ['booking L line 1 revision 1'];
    expect(await posted(await settle())).toEqual([
      ['commission', '2026-01', '2026-02', 'L', '1500.00', cause],
      ['commission', '2026-02', '2026-02', 'B', '500.00', cause],
    ]);
  });

  it('semantics 4: an amended booking takes back what was paid on the mistake', async () => {
    await book('A,2026-01-10,USD,80000,ana,2');
    const cause = ['booking A line 1 revision 2'];
    expect(await posted(await settle())).toEqual([
      ['commission', '2026-01', '2026-02', 'A', '-500.00', cause],
      ['commission', '2026-01', '2026-02', 'L', '-500.00', cause],
    ]);
  });

  it('semantics 7: a corrected plan version that adds an incentive, then drops it', async () => {
    await publish(plan(KICKER));
    const added = await settle();
    expect(added.periods.map(({ period, amount }) => [period, amount])).toEqual([['2026-02', '1300.00']]);
    await publish(plan(''));
    const dropped = await settle();
    expect(dropped.periods.map(({ period, amount }) => [period, amount])).toEqual([['2026-02', '-1300.00']]);
    expect((await posted(dropped))[0]).toEqual([
      'kicker',
      '2026-01',
      '2026-02',
      'A',
      '-800.00',
      ['plan seller published', 'plan seller replaced'],
    ]);
  });

  it('adds up', async () => {
    const { checks } = await app.get(LedgerService).verifyLedger(actor);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });
});
