import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { importing } from '../../../test/support/importing.js';
import { explain } from '../../engine/explain/explain.js';
import { EarningsService, type Explainable } from '../calculation/earnings.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { statementJson } from './statement-json.js';
import { statementText } from './statement-text.js';
import { StatementsService } from './statements.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: line.net, is: money, means: Price }
  - { name: booking.date, is: date, means: Day of the order }
  - { name: booking.start, is: date, means: First day of the contract }
relations:
  - { name: booking.salesperson, gives: person, means: The seller named on the order }
  - { name: booking.second, gives: person, means: The other seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;
const ENGAGEMENT = `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - id: named
        hit: first
        rules:
          - id: two
            when: { booking.second: known }
            credit: [{ to: booking.salesperson, parts: 60, quota-parts: 50 }, { to: booking.second, parts: 40, quota-parts: 50 }]
            because: Agreed
          - { id: seller, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Named on the order }
    otherwise: { credit: house, because: Nobody is named }
`;
const PLAN = `kicker: 1
plan: seller
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
values:
  - { id: effective, is: date, later: [booking.date, booking.start] }
measures:
  - { id: net, sum: line.net, date: value.effective, window: month, negative: pay-back }
incentives:
  - id: commission
    flat: { base: measure.net, pays: 10% }
fx:
  credit: { rates: daily, date: booking-date }
`;

const database = testDatabase();
const give = importing(database);
const actor = seeingAll('finance');
const api = testApi(database);
const { service, changes } = calculationOn(database);
const rules = new RulesService(database);
const ledger = new LedgerService(database, rules);
const statements = new StatementsService(database, ledger);
const RATE = { set: 'daily', from: 'EUR', to: 'USD', on: '2026-01-20', dated: '2026-01-20', rate: '1.1' };

beforeAll(async () => {
  const files = [FACTS, ENGAGEMENT, PLAN].map((text, place) => ({ path: `${place}.yaml`, text }));
  const { findings } = await rules.publish(actor, files, 'signed');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  await told('participants', 'participant,name\nana,Ana\nbo,Bo\n');
  await told(
    'assignments',
    'assignment,participant,plan,from\nas-1,ana,seller,2026-01-01\nas-2,bo,seller,2026-01-01\n',
  );
  await told('fx-rates', 'set,from_currency,to_currency,date,rate\ndaily,EUR,USD,2026-01-20,1.1\n');
  await book(
    'A,2026-01-10,USD,1000,ana,,2026-03-01,',
    'B,2026-01-20,EUR,1000,ana,bo,2026-01-01,',
    'C,2026-01-30,USD,500,ana,,2026-01-01,',
  );
});

async function told(kind: string, text: string): Promise<void> {
  const catalogue = await database.reading(actor, (tx) => rules.catalogueNow(tx));
  const { rejections } = await give(kind, text, { catalogue });
  expect(rejections).toEqual([]);
}

const book = (...rows: readonly string[]): Promise<void> =>
  told(
    'bookings',
    ['booking,date,currency,net,salesperson,booking.second,booking.start,revision', ...rows, ''].join('\n'),
  );

async function settle(): Promise<bigint> {
  const { summary, position } = await service.calculate(actor);
  await ledger.settle(actor, summary.calculation, position);
  return summary.calculation;
}

async function stored(calculation: bigint, participant: string, period: string): Promise<Explainable> {
  const earnings = new EarningsService(database);
  const [found] = await earnings.earnings(actor, { calculation, participant, period });
  return await earnings.explainable(actor, calculation, found?.id ?? '');
}

const linesSaid = ({ earning: { earning }, lines }: Explainable) =>
  explain(
    earning,
    lines.map(({ line }) => line),
  ).parts.at(-1)?.parts;

const touched = async (): Promise<readonly string[]> => (await changes.staleness(actor)).periods;

// One story, told in order: each test goes on where the one before it ended.
describe('a booking that counts on another day than its own', () => {
  it('is stated with both days, in the period in which it counts', async () => {
    const calculation = await settle();
    const march = await statements.statement(actor, { participant: 'ana', period: '2026-03' });
    expect(statementText(march)).toMatch(
      /2026-01-10 {2}A\/1[^\n]*100\.00\n +counted on 2026-03-01, by its plan\n/,
    );
    expect(JSON.stringify(statementJson(march))).toContain('"date":"2026-01-10"},"countedOn":"2026-03-01"');
    expect(linesSaid(await stored(calculation, 'ana', '2026-03'))?.[0]?.parts[0]?.says).toBe(
      'Counted on 2026-03-01, by its plan.',
    );
    const january = statementText(
      await statements.statement(actor, { participant: 'ana', period: '2026-01' }),
    );
    expect(january).not.toContain('counted on');
    const { summary } = await service.calculate(actor, { shards: 2 });
    expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  });

  it('makes the period stale in which it counts, and where a change moves it, both', async () => {
    await book('D,2026-01-12,USD,100,ana,,2026-04-15,');
    expect(await touched()).toEqual(['days outside these periods']);
    await settle();
    await book('D,2026-01-12,USD,100,ana,,2026-03-15,2');
    expect(await touched()).toEqual(['2026-03', '2026-04']);
    await settle();
    await book('C,2026-03-20,USD,500,ana,,2026-01-01,2');
    expect(await touched()).toEqual(['2026-01', '2026-03']);
    await settle();
    expect(await changes.staleness(actor)).toMatchObject({ stale: false, periods: [] });
  });
});

describe('a credit that is for quota and for pay in other parts, of a booking in another currency', () => {
  it('comes back from the store with both, and is explained by them', async () => {
    const calculation = await settle();
    const found = await stored(calculation, 'ana', '2026-01');
    expect(
      found.lines.map(({ line: { credit } }) => [credit?.parts, credit?.quotaParts, credit?.of]),
    ).toEqual([[6, 5, 10]]);
    const [line] = linesSaid(found) ?? [];
    expect(line?.says).toContain('550 USD split credit by field/two, 5 of 10 parts for quota and 6 for pay');
    expect(line?.says).toContain('pays 66.00: 660 × 10%');
    expect(line?.parts.map(({ says }) => says)).toEqual(['500 EUR × 1.1 = 550 USD (set daily, 2026-01-20).']);
  });

  it('is stated with the rate that converted it', async () => {
    const text = statementText(await statements.statement(actor, { participant: 'bo', period: '2026-01' }));
    expect(text).toMatch(
      /B\/1[^\n]*44\.00\n +booked in EUR, credited in USD at 1\.1 \(set daily, 2026-01-20\)\n/,
    );
  });

  it('is shown by GraphQL: days, parts and rate, in earnings, credits and statements', async () => {
    const rate = 'creditRate { set from to on dated rate }';
    const { earnings, statement, booking } = await api.ask<{
      earnings: { nodes: { lines: unknown[] }[] };
      statement: { accounts: { earned: { lines: unknown[] }[] }[] };
      booking: { credits: unknown[] };
    }>(
      `query ($filter: EarningFilterInput) {
        earnings(first: 5, filter: $filter) { nodes { lines { booking date countedOn parts quotaParts ofParts ${rate} } } }
        statement(participant: "ana", period: "2026-03") { accounts { earned { lines { booking date countedOn ${rate} } } } }
        booking(source: "crm", id: "B") { credits { participantId parts quotaParts ofParts } } }`,
      { filter: { participants: ['ana'] } },
    );
    const lines = earnings.nodes.flatMap((each) => each.lines);
    const whole = { parts: 1, quotaParts: 1, ofParts: 1, creditRate: null };
    expect(lines).toContainEqual({ booking: 'A', date: '2026-01-10', countedOn: '2026-03-01', ...whole });
    const split = { parts: 6, quotaParts: 5, ofParts: 10, creditRate: RATE };
    expect(lines).toContainEqual({ booking: 'B', date: '2026-01-20', countedOn: null, ...split });
    expect(statement.accounts[0]?.earned[0]?.lines[0]).toEqual({
      booking: 'A',
      date: '2026-01-10',
      countedOn: '2026-03-01',
      creditRate: null,
    });
    expect(booking.credits).toEqual([
      { participantId: 'ana', parts: 6, quotaParts: 5, ofParts: 10 },
      { participantId: 'bo', parts: 4, quotaParts: 5, ofParts: 10 },
    ]);
  });
});
