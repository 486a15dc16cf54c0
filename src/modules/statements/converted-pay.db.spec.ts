import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { importing } from '../../../test/support/importing.js';
import { onFreshDatabase } from '../../../test/support/small-company.js';
import { explain } from '../../engine/explain/explain.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { ImportService } from '../bookings/import.service.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { CalculationService } from '../calculation/calculation.service.js';
import { WorthService } from '../calculation/worth/worth.service.js';
import { EarningsService } from '../calculation/earnings.service.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LedgerService, type Settled } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { StatementsModule } from './statements.module.js';
import { StatementsService, statementText } from './statements.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
  - { name: booking.currency, is: text, means: Currency of the order }
attributes:
  - { name: attribute.pay-currency, is: text, means: Currency that the person is paid in }
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
const PLAN = `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: year, negative: pay-back }
incentives:
  - id: variable
    flat: { base: measure.net, pays: 10% }
  - id: commission
    flat: { base: measure.net, pays: 3% }
    fx: { pay: { rates: market, date: end-of-month } }
fx:
  credit: { rates: daily, date: booking-date }
  pay: { rates: compensation, date: start-of-year }
`;

const database = testDatabase();
const give = importing(database);
const actor = seeingAll('finance');
const api = testApi(database);
let app: TestingModule;
/** Every file in the order in which it came; the one that is undone is not told again. */
const told: Parameters<typeof give>[] = [];

beforeAll(async () => {
  const imports = [DatabaseModule.forRoot(database), CalculationModule, LedgerModule, StatementsModule];
  app = await Test.createTestingModule({ imports }).compile();
  const files = [FACTS, ENGAGEMENT, PLAN].map((text, place) => ({ path: `rules/${place}.yaml`, text }));
  const { findings } = await app.get(RulesService).publish(actor, files, 'signed');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { rulebook } = await database.reading(actor, (tx) => app.get(RulesService).rulebookNow(tx));
  const catalogue = rulebook.facts;
  await tell('participants', 'participant,name,pay_currency\nana,Ana,EUR\nbo,Bo,USD\ncy,Cy,INR\n', {
    catalogue,
  });
  await tell(
    'assignments',
    'assignment,participant,plan,from,attribute.pay-currency\nas-1,ana,seller,2026-01-01,INR\nas-2,bo,seller,2026-01-01,\nas-3,cy,seller,2026-01-01,\n',
    { catalogue },
  );
});
afterAll(() => app.close());

async function tell(...[kind, text, given]: Parameters<typeof give>): Promise<string> {
  told.push([kind, text, given]);
  const { rejections, entry } = await give(kind, text, given);
  expect(rejections).toEqual([]);
  return entry ?? '';
}

const rates = (...rows: readonly string[]): Promise<string> =>
  tell('fx-rates', ['set,from_currency,to_currency,date,rate,revision', ...rows, ''].join('\n'));
const book = (...rows: readonly string[]): Promise<string> =>
  tell('bookings', ['booking,date,currency,net,salesperson,changes,revision', ...rows, ''].join('\n'));

async function calculate(shards = 1): ReturnType<CalculationService['calculate']> {
  return await app.get(CalculationService).calculate(actor, { shards });
}

async function settle(): Promise<Settled> {
  const { summary, position } = await calculate();
  return await app.get(LedgerService).settle(actor, summary.calculation, position);
}

/** What a settlement posted: participant, incentive, origin, posted period, currency and amount. */
async function posted({ identity }: Settled): Promise<unknown[]> {
  const rows = await database.inTransaction(actor, (tx) =>
    tx.query<Record<string, unknown>>(
      `select e.participant, e.incentive, e.origin, e.posted, e.currency, sum(l.change)::text as change
       from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
       where s.identity = $1 group by 1, 2, 3, 4, 5 order by 1, 2, 3`,
      [identity],
    ),
  );
  return rows.map((row) => Object.values(row));
}

