import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import type { Transaction } from '../transaction.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('admin');

const change = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  database
    .change(actor, { action: 'calculate', subject: 'all' }, async (tx) => ({ result: await work(tx) }))
    .then((done) => done.result);
const service = <R>(sql: string, values: unknown[] = []): Promise<R[]> =>
  database.inTransaction(actor, (tx) => tx.query<R>(sql, values));
const worker = <R>(sql: string, values: unknown[] = []): Promise<R[]> =>
  database.asWorker((tx) => tx.query<R>(sql, values));

async function open(shards = 1): Promise<string> {
  const rows = await change((tx) =>
    tx.query<{ id: string }>(`select open_calculation(0, 'engine', '{}', $1) as id`, [shards]),
  );
  return rows[0]?.id ?? '';
}

const lease = async (
  calculation: string,
  seconds = 60,
): Promise<{ shard: number; attempt: number } | undefined> =>
  (
    await worker<{ shard: number; attempt: number }>('select * from lease_shard($1, $2, $3)', [
      calculation,
      'w',
      seconds,
    ])
  )[0];

const addException = (tx: Transaction, calculation: string): Promise<unknown> =>
  tx.query(
    `insert into calculation_data.credit_exception_${calculation} values ($1, gen_random_uuid(), 'HOUSE', 'nobody')`,
    [calculation],
  );

const finish = (calculation: string, of: { shard: number; attempt: number }): Promise<unknown> =>
  database.asWorker(async (tx) => {
    await addException(tx, calculation);
    await tx.query(`select finish_shard($1, $2, $3, 'inputs', '{"exceptions": {"count": 1}}')`, [
      calculation,
      of.shard,
      of.attempt,
    ]);
  });

const publish = (calculation: string, fingerprint = `f${calculation}`): Promise<unknown> =>
  change((tx) => tx.query(`select publish_calculation($1, $2, 'digest', '{}')`, [calculation, fingerprint]));
const exceptions = async (calculation: string): Promise<number> =>
  (await service('select from credit_exception where calculation = $1', [calculation])).length;

describe('a calculation', () => {
  it('is seen whole after it is published and not at all before', async () => {
    const calculation = await open(2);
    for (const _ of [1, 2])
      await finish(calculation, (await lease(calculation)) ?? { shard: -1, attempt: 0 });
    expect(await exceptions(calculation)).toBe(0);
    await publish(calculation);
    expect(await exceptions(calculation)).toBe(2);
    expect(
      await service('select state, fingerprint from calculation where calculation = $1', [calculation]),
    ).toEqual([{ state: 'complete', fingerprint: `f${calculation}` }]);
  });

  it('is not published while a shard is open, twice, or beside another of the same fingerprint', async () => {
    const calculation = await open();
    await expect(publish(calculation)).rejects.toMatchObject({ code: 'KA003' });
    await finish(calculation, (await lease(calculation)) ?? { shard: -1, attempt: 0 });
    await publish(calculation, 'same');
    await expect(publish(calculation, 'same')).rejects.toMatchObject({ code: 'KA003' });
    const other = await open();
    await finish(other, (await lease(other)) ?? { shard: -1, attempt: 0 });
    await expect(publish(other, 'same')).rejects.toMatchObject({ code: '23505' });
    expect(await exceptions(other)).toBe(0);
  });

  it('leaves nothing behind when it fails', async () => {
    const calculation = await open();
    await change((tx) => tx.query(`select fail_calculation($1, 'out of memory')`, [calculation]));
    expect(
      await service('select state, failure from calculation where calculation = $1', [calculation]),
    ).toEqual([{ state: 'failed', failure: 'out of memory' }]);
    expect(await lease(calculation)).toBeUndefined();
    await expect(database.asWorker((tx) => addException(tx, calculation))).rejects.toMatchObject({
      code: '42P01',
    });
    await expect(publish(calculation)).rejects.toMatchObject({ code: 'KA003' });
  });

  it('is not published when it holds more than its shards say they wrote, or an earning twice', async () => {
    const late = await open();
    await finish(late, (await lease(late)) ?? { shard: -1, attempt: 0 });
    await database.asWorker((tx) => addException(tx, late));
    await expect(publish(late)).rejects.toMatchObject({ code: 'KA003' });
    const twice = await open();
    const { shard, attempt } = (await lease(twice)) ?? { shard: -1, attempt: 0 };
    await database.asWorker(async (tx) => {
      for (const _ of [1, 2]) {
        await tx.query(`insert into calculation_data.manifest_${twice}
          values (${twice}, 'ana', 'commission', '2026-01', '2026-01-01', '00000000-0000-0000-0000-000000000001', 1)`);
      }
      await tx.query(`select finish_shard($1, $2, $3, 'inputs', '{"written": {"shared": 2}}')`, [
        twice,
        shard,
        attempt,
      ]);
    });
    await expect(publish(twice)).rejects.toMatchObject({ code: '23505' });
  });

  it('pins a position that was reached', async () => {
    await expect(
      change((tx) => tx.query(`select open_calculation(1000000, 'e', '{}', 1)`)),
    ).rejects.toMatchObject({ code: 'KA003' });
    await expect(service(`select open_calculation(0, 'e', '{}', 1)`)).rejects.toMatchObject({
      code: 'KA001',
    });
  });

  it('indexes its results like every other', async () => {
    const calculation = await open();
    await finish(calculation, (await lease(calculation)) ?? { shard: -1, attempt: 0 });
    await publish(calculation);
    const sql = `select p.relname as parent, count(*)::int as all, count(i.inhparent)::int as attached
      from pg_index x join pg_class p on p.oid = x.indrelid left join pg_inherits i on i.inhparent = x.indexrelid
        and i.inhrelid in (select indexrelid from pg_index where indrelid = ('calculation_data.' || p.relname || '_' || $1)::regclass)
      where p.relname in ('earning', 'earning_line', 'manifest') group by 1 order by 1`;
    const rows = await database.asOwner((tx) =>
      tx.query<{ parent: string; all: number; attached: number }>(sql, [calculation]),
    );
    expect(rows.map((row) => row.parent)).toEqual(['earning', 'earning_line', 'manifest']);
    expect(rows.filter((row) => row.all === 0 || row.all !== row.attached)).toEqual([]);
  });
});

