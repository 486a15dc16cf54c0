import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { importing } from '../../../test/support/importing.js';
import { day, number } from '../../../test/support/sample-rules.js';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { addMonths } from '../../engine/kernel/day.js';
import type { ReportedResult } from '../../engine/model/facts.js';
import { ALL_DAYS, type Actor } from '../../platform/database/actor.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { lineOf } from '../calculation/api/earning-shown.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { CalculationService } from '../calculation/calculation.service.js';
import { ChangesService } from '../calculation/changes.service.js';
import { EarningsService } from '../calculation/earnings.service.js';
import { ParticipantsService } from '../participants/participants.service.js';
import { RulesService } from '../rules/rules.service.js';
import { StatementsModule } from './statements.module.js';
import { StatementsService, statementText } from './statements.service.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LedgerService, type Settled } from '../ledger/ledger.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
attributes:
  - { name: attribute.base, is: money, means: Base of the objectives }
  - { name: attribute.floor, is: money, means: What is guaranteed a month }
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
title: Seller
source: { document: Seller plan, signed: 2025-12-12 }
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: month, negative: carry-measure }
  - { id: hiring, reported: participant, window: month }
  - { id: forecast, reported: participant, window: month }
incentives:
  - id: commission
    title: Commission
    source: '1'
    flat: { base: measure.net, pays: 10% }
    modify: [{ cap: { what: earning, at: "3,000 USD", window: month, excess: lost } }]
  - id: milestone
    title: Milestone
    source: '2'
    bonus: { pays: 500 USD, when: { measure.net: ">= 20,000 USD" } }
  - id: goals
    title: Goals
    source: '3'
    mbo: { base: attribute.base, objectives: [{ id: hiring, title: Hire six, weight: 60%, score: measure.hiring }, { id: forecast, title: Forecast, weight: 40%, score: measure.forecast }] }