// One story, told in order: each test goes on where the one before it ended.
describe('pay in another currency', () => {
  it('waits as an exception that names set, pair and day while no rate is known', async () => {
    await book('A,2026-02-03,EUR,100000,ana,,', 'B,2026-02-10,USD,1000,bo,,', 'Y,2026-02-11,USD,1000,cy,,');
    const { summary } = await calculate();
    expect(summary.totals.exceptionsByCode).toEqual({ NO_RATE: 1 });
    const reasons = await database.inTransaction(actor, (tx) =>
      tx.query('select reason from credit_exception'),
    );
    expect(reasons).toEqual([{ reason: 'The rate set daily has no rate from EUR to USD for 2026-02-03.' }]);
  });

  it('is credited, earned, settled and stated once the rates are handed in', async () => {
    await rates(
      'daily,EUR,USD,2026-02-03,1.10,',
      'daily,EUR,USD,2026-03-20,1.25,',
      'compensation,USD,INR,2026-01-01,83,',
      'market,USD,INR,2026-02-28,84.5,',
      'market,USD,INR,2026-03-31,90,',
    );
    expect(await posted(await settle())).toEqual([
      ['ana', 'commission', '2026-02', '2026-02', 'INR', '278850.00'],
      ['ana', 'variable', '2026-02', '2026-02', 'INR', '913000.00'],
      ['bo', 'commission', '2026-02', '2026-02', 'USD', '30.00'],
      ['bo', 'variable', '2026-02', '2026-02', 'USD', '100.00'],
      ['cy', 'commission', '2026-02', '2026-02', 'INR', '2535.00'],
      ['cy', 'variable', '2026-02', '2026-02', 'INR', '8300.00'],
    ]);
    const statement = await app
      .get(StatementsService)
      .statement(actor, { participant: 'ana', period: '2026-02' });
    expect(statement.accounts.map(({ currency, closing }) => [currency, closing?.payable])).toEqual([
      ['INR', 119_185_000n],
    ]);
    const text = statementText(statement);
    expect(text).toContain('3,300.00 USD × 84.5 = 278,850.00 INR (set market, 2026-02-28)');
    expect(text).toMatch(
      /110,000\.00 USD +x 3%[^\n]*278,850\.00\n +booked in EUR, credited in USD at 1\.1 [^\n]*\n +is 3,300\.00 USD, paid in/,
    );
    expect(text).toMatch(/Closing balance, INR +1,191,850\.00/);
  });

  it('says of each line by which rates it was converted, and comes back as it was stored', async () => {
    const { summary } = await calculate();
    const { calculation, digest } = summary;
    const earnings = await app
      .get(EarningsService)
      .earnings(actor, { calculation, participant: 'ana', period: '2026-02' });
    const commission = earnings.find(({ earning }) => earning.incentive === 'commission');
    const { earning, lines } = await app
      .get(EarningsService)
      .explainable(actor, calculation, commission?.id ?? '');
    const tree = explain(
      earning.earning,
      lines.map(({ line }) => line),
    );
    expect(tree.parts.at(-1)?.parts[0]?.parts.map(({ says }) => says)).toEqual([
      '100,000 EUR × 1.1 = 110,000 USD (set daily, 2026-02-03).',
      '3,300.00 USD × 84.5 = 278,850.00 INR (set market, 2026-02-28).',
    ]);
    expect(await digestBySql(database, calculation)).toBe(digest);
  });

  it('a refund in another month returns exactly what was paid, at the rates of its original', async () => {
    await app.get(LedgerService).closePeriod(actor, { period: '2026-01' });
    await app.get(LedgerService).closePeriod(actor, { period: '2026-02' });
    await book('R,2026-03-20,EUR,-100000,ana,A,');
    expect(await posted(await settle())).toEqual([
      ['ana', 'commission', '2026-03', '2026-03', 'INR', '-278850.00'],
      ['ana', 'variable', '2026-03', '2026-03', 'INR', '-913000.00'],
    ]);
  });

  it('a correction of a rate restates nothing, and is the rate of bookings that become known after it', async () => {
    await rates('daily,EUR,USD,2026-02-03,1.20,2');
    expect(await settle()).toMatchObject({ periods: [] });
    await book('C,2026-02-03,EUR,100000,bo,,');
    expect(await posted(await settle())).toEqual([
      ['bo', 'commission', '2026-02', '2026-03', 'USD', '3600.00'],
      ['bo', 'variable', '2026-02', '2026-03', 'USD', '12000.00'],
    ]);
    await book('A,2026-02-03,EUR,200000,ana,,2');
    expect(await posted(await settle())).toEqual([
      ['ana', 'commission', '2026-02', '2026-03', 'INR', '278850.00'],
      ['ana', 'variable', '2026-02', '2026-03', 'INR', '913000.00'],
    ]);
  });

  it('a rate of a nearer day that comes late is posted as a difference of its period; undoing the file takes it back', async () => {
    await book('N,2026-03-10,EUR,1000,bo,,');
    await settle();
    const late = await rates('daily,EUR,USD,2026-03-09,1.30,');
    const more = ['bo', 'commission', '2026-03', '2026-03', 'USD', '3.00'];
    expect((await posted(await settle()))[0]).toEqual(more);
    await new ImportService(database).undoImport(actor, late, { catalogue: null });
    told.pop();
    expect((await posted(await settle()))[0]).toEqual([...more.slice(0, 5), '-3.00']);
    const { checks } = await app.get(LedgerService).verifyLedger(actor);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('is shown by the API with the rates it was paid by', async () => {
    const { calculation } = (await calculate()).summary;
    const filter = { calculation: String(calculation), participants: ['cy'] };
    const asked = await api.ask<{ earnings: { nodes: unknown[] } }>(
      `query ($filter: EarningFilterInput) { earnings(first: 5, filter: $filter) { nodes {
         incentive amount { amount currency } working { pay { currency earned rates { set from to on dated rate } } } } } }`,
      { filter },
    );
    const on = '2026-02-28';
    const rate = { set: 'market', from: 'USD', to: 'INR', on, dated: on, rate: '84.5' };
    expect(asked.earnings.nodes).toContainEqual({
      incentive: 'commission',
      amount: { amount: '2535.00', currency: 'INR' },
      working: { pay: { currency: 'USD', earned: '30', rates: [rate] } },
    });
  });

  it('is what a deal would be worth, in both currencies', async () => {
    const worth = async (participant: string): Promise<unknown[]> => {
      const deal = { date: '2026-03-21', net: '1000', currency: 'EUR', salesperson: participant };
      const asked = { participant, deals: [deal], slip: false };
      const { together } = await app.get(WorthService, { strict: false }).worth(actor, asked);
      return together.earnings.map(({ incentive, currency, amount }) => [incentive, currency, amount]);
    };
    expect(await worth('bo')).toEqual([
      ['variable', 'USD', 12_500n],
      ['commission', 'USD', 3_750n],
    ]);
    expect(await worth('ana')).toEqual([
      ['variable', 'INR', 1_037_500n],
      ['commission', 'INR', 337_500n],
    ]);
  });

  it('is the same calculated at once, on another machine and in other shards', async () => {
    const { summary } = await calculate();
    const again = await onFreshDatabase(async (other) => {
      const files = [FACTS, ENGAGEMENT, PLAN].map((text, place) => ({ path: `rules/${place}.yaml`, text }));
      await new RulesService(other).publish(actor, files, 'signed');
      for (const [kind, text, given] of told) await importing(other)(kind, text, given);
      return (await calculationOn(other).service.calculate(actor, { shards: 3 })).summary;
    });
    expect(again.totals.earnings).toBe(summary.totals.earnings);
    expect(again.digest).toBe(summary.digest);
    expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  });
});
