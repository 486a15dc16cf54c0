import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase, testUrls } from '../../../../test/support/database.js';
import { LedgerCompany } from '../../../../test/support/ledger-company.js';
import { LedgerService } from '../../../modules/ledger/ledger.service.js';
import { contentId } from '../../content-id.js';
import { ALL_DAYS, NOTHING, type Actor, type PaySight } from '../actor.js';
import { Database } from '../database.js';
import type { ChangeTransaction } from '../transaction.js';

const database = testDatabase();
const narrow = new Database(testUrls(), { poolSize: 1 });
afterAll(() => narrow.close());
const company = new LedgerCompany(database);
const finance = seeingAll('finance');
const seeing = (...people: readonly (readonly [string, string])[]): Actor => {
  const pay: PaySight = new Map(people);
  return { id: people[0]?.[0] ?? 'nobody', sight: { ...NOTHING, pay } };
};
const NOBODY: Actor = { id: 'nobody' };
const ANA = seeing(['ana', ALL_DAYS]);
const BOSS = seeing(['boss', ALL_DAYS], ['ana', '{[2026-01-01,2026-02-01)}']);

/** Results of people, of the teams of Ana and of Ben, and of the company. */
const RESULTS = [
  ['ana', 'ana', null, '2026-01-01', '2026-02-01'],
  ['ana', 'ana', null, '2026-02-01', '2026-03-01'],
  ['ben', 'ben', null, '2026-01-01', '2026-02-01'],
  ['north', null, 'north', '2026-01-01', '2026-02-01'],
  ['north', null, 'north', '2026-02-01', '2026-03-01'],
  ['south', null, 'south', '2026-01-01', '2026-02-01'],
  ['company', null, null, '2026-01-01', '2026-02-01'],
] as const;

/** Ana earned in January and in February, Ben in January; Ana reported to the boss in January alone. */
beforeAll(async () => {
  for (const person of ['boss', 'ana', 'ben']) await company.hire(person);
  await company.book('A', '2026-01-10');
  await company.book('B', '2026-02-05');
  await company.book('C', '2026-01-07');
  await inTeam('north', 'ana');
  await inTeam('south', 'ben');
  await tell();
  const { calculation, position } = await company.calculate([
    { participant: 'ana', month: '2026-01', lines: [['A', '10', '10.00']] },
    { participant: 'ana', month: '2026-02', lines: [['B', '20', '20.00']] },
    { participant: 'ben', month: '2026-01', lines: [['C', '30', '30.00']] },
  ]);
  await new LedgerService(database, company.rules).settle(finance, calculation, position);
});

/** A later revision of a participant, with their team. */
async function inTeam(team: string, participant: string): Promise<void> {
  await database.change(finance, { action: 'import', subject: 'teams' }, async (tx) => {
    await tx.query(
      `insert into participant (id, source, external_id, revision, nth, entry, content, name, attributes)
       values ($1, 'hr', $2, 2, 2, $3, $1, $2, jsonb_build_object('participant.team', $4::text))`,
      [contentId('participant', participant), participant, tx.entry, team],
    );
    return { result: undefined };
  });
}

const head = `(id, source, external_id, revision, nth, entry, content`;

async function tellResults(tx: ChangeTransaction): Promise<void> {
  for (const [of, participant, team, month, until] of RESULTS)
    await tx.query(
      `insert into result ${head}, measure, participant, team, effective_from, effective_until, dated_on, amount, unit)
       values ($1, 'hr', $2, 1, 1, $3, $1, 'margin', $4, $5, $6, $7, $7, 1, '%')`,
      [
        contentId('result', of, month),
        `${of} ${month.slice(5, 7)}`,
        tx.entry,
        participant,
        team,
        month,
        until,
      ],
    );
}