modify: [{ guarantee: { at: attribute.floor, window: month } }]
`;

const ASSIGNMENTS = `assignment,participant,plan,from
as-1,ana,seller,2026-01-01
as-2,ben,seller,2026-01-01
as-3,cy,seller,2026-01-01
`;
const TARGETS = `quota,participant,attribute,amount,currency,from
q-1,ana,attribute.base,1000,USD,2026-01-01
q-2,ana,attribute.floor,2000,USD,2026-01-01
q-3,ben,attribute.base,1000,USD,2026-01-01
q-4,ben,attribute.floor,2000,USD,2026-01-01
q-5,cy,attribute.base,0,USD,2026-01-01
q-6,cy,attribute.floor,0,USD,2026-01-01
`;

const database = testDatabase();
const give = importing(database);
const actor = seeingAll('finance');
let app: TestingModule;

/** Results of January and February, as whoever reads the company's facts gives them. */
const RESULTS: ReportedResult[] = [
  ...results('2026-01', [
    ['ana', 'hiring', '100%'],
    ['ana', 'forecast', '50%'],
    ['ben', 'hiring', '50%'],
    ['ben', 'forecast', '0%'],
    ['cy', 'hiring', '0%'],
    ['cy', 'forecast', '0%'],
  ]),
];

function results(month: string, rows: readonly (readonly [string, string, string])[]): ReportedResult[] {
  const [from, date] = [day(`${month}-01`), day(`${month}-28`)];
  return rows.map(([subject, measure, value]) => ({
    of: 'participant',
    subject,
    measure,
    date,
    from,
    until: addMonths(from, 1),
    value: number(value),
  }));
}

function handIn(participants: ParticipantsService): void {
  const read = participants.companyAt.bind(participants);
  participants.companyAt = async (tx, position, catalogue) => ({
    ...(await read(tx, position, catalogue)),
    results: RESULTS,
  });
}

beforeAll(async () => {
  const imports = [DatabaseModule.forRoot(database), CalculationModule, LedgerModule, StatementsModule];
  app = await Test.createTestingModule({ imports }).compile();
  handIn(app.get(ParticipantsService, { strict: false }));
  const { findings } = await app.get(RulesService).publish(
    actor,
    [
      { path: 'rules/facts.yaml', text: FACTS },
      { path: 'rules/engagement.yaml', text: ENGAGEMENT },
      { path: 'rules/plan.yaml', text: PLAN },
    ],
    'the plan was signed',
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  await give('participants', 'participant,name\nana,Ana\nben,Ben\ncy,Cy\n');
});
afterAll(() => app.close());

async function book(...rows: readonly string[]): Promise<void> {
  const file = ['booking,date,currency,net,salesperson,revision', ...rows].join('\n');
  const { rejections } = await give('bookings', `${file}\n`);
  expect(rejections).toEqual([]);
}

async function settle(): Promise<Settled & { readonly digest: string }> {
  const { summary, position } = await app.get(CalculationService).calculate(actor, { shards: 3 });
  expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  const settled = await app.get(LedgerService).settle(actor, summary.calculation, position);
  return { ...settled, digest: summary.digest };
}

interface Posted {
  readonly who: string;
  readonly booking: string;
  readonly tier: string;
  readonly change: string;
  readonly posted: string;
  readonly cause: readonly string[];
}

async function posted({ identity }: Settled): Promise<readonly Posted[]> {
  return await database.inTransaction(actor, (tx) =>
    tx.query<Posted>(
      `select e.participant || ' ' || e.incentive as who, case when l.booking_line is null then 'rounding' else coalesce(b.external_id, 'window') end as booking,
         l.tier, l.change::text, e.posted, l.cause
       from settlement s join ledger_entry e on e.entry = s.entry
       join ledger_line l on l.entry = e.entry and l.number = e.number
       left join (select distinct id, external_id from booking_line) b on b.id = l.booking_line
       where s.identity = $1 order by e.participant, e.incentive, e.number, l.line`,
      [identity],
    ),
  );
}

// Months of three people, told in order: each test continues where the one before ended.
describe('what a window pays that is no booking’s', () => {
  it('is posted like any other pay', async () => {
    await give('assignments', ASSIGNMENTS);
    await give('quotas', TARGETS);
    await book('A,2026-01-10,USD,40000,ana,');
    expect(rows(await posted(await settle()))).toEqual([
      ['ana commission', 'A', 'flat', '3000.00', '2026-01', ''],
      ['ana goals', 'window', '', '800.00', '2026-01', ''],
      ['ana milestone', 'A', 'bonus', '500.00', '2026-01', ''],
      ['ben goals', 'window', '', '300.00', '2026-01', ''],
      ['ben guarantee', 'window', 'guarantee', '1700.00', '2026-01', ''],
    ]);
    expect(await settle()).toMatchObject({ unchanged: true });
  });

  it('counts with its person and its period, as no credit', async () => {
    const { summary } = await app.get(CalculationService).calculate(actor);
    expect(summary.totals).toMatchObject({ participants: 2, earnings: 5 });
    expect(summary.totals.periods).toMatchObject([{ name: '2026-01', credits: 2, earned: { USD: '6300' } }]);
  });

  it('is read with its earning, whose lines make its amount', async () => {
    const { summary } = await app.get(CalculationService).calculate(actor);
    const reads = app.get(EarningsService);
    for (const { id, earning } of await reads.earnings(actor, { calculation: summary.calculation })) {
      const { lines } = await reads.explainable(actor, summary.calculation, id);
      expect(lines.reduce((sum, { line }) => sum + line.amount, 0n)).toBe(earning.amount);
      const hasBooking = ['commission', 'milestone'].includes(earning.incentive);
      expect(lines.map(({ line, booking }) => [line.credit !== null, booking !== null])).toEqual([
        [hasBooking, hasBooking],
      ]);
    }
  });

  it('is seen by whoever sees the earning, and by nobody else', async () => {
    const { summary } = await app.get(CalculationService).calculate(actor);
    const seeing = (person: string): Actor => ({
      id: person,
      sight: { pay: new Map([[person, ALL_DAYS]]), bookings: 'credited', audit: 'none' },
    });
    const shown = async (person: string): Promise<unknown[]> => {
      const { calculation } = summary;
      const wanted = { calculation, participant: 'ben' };
      const earnings = await app.get(EarningsService).earnings(seeing(person), wanted);
      const lines = await app.get(EarningsService).linesOf(seeing(person), calculation, earnings);
      return earnings.flatMap((each) => (lines.get(each.id) ?? []).map((line) => lineOf(line, each.earning)));
    };
    expect(await shown('ben')).toMatchObject([
      { kind: 'window', booking: null, net: null, rule: null, amount: { amount: '300.00' } },
      { kind: 'window', booking: null, tier: 'guarantee', amount: { amount: '1700.00' } },
    ]);
    expect(await shown('ana')).toEqual([]);
  });

  it('stands on the statement as no booking’s', async () => {
    const text = await statementOf('ben', '2026-01');
    expect(text).toContain('no booking: guarantee');
    expect(text).toMatch(/Closing balance, USD +2,000.00/);
    expect(await statementOf('ana', '2026-01')).toMatch(/Closing balance, USD +4,300.00/);
  });

  it('is taken back in the next open period when a booking comes late', async () => {
    await app.get(LedgerService).closePeriod(actor, { period: '2026-01' });
    await book('B,2026-01-20,USD,5000,ben,');
    const settled = await settle();
    expect(rows(await posted(settled))).toEqual([
      ['ben commission', 'B', 'flat', '500.00', '2026-02', 'booking B line 1 revision 1'],
      ['ben guarantee', 'window', 'guarantee', '-500.00', '2026-02', 'booking B line 1 revision 1'],
    ]);
    expect(await statementOf('ben', '2026-02')).toContain('now 1,200.00, told before 1,700.00');
    const { calculation } = settled;
    const { differences } = await app.get(ChangesService).compare(actor, calculation - 1n, calculation);
    expect(differences.map(({ incentive, change, because }) => [incentive, change, because])).toEqual([
      ['commission', '500', ['booking B line 1 revision 1']],
      ['guarantee', '-500', ['booking B line 1 revision 1']],
    ]);
  });

  it('comes when a booking is amended: the cap no longer holds, the bonus goes, the guarantee makes up', async () => {
    await book('A,2026-01-10,USD,10000,ana,2');
    const cause = 'booking A line 1 revision 2';
    expect(rows(await posted(await settle()))).toEqual([
      ['ana commission', 'A', 'flat', '-2000.00', '2026-02', cause],
      ['ana guarantee', 'window', 'guarantee', '200.00', '2026-02', cause],
      ['ana milestone', 'A', '', '-500.00', '2026-02', cause],
    ]);
  });

  it('moves from a booking to none when the booking is withdrawn, and nothing is lost', async () => {
    await book('A,2026-01-10,USD,0,ana,3');
    const all = rows(await posted(await settle()));
    expect(all.map(([who, booking, , change]) => [who, booking, change])).toEqual([
      ['ana commission', 'A', '-1000.00'],
      ['ana guarantee', 'window', '1000.00'],
    ]);
    expect(await statementOf('ana', '2026-02')).toMatch(/Closing balance, USD +2,000.00/);
    const { checks } = await app.get(LedgerService).verifyLedger(actor);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });
});

function rows(lines: readonly Posted[]): readonly (readonly string[])[] {
  return lines.map(({ who, booking, tier, change, posted: on, cause }) => [
    who,
    booking,
    tier,
    change,
    on,
    cause.join(', '),
  ]);
}

async function statementOf(participant: string, period: string): Promise<string> {
  return statementText(await app.get(StatementsService).statement(actor, { participant, period }));
}
