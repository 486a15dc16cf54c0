import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, testUrls } from '../../../../test/support/database.js';
import { SET_ACTOR, settingsOf } from '../actor.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('admin');
const EARNING = '00000000-0000-0000-0000-000000000001';
const TABLES = ['earning', 'earning_line', 'manifest', 'ledger_entry', 'ledger_line'];
const nobody = new pg.Client({ connectionString: testUrls().service });

/** A published calculation with one row in each table of pay. */
beforeAll(async () => {
  const opened = await database.change(actor, { action: 'calculate', subject: 'all' }, async (tx) => ({
    result: (await tx.query<{ id: string }>(`select open_calculation(0, 'e', '{}', 1) as id`))[0]?.id ?? '',
  }));
  const id = opened.result;
  await database.asWorker(async (tx) => {
    await tx.query(`select * from lease_shard($1, 'w', 60)`, [id]);
    const earning = `(calculation, earning_id, participant, incentive, plan, version, period, period_from, period_until, window_from, window_until,
      currency, measure, amount, exact_amount, lines, working, digest)`;
    await tx.query(`insert into calculation_data.earning_${id} ${earning} values (${id}, '${EARNING}', 'p', 'i', 'plan', 'v', 'Q1', '2026-01-01',
      '2026-04-01', '2026-01-01', '2026-04-01', 'USD', 1, 1, 1, 1, '{}', 'd')`);
    await tx.query(
      `insert into calculation_data.earning_line_${id} values (${id}, '${EARNING}', 1, gen_random_uuid(), 'direct', 'r', 1, 1, 1, 0, '', 1, 1, 1)`,
    );
    await tx.query(
      `insert into calculation_data.manifest_${id} values (${id}, 'p', 'i', 'Q1', '2026-01-01', '${EARNING}', ${id})`,
    );
    await tx.query(`select finish_shard($1, 0, 1, '', '{"written": {"earnings": 1, "lines": 1}}')`, [id]);
  });
  await database.change(actor, { action: 'publish', subject: 'all' }, async (tx) => {
    await tx.query(`select publish_calculation($1, 'f', 'd', '{}')`, [id]);
    await tx.query(
      `insert into ledger_entry (entry, number, kind, debit, credit, amount, currency, participant, incentive, calendar, every, origin,
      origin_from, origin_until, posted, posted_from, posted_until, state, lines, reason) values ($1, 1, 'adjustment', 'a', 'b', 1, 'USD', 'p', 'i', 'c', 'quarter', 'Q1',
      '2026-01-01', '2026-04-01', 'Q1', '2026-01-01', '2026-04-01', 'payable', 1, 'r')`,
      [tx.entry],
    );
    await tx.query(
      `insert into ledger_line (entry, number, line, tier, change, exact_change, cause) values ($1, 1, 1, '', 1, 1, '{}')`,
      [tx.entry],
    );
    return { result: 0 };
  });
  await nobody.connect();
});
afterAll(() => nobody.end());

describe('pay', () => {
  it.each(TABLES)('in %s is seen by whoever says who looks', async (table) => {
    expect(await database.inTransaction(actor, (tx) => tx.query(`select from ${table}`))).toHaveLength(1);
  });

  it.each(TABLES)('in %s is not there for a connection that does not say who looks', async (table) => {
    expect((await nobody.query(`select from ${table}`)).rowCount).toBe(0);
    await nobody.query('begin');
    await nobody.query(`select set_config('kicker.actor', '', true)`);
    expect((await nobody.query(`select from ${table}`)).rowCount).toBe(0);
    await nobody.query('rollback');
  });

  it.each(TABLES)('in %s is tested once a statement, not once a row', async (table) => {
    const plan = await database.inTransaction(actor, (tx) =>
      tx.query<{ 'QUERY PLAN': string }>(`explain select * from ${table}`),
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/InitPlan/);
  });

  it('the actor of one transaction is not the actor of the next on the same connection', async () => {
    await nobody.query('begin');
    await nobody.query(SET_ACTOR, settingsOf(actor));
    expect((await nobody.query('select from earning')).rowCount).toBe(1);
    await nobody.query('commit');
    expect((await nobody.query('select from earning')).rowCount).toBe(0);
  });

  it('neither login is a superuser, bypasses row-level security, owns a table or creates anything', async () => {
    const logins = [testUrls().service, testUrls().worker].map((url) => new URL(url).username);
    const sql = `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty,
      exists (select from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = any($1) order by rolname`;
    expect(await database.asOwner((tx) => tx.query(sql, [logins]))).toEqual(
      logins.sort().map((rolname) => ({ rolname, mighty: false, owns: false })),
    );
    for (const as of [database.inTransaction.bind(database, actor), database.asWorker.bind(database)]) {
      await expect(as((tx) => tx.query('create table mine (n int)'))).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