async function tell(): Promise<void> {
  await database.change(finance, { action: 'import', subject: 'people' }, async (tx) => {
    for (const [person, month, until] of [
      ['ana', '2026-01-01', '2026-02-01'],
      ['ana', '2026-02-01', '2026-03-01'],
      ['ben', '2026-01-01', '2026-02-01'],
    ] as const) {
      const id = contentId('dated', person, month);
      const values = [id, `${person} ${month.slice(5, 7)}`, tx.entry, person, month, until];
      await tx.query(
        `insert into assignment ${head}, participant, plan, effective_from, effective_until, attributes)
         values ($1, 'hr', $2, 1, 1, $3, $1, $4, 'ae', $5, $6, '{}')`,
        values,
      );
      await tx.query(
        `insert into absence ${head}, participant, kind, effective_from, effective_until)
         values ($1, 'hr', $2, 1, 1, $3, $1, $4, 'leave', $5, $6)`,
        values,
      );
      await tx.query(
        `insert into quota ${head}, participant, name, amount, unit, effective_from, effective_until)
         values ($1, 'hr', $2, 1, 1, $3, $1, $4, 'attribute.quota', 1, 'USD', $5, $6)`,
        values,
      );
    }
    await tellResults(tx);
    for (const booking of ['A', 'B', 'C'])
      await tx.query(
        `insert into booking_event ${head}, booking_source, booking, kind, happened_on)
         values ($1, 'crm', $2, 1, 1, $3, $1, 'crm', $2, 'event.paid', '2026-03-01')`,
        [contentId('event', booking), booking, tx.entry],
      );
    return { result: undefined };
  });
}

const SEEN: Readonly<Record<string, string>> = {
  participant: 'select distinct external_id as row from participant',
  assignment: 'select external_id as row from assignment',
  absence: 'select external_id as row from absence',
  quota: 'select external_id as row from quota',
  result: 'select external_id as row from result',
  earning: `select participant || ' ' || right(period, 2) as row from earning`,
  earning_line: 'select exact_amount::text as row from earning_line',
  ledger_entry: `select participant || ' ' || right(origin, 2) as row from ledger_entry`,
  ledger_line: 'select change::text as row from ledger_line',
  booking_line: 'select external_id as row from booking_line',
  booking_event: 'select external_id as row from booking_event',
};

async function seenBy(actor: Actor, sql: string, by: Database = database): Promise<string[]> {
  const rows = await by.inTransaction(actor, (tx) => tx.query<{ row: string }>(sql));
  return rows.map(({ row }) => row).sort();
}

const dated = ['ana 01', 'ana 02', 'ben 01'];
const EXPECTED: Readonly<Record<string, { all: string[]; own: string[]; boss: string[] }>> = {
  participant: { all: ['ana', 'ben', 'boss'], own: ['ana'], boss: ['boss'] },
  assignment: { all: dated, own: ['ana 01', 'ana 02'], boss: ['ana 01'] },
  absence: { all: dated, own: ['ana 01', 'ana 02'], boss: ['ana 01'] },
  quota: { all: dated, own: ['ana 01', 'ana 02'], boss: ['ana 01'] },
  result: {
    all: ['ana 01', 'ana 02', 'ben 01', 'company 01', 'north 01', 'north 02', 'south 01'],
    own: ['ana 01', 'ana 02', 'north 01', 'north 02'],
    boss: ['ana 01', 'north 01'],
  },
  earning: { all: dated, own: ['ana 01', 'ana 02'], boss: ['ana 01'] },
  earning_line: { all: ['10', '20', '30'], own: ['10', '20'], boss: ['10'] },
  ledger_entry: { all: dated, own: ['ana 01', 'ana 02'], boss: ['ana 01'] },
  ledger_line: { all: ['10.00', '20.00', '30.00'], own: ['10.00', '20.00'], boss: ['10.00'] },
  booking_line: { all: ['A', 'B', 'C'], own: ['A', 'B'], boss: ['A'] },
  booking_event: { all: ['A', 'B', 'C'], own: ['A', 'B'], boss: ['A'] },
};

describe.each(Object.entries(SEEN))('%s', (table, sql) => {
  it('is seen whole by who sees everything', async () => {
    expect(await seenBy(finance, sql)).toEqual(EXPECTED[table]?.all);
  });

  it('is not there for an actor without sight', async () => {
    expect(await seenBy(NOBODY, sql)).toEqual([]);
  });

  it('shows a participant what is their own', async () => {
    expect(await seenBy(ANA, sql)).toEqual(EXPECTED[table]?.own);
  });

  it('shows a manager the days on which somebody reported to them', async () => {
    expect(await seenBy(BOSS, sql)).toEqual(EXPECTED[table]?.boss);
  });
});