describe('the worker', () => {
  it('may insert into the partitions of a running calculation and nowhere else', async () => {
    const calculation = await open();
    const shard = (await lease(calculation)) ?? { shard: -1, attempt: 0 };
    for (const table of [
      'earning',
      'earning_line',
      'manifest',
      'credit_exception',
      'calculation',
      'calculation_shard',
      'ledger_entry',
      'participant',
      'audit_entry',
    ]) {
      await expect(worker(`insert into ${table} default values`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      database.asWorker((tx) =>
        tx.query(
          `insert into calculation_data.credit_exception_${calculation} values (0, gen_random_uuid(), 'x', 'x')`,
        ),
      ),
    ).rejects.toMatchObject({ code: '23514' });
    for (const sql of ['delete from', 'update', 'select from']) {
      const target = `calculation_data.credit_exception_${calculation}`;
      await expect(
        worker(`${sql} ${target}${sql === 'update' ? ` set code = ''` : ''}`),
      ).rejects.toMatchObject({ code: '42501' });
    }
    await finish(calculation, shard);
    await publish(calculation);
    await expect(database.asWorker((tx) => addException(tx, calculation))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('may not open, publish or record anything', async () => {
    for (const call of [
      `open_entry()`,
      `open_calculation(0, 'e', '{}', 1)`,
      `publish_calculation(1, 'f', 'd', '{}')`,
      `record_entry(1, 'a', 's', '', '', null, null)`,
    ]) {
      await expect(worker(`select ${call}`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the service', () => {
  it('cannot address a partition, before or after it is published', async () => {
    const calculation = await open();
    const attempts = ['select from', 'insert into', 'delete from'].map(
      (verb) => `${verb} calculation_data.earning_${calculation}`,
    );
    const refuse = async (): Promise<void> => {
      for (const sql of attempts)
        await expect(service(sql.startsWith('insert') ? `${sql} default values` : sql)).rejects.toMatchObject(
          { code: '42501' },
        );
    };
    await refuse();
    await finish(calculation, (await lease(calculation)) ?? { shard: -1, attempt: 0 });
    await publish(calculation);
    await refuse();
  });

  it('cannot lease or finish a shard', async () => {
    await expect(service(`select * from lease_shard(1, 'w', 1)`)).rejects.toMatchObject({ code: '42501' });
    await expect(service(`select finish_shard(1, 0, 1, '', '{}')`)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a shard', () => {
  it('goes to one worker at a time, each to another', async () => {
    const calculation = await open(12);
    const leases = await Promise.all(Array.from({ length: 16 }, () => lease(calculation)));
    const shards = leases.flatMap((one) => (one ? [one.shard] : []));
    expect([...shards].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n));
  });

  it('is finished by the attempt that holds it; who lost the lease is refused with all it wrote', async () => {
    const calculation = await open();
    const slow = (await lease(calculation, 0)) ?? { shard: -1, attempt: 0 };
    const quick = (await lease(calculation)) ?? { shard: -1, attempt: 0 };
    expect(quick).toEqual({ shard: slow.shard, attempt: slow.attempt + 1 });
    expect(
      await worker('select extend_lease($1, $2, $3, 60) as held', [calculation, slow.shard, slow.attempt]),
    ).toEqual([{ held: false }]);
    expect(
      await worker('select extend_lease($1, $2, $3, 60) as held', [calculation, quick.shard, quick.attempt]),
    ).toEqual([{ held: true }]);
    await expect(finish(calculation, slow)).rejects.toMatchObject({ code: 'KA004' });
    await finish(calculation, quick);
    await expect(finish(calculation, quick)).rejects.toMatchObject({ code: 'KA004' });
    await publish(calculation);
    expect(await exceptions(calculation)).toBe(1);
  });

  it('is given up after so many attempts', async () => {
    const calculation = await open();
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect(await lease(calculation, 0)).toEqual({ shard: 0, attempt });
    expect(await lease(calculation, 0)).toBeUndefined();
  });
});
