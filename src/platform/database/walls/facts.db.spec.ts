import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import type { ChangeTransaction, Transaction } from '../transaction.js';
import { latestKnown } from '../known.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('admin');
const ID = '00000000-0000-0000-0000-000000000001';

interface Revision {
  readonly id?: string;
  readonly revision: number;
  readonly nth: number;
  readonly name?: string;
  readonly withdrawn?: boolean;
}

function insert(tx: ChangeTransaction, row: Revision, entry = tx.entry): Promise<unknown> {
  const { id = ID, revision, nth, name = `r${revision} n${nth}`, withdrawn = false } = row;
  return tx.query(
    `insert into participant (id, source, external_id, revision, nth, entry, content, withdrawn, name, attributes)
     values ($1, 'hr', 'p1', $2, $3, $4, $1, $5, $6, '{}')`,
    [id, revision, nth, entry, withdrawn, name],
  );
}

const record = (work: (tx: ChangeTransaction) => Promise<unknown>): Promise<bigint> =>
  database
    .change(actor, { action: 'import', subject: 'participants' }, async (tx) => {
      await work(tx);
      return { result: tx.entry };
    })
    .then((done) => done.result);

const asService = (work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
  database.inTransaction(actor, work);
const position = async (entry: bigint): Promise<bigint> => {
  const sql = 'select position from audit_entry where entry = $1';
  const [row] = await database.inTransaction(actor, (tx) => tx.query<{ position: string }>(sql, [entry]));
  return BigInt(row?.position ?? 0);
};
const known = async (at: bigint, id = ID): Promise<string[]> => {
  const sql = `select name from (${latestKnown('participant')}) p where id = $2`;
  const rows = await database.inTransaction(actor, (tx) => tx.query<{ name: string }>(sql, [at, id]));
  return rows.map((row) => row.name);
};

describe('a fact', () => {
  it('is written only under the entry of its own transaction', async () => {
    const past = await record(async () => undefined);
    await expect(record((tx) => insert(tx, { revision: 1, nth: 1 }, past))).rejects.toMatchObject({
      code: 'KA001',
    });
    await expect(record((tx) => insert(tx, { revision: 1, nth: 1 }, tx.entry + 1n))).rejects.toMatchObject({
      code: 'KA001',
    });
    const outside = asService((tx) =>
      insert(Object.assign(tx, { entry: past }) as ChangeTransaction, { revision: 1, nth: 1 }),
    );
    await expect(outside).rejects.toMatchObject({ code: 'KA001' });
  });

  it('cannot be written after its entry was recorded', async () => {
    const late = asService(async (tx) => {
      const [row] = await tx.query<{ entry: string }>('select open_entry() as entry');
      await tx.query(`select record_entry($1, 'a', 's', '', '', null, null)`, [row?.entry]);
      await insert(Object.assign(tx, { entry: BigInt(row?.entry ?? 0) }) as ChangeTransaction, {
        revision: 1,
        nth: 1,
      });
    });
    await expect(late).rejects.toMatchObject({ code: 'KA001' });
  });

  it.each([
    'participant',
    'booking_line',
    'result',
    'deal',
    'deal_line',
    'approver_group_member',
    'account_owner',
    'named_account',
    'account_segment',
    'account_parent',
    'approval_delegation',
    'opportunity',
    'registration',
    'lead',
    'move_request',
    'account_book',
    'stage_reached',
    'activity',
    'credit_ruling',
    'document_version',
    'calculation',
    'ledger_entry',
    'ledger_line',
    'import_undo',
  ])('in %s is never updated, deleted or emptied by the service or the worker', async (table) => {
    for (const sql of [
      `delete from ${table}`,
      `truncate ${table}`,
      `update ${table} set ${table === 'calculation' ? 'engine = engine' : 'entry = entry'}`,
    ]) {
      await expect(asService((tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
      await expect(database.asWorker((tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is nothing the worker writes', async () => {
    const attempt = database.asWorker((tx) =>
      insert(Object.assign(tx, { entry: 1n }) as ChangeTransaction, { revision: 1, nth: 1 }),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what is known at a position', () => {
  it('is the highest revision, whatever order they came in, and the later row of two with the same', async () => {
    const second = await position(await record((tx) => insert(tx, { revision: 2, nth: 1 })));
    const first = await position(await record((tx) => insert(tx, { revision: 1, nth: 2 })));
    const again = await position(await record((tx) => insert(tx, { revision: 2, nth: 3 })));
    expect(await known(second - 1n)).toEqual([]);
    expect(await known(second)).toEqual(['r2 n1']);
    expect(await known(first)).toEqual(['r2 n1']);
    expect(await known(again)).toEqual(['r2 n3']);
  });

  it('leaves out what was undone, from the undo on', async () => {
    const id = '00000000-0000-0000-0000-000000000002';
    await record((tx) => insert(tx, { id, revision: 1, nth: 1 }));
    const wrong = await record((tx) => insert(tx, { id, revision: 2, nth: 2 }));
    const undo = await record((tx) =>
      tx.query('insert into import_undo (undone, entry) values ($1, $2)', [wrong, tx.entry]),
    );
    expect(await known(await position(wrong), id)).toEqual(['r2 n2']);
    expect(await known(await position(undo), id)).toEqual(['r1 n1']);
  });

  it('leaves out what was withdrawn', async () => {
    const id = '00000000-0000-0000-0000-000000000003';
    await record((tx) => insert(tx, { id, revision: 1, nth: 1 }));
    const last = await record((tx) => insert(tx, { id, revision: 2, nth: 2, withdrawn: true }));
    expect(await known(await position(last), id)).toEqual([]);
  });
});

describe('money', () => {
  it.each(['NaN', 'Infinity', '-Infinity', '1e30'])('is never %s', async (value) => {
    const quota = record((tx) =>
      tx.query(
        `insert into quota (id, source, external_id, revision, nth, entry, content, participant, name, amount, unit, effective_from)
         values ($1, 'hr', 'q1', 1, 1, $2, $1, 'p1', 'attribute.quota', $3, 'USD', '2026-01-01')`,
        [ID, tx.entry, value],
      ),
    );
    await expect(quota).rejects.toMatchObject({ code: '23514' });
    const line = record((tx) =>
      tx.query(
        `insert into booking_line (id, source, external_id, revision, nth, entry, content, line_no, booked_on, sequence, currency, net, attributes)
         values ($1, 'crm', 'b1', 1, 1, $2, $1, 1, '2026-01-01', 1, 'USD', $3, '{}')`,
        [ID, tx.entry, value],
      ),
    );
    await expect(line).rejects.toMatchObject({ code: expect.stringMatching(/23514|22003/) });
  });
});

describe('a result', () => {
  const GOOD = {
    measure: 'net-retention',
    participant: null,
    team: null,
    effective_from: '2026-01-01',
    effective_until: '2026-04-01',
    dated_on: '2026-04-06',
    amount: '105',
    unit: '%',
  };
  const told = (columns: Partial<Record<keyof typeof GOOD, string | null>>, id: string): Promise<bigint> =>
    record((tx) =>
      tx.query(
        `insert into result (id, source, external_id, revision, nth, entry, content, ${Object.keys(GOOD).join(', ')})
         values ($1, 'hr', 'r1', 1, 1, $2, $1, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, tx.entry, ...Object.values({ ...GOOD, ...columns })],
      ),
    );

  it.each([
    ['not a number', { amount: 'NaN' }],
    ['endless', { amount: 'Infinity' }],
    ['of a window that ends where it begins', { effective_until: '2026-01-01' }],
    ['dated before its window', { dated_on: '2025-12-31' }],
    ['of a participant and a team', { participant: 'p1', team: 'north' }],
    ['of a team without a name', { team: '' }],
    ['in no unit', { unit: '' }],
    ['in a sign', { unit: '$' }],
    ['of a measure with its first part', { measure: 'measure.net-retention' }],
  ])('is never %s', async (_what, columns) => {
    await expect(told(columns, ID)).rejects.toMatchObject({ code: '23514' });
  });

  it.each([
    ['1', '%', {}],
    ['2', 'USD', { participant: 'p1' }],
    ['3', 'new-logo', { team: 'north' }],
    ['4', 'days', {}],
  ])('is taken in %s: %s', async (digit, unit, columns) => {
    await expect(told({ ...columns, unit }, ID.replace(/.$/, digit))).resolves.toBeGreaterThan(0n);
  });
});