describe('sight', () => {
  it('without any setting is no row of any table', async () => {
    const client = new pg.Client({ connectionString: testUrls().service });
    await client.connect();
    try {
      for (const table of [...Object.keys(SEEN), 'manifest', 'credit_exception'])
        expect([table, (await client.query(`select from ${table}`)).rowCount]).toEqual([table, 0]);
      expect((await client.query('select from people_named()')).rowCount).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('of pay alone, without an actor, is no row', async () => {
    const client = new pg.Client({ connectionString: testUrls().service });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('kicker.pay', 'all', true), set_config('kicker.bookings', 'all', true)`,
      );
      for (const table of Object.keys(SEEN))
        expect([table, (await client.query(`select from ${table}`)).rowCount]).toEqual([table, 0]);
    } finally {
      await client.end();
    }
  });

  it('does not leak to the next transaction on the same connection', async () => {
    const earning = SEEN['earning'] ?? '';
    for (let turn = 0; turn < 50; turn += 1) {
      expect(await seenBy(finance, earning, narrow)).toHaveLength(3);
      expect(await seenBy(NOBODY, earning, narrow)).toEqual([]);
      expect(await seenBy(ANA, earning, narrow)).toEqual(['ana 01', 'ana 02']);
    }
  });

  it('of other people is their name alone', async () => {
    const names = `select participant || '=' || name as row from people_named()`;
    expect(await seenBy(ANA, names)).toEqual(['ana=ana', 'ben=ben', 'boss=boss']);
  });

  it('of the facts of a person lasts while they report to one', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const now = seeing(['boss', ALL_DAYS], ['ana', `{[2026-01-01,2026-02-01),[${today},${today}]}`]);
    expect(await seenBy(now, SEEN['participant'] ?? '')).toEqual(['ana', 'boss']);
    const before = seeing(['boss', ALL_DAYS], ['ana', `{[2026-01-01,${today})}`]);
    expect(await seenBy(before, SEEN['participant'] ?? '')).toEqual(['boss']);
  });

  it('is asked once a statement', async () => {
    for (const table of ['earning', 'ledger_entry', 'booking_line', 'participant', 'quota', 'result']) {
      const plan = await database.inTransaction(BOSS, (tx) =>
        tx.query<{ 'QUERY PLAN': string }>(`explain select * from ${table}`),
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/InitPlan/);
    }
  });

  it('of thousands of people in hundreds of teams costs no more than a second over a hundred thousand results', async () => {
    const team = Array.from({ length: 5000 }, (_, index) => [`m-${index}`, ALL_DAYS] as const);
    await database.change(finance, { action: 'import', subject: 'results' }, async (tx) => {
      await tx.query(
        `insert into participant (id, source, external_id, revision, nth, entry, content, name, attributes)
         select gen_random_uuid(), 'many', 'm-' || n, 1, 1, $1, gen_random_uuid(), 'm', jsonb_build_object('participant.team', 't-' || n % 500)
         from generate_series(0, 9999) n`,
        [tx.entry],
      );
      await tx.query(
        `insert into result (id, source, external_id, revision, nth, entry, content, measure, team, effective_from, effective_until, dated_on,
           amount, unit)
         select gen_random_uuid(), 'many', n::text, 1, 1, $1, gen_random_uuid(), 'margin', 't-' || n % 1000, '2026-01-01', '2027-01-01',
           '2027-01-01', 1, '%' from generate_series(1, 100000) n`,
        [tx.entry],
      );
      return { result: undefined };
    });
    const begun = performance.now();
    expect(await seenBy(seeing(...team), `select count(*)::text as row from result`)).toEqual(['50000']);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('of thousands of people costs no more than a second over a hundred thousand quotas', async () => {
    const team = Array.from(
      { length: 5000 },
      (_, index) => [`p-${index}`, '{[2026-01-01,2026-07-01)}'] as const,
    );
    await database.change(finance, { action: 'import', subject: 'quotas' }, async (tx) => {
      await tx.query(
        `insert into quota (id, source, external_id, revision, nth, entry, content, participant, name, amount, unit, effective_from,
           effective_until)
         select gen_random_uuid(), 'many', n::text, 1, 1, $1, gen_random_uuid(), 'p-' || n % 10000, 'q', 1, 'USD', '2026-01-01', '2027-01-01'
         from generate_series(1, 100000) n`,
        [tx.entry],
      );
      return { result: undefined };
    });
    const begun = performance.now();
    const counted = await seenBy(seeing(...team), `select count(*)::text as row from quota`);
    expect(counted).toEqual(['50000']);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
