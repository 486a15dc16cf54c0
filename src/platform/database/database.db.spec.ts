import { describe, expect, it } from '@jest/globals';
import { Entity, PrimaryColumn } from 'typeorm';
import { testDatabase, testUrls } from '../../../test/support/database.js';
import { Database } from './database.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

@Entity('sample')
class Sample {
  @PrimaryColumn('bigint')
  n!: string;
}

const database = testDatabase();
const actor = seeingAll('tester');
const one = (sql: string): Promise<unknown[]> => database.inTransaction(actor, (tx) => tx.query(sql));

describe('a transaction', () => {
  it('gives numbers, bigints and dates as exact text, whatever the server thinks', async () => {
    const sql = `select 1.50::numeric as n, 9007199254740993::bigint as b, date '2026-03-31' as d, array[date '2026-03-31'] as ds,
      current_setting('TimeZone') as zone, timestamptz '2026-01-01 00:00+00' as t`;
    expect(await one(sql)).toEqual([
      {
        n: '1.50',
        b: '9007199254740993',
        d: '2026-03-31',
        ds: ['2026-03-31'],
        zone: 'UTC',
        t: new Date('2026-01-01T00:00:00Z'),
      },
    ]);
  });

  it('knows its actor, and the next one on the same connection does not', async () => {
    const narrow = new Database(testUrls(), { poolSize: 1 });
    const who = `select current_setting('kicker.actor', true) as who`;
    try {
      expect(await narrow.inTransaction(seeingAll('ann'), (tx) => tx.query(who))).toEqual([{ who: 'ann' }]);
      expect(await narrow.inTransaction(seeingAll('bob'), (tx) => tx.query(who))).toEqual([{ who: 'bob' }]);
      await expect(narrow.inTransaction({ id: '' }, (tx) => tx.query(who))).rejects.toThrow(
        'without an actor',
      );
    } finally {
      await narrow.close();
    }
  });

  it('is rolled back when its work throws, and the connection serves again', async () => {
    const narrow = new Database(testUrls(), { poolSize: 1 });
    try {
      for (let n = 0; n < 20; n += 1) {
        const failing = narrow.inTransaction(actor, async (tx) => {
          await tx.query('create temp table leftover (n int)');
          if (n % 2 === 0) await tx.query('select nonsense');
          throw new Error('no');
        });
        await expect(failing).rejects.toThrow(/no/);
      }
      await expect(
        narrow.inTransaction(actor, (tx) => tx.query(`select to_regclass('leftover') as t`)),
      ).resolves.toEqual([{ t: null }]);
    } finally {
      await narrow.close();
    }
  });

  it('is tried again whole after a deadlock', async () => {
    let tries = 0;
    const lock = (first: number, second: number): Promise<unknown> =>
      database.inTransaction(actor, async (tx) => {
        tries += 1;
        await tx.query('select pg_advisory_xact_lock($1)', [first]);
        await tx.query('select pg_sleep(0.05)');
        await tx.query('select pg_advisory_xact_lock($1)', [second]);
      });
    await expect(Promise.all([lock(1, 2), lock(2, 1)])).resolves.toHaveLength(2);
    expect(tries).toBeGreaterThan(2);
  });

  it('gives up after six conflicts', async () => {
    let tries = 0;
    const conflict = database.inTransaction(actor, async (tx) => {
      tries += 1;
      await tx.query(`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`);
    });
    await expect(conflict).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(6);
  });

  it('answers nothing more when it is over', async () => {
    const late = await database.inTransaction(actor, async (tx) => () => tx.query('select 1'));
    await expect(late()).rejects.toThrow('a transaction that is over');
  });

  it('is refused in the middle of a COPY, and its connection is not used again', async () => {
    const narrow = new Database(testUrls(), { poolSize: 1 });
    try {
      const left = narrow.inTransaction(
        actor,
        async (tx) => void tx.copyOut('copy (select generate_series(1, 100000)) to stdout'),
      );
      await expect(left).rejects.toThrow('in the middle of a COPY');
      const asked = narrow.inTransaction(actor, async (tx) => {
        await tx.query('create temp table taken (n int) on commit drop');
        tx.copyIn('copy taken from stdin');
        await tx.query('select 1');
      });
      await expect(asked).rejects.toThrow('while a COPY of the same transaction runs');
      await expect(narrow.inTransaction(actor, (tx) => tx.query('select 1 as n'))).resolves.toEqual([
        { n: 1 },
      ]);
    } finally {
      await narrow.close();
    }
  });

  it('is the same transaction for TypeORM', async () => {
    const seen = database.inTransaction(actor, async (tx) => {
      await tx.query('create temp table sample (n bigint primary key) on commit drop');
      await tx.manager.insert(Sample, { n: '9007199254740993' });
      await tx.manager.transaction((inner) => inner.insert(Sample, { n: '1' }));
      return await tx.query('select n from sample order by n');
    });
    await expect(seen).resolves.toEqual([{ n: '1' }, { n: '9007199254740993' }]);
  });

  it('is not taken for kept when a statement failed and its error was swallowed', async () => {
    const swallowed = database.inTransaction(actor, async (tx) => {
      await tx.query('select nonsense').catch(() => undefined);
      return 'done';
    });
    await expect(swallowed).rejects.toThrow('its error was swallowed');
  });
});

describe('a reading', () => {
  it('sees one state of everything, whatever is committed meanwhile, and refuses to write', async () => {
    const count = 'select count(*)::int as entries from audit_entry';
    await database.reading(actor, async (tx) => {
      const before = await tx.query(count);
      await database.change(actor, { action: 'test', subject: 'meanwhile' }, async () => ({ result: null }));
      expect(await tx.query(count)).toEqual(before);
      expect(await one(count)).not.toEqual(before);
    });
    const writing = database.reading(actor, (tx) => tx.query('select open_entry()'));
    await expect(writing).rejects.toThrow('read-only');
  });
});

describe('a change', () => {
  it('is recorded at the next position with what it came to', async () => {
    const first = await database.change(actor, { action: 'test', subject: 'a' }, async () => ({ result: 1 }));
    const second = await database.change(
      seeingAll('ann'),
      { action: 'rename', subject: 'draft', reason: 'typo', request: 'r-1' },
      async () => ({
        result: 2,
        subject: 'plan',
        before: { name: 'a' },
        after: { name: 'b' },
      }),
    );
    expect(second).toEqual({ result: 2, position: first.position + 1n });
    const sql =
      'select actor, action, subject, reason, request, before, after from audit_entry order by position desc limit 1';
    expect(await one(sql)).toEqual([
      {
        actor: 'ann',
        action: 'rename',
        subject: 'plan',
        reason: 'typo',
        request: 'r-1',
        before: { name: 'a' },
        after: { name: 'b' },
      },
    ]);
  });

  it('leaves no entry and no row when it fails', async () => {
    const before = await one('select count(*) from audit_entry');
    const failing = database.change(actor, { action: 'test', subject: 'x' }, async () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await one('select count(*) from audit_entry')).toEqual(before);
  });
});

describe('a login without an address', () => {
  it('says which setting is missing', async () => {
    const without = new Database({ ...testUrls(), owner: undefined });
    await expect(without.asOwner((tx) => tx.query('select 1'))).rejects.toThrow(
      'DATABASE_OWNER_URL is not set',
    );
  });
});
