import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('admin');

interface Entry {
  entry: string;
  position: string;
  previous_hash: Buffer;
  hash: Buffer;
  canonical: Buffer;
  actor: string;
}

const entries = (): Promise<Entry[]> =>
  database.inTransaction(actor, (tx) =>
    tx.query('select e.*, audit_canonical(e) as canonical from audit_entry e order by position'),
  );

describe('positions', () => {
  it('have no gaps and follow the order of commits, also when sixty changes of four actors overlap and some fail', async () => {
    const finished: bigint[] = [];
    const one = async (n: number): Promise<void> => {
      const { position } = await database.change(
        { id: `actor ${n % 4}` },
        { action: 'test', subject: `s${n}` },
        async (tx) => {
          await tx.query('select pg_sleep($1)', [((n * 7) % 5) / 200]);
          if (n % 6 === 0) throw new Error('changed its mind');
          return { result: n };
        },
      );
      finished.push(position);
    };
    const results = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => one(n)));
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(10);
    const positions = (await entries()).map((entry) => BigInt(entry.position));
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect([...finished].sort((a, b) => Number(a - b))).toEqual(positions);
  });

  it('are seen in their order: whoever sees one sees all before it', async () => {
    let running = true;
    const seen: { count: number; last: number }[] = [];
    const watch = async (): Promise<void> => {
      while (running) {
        const [row] = await database.inTransaction(actor, (tx) =>
          tx.query<{ count: number; last: number }>(
            'select count(*)::int as count, coalesce(max(position), 0)::int as last from audit_entry',
          ),
        );
        if (row) seen.push(row);
      }
    };
    const watching = watch();
    const change = (): Promise<unknown> =>
      database.change(actor, { action: 'test', subject: 'x' }, async () => ({ result: 0 }));
    await Promise.all(Array.from({ length: 40 }, change));
    running = false;
    await watching;
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((row) => row.count !== row.last)).toEqual([]);
  });

  it('stay where they are when nothing changed', async () => {
    const before = (await entries()).length;
    const answer = await database.change(actor, { action: 'test', subject: 'x' }, async () => ({
      unchanged: 'same',
    }));
    expect(answer).toEqual({ result: 'same', position: BigInt(before) });
    expect(await entries()).toHaveLength(before);
  });
});

describe('the chain', () => {
  it('names in each entry the hash of the one before, and hashes all that the entry says', async () => {
    await database.change(
      seeingAll('Zoë'),
      { action: 'test', subject: 'é: 1,', reason: 'why, "so"', request: 'r1' },
      async () => ({
        result: 0,
        before: { amount: '1.10', list: [1, 2] },
        after: null,
      }),
    );
    let previous: Buffer = Buffer.alloc(32);
    const all = await entries();
    for (const entry of all) {
      expect(entry.previous_hash).toEqual(previous);
      expect(entry.hash).toEqual(createHash('sha256').update(previous).update(entry.canonical).digest());
      previous = entry.hash;
    }
    expect(all.at(-1)?.actor).toBe('Zoë');
  });
});

describe('an entry', () => {
  const refused = (sql: string): Promise<unknown> => database.inTransaction(actor, (tx) => tx.query(sql));

  it('cannot be written by the service, nor changed, deleted or emptied', async () => {
    await expect(
      refused(
        `insert into audit_entry select entry + 1000, position + 1, hash, sha256(hash), now(), 'x', 'x', '', '', '' from audit_entry limit 1`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(refused(`update audit_entry set actor = 'somebody else'`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(refused('delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
    await expect(refused('truncate audit_entry')).rejects.toMatchObject({ code: '42501' });
  });

  it('is refused by a second wall even to the owner', async () => {
    const asOwner = (sql: string): Promise<unknown> => database.asOwner((tx) => tx.query(sql));
    for (const sql of [
      `update audit_entry set actor = 'x'`,
      'delete from audit_entry',
      'truncate audit_entry cascade',
    ]) {
      await expect(asOwner(sql)).rejects.toMatchObject({ code: 'KA002' });
    }
  });

  it('is refused by that wall also where a superuser plays replica', async () => {
    const attempt = asAdministrator('set session_replication_role = replica', 'delete from audit_entry');
    await expect(attempt).rejects.toMatchObject({ code: 'KA002' });
  });

  it('is recorded only in the transaction that opened it, only once, and only with an actor', async () => {
    const record = (entry: string): string => `select record_entry(${entry}, 'a', 's', '', '', null, null)`;
    await expect(refused(record('1'))).rejects.toMatchObject({ code: expect.stringMatching(/KA001|55000/) });
    await expect(
      refused(`${record('open_entry()')} union all ${record(`currval('audit_entry_number')`)}`),
    ).rejects.toMatchObject({ code: 'KA001' });
    const nameless = database.inTransaction(actor, async (tx) => {
      await tx.query(`select set_config('kicker.actor', '', true)`);
      await tx.query(record('open_entry()'));
    });
    await expect(nameless).rejects.toMatchObject({ code: '23514' });
  });

  it('must be recorded by the end of its transaction', async () => {
    await expect(refused('select open_entry()')).rejects.toMatchObject({
      code: expect.stringMatching(/KA001/),
    });
  });
});
