import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase } from '../../../../test/support/database.js';
import { onceFor, type AskedRequest } from './asked-request.js';
import { readAnswer, writeAnswer } from './stored-answer.js';

const database = testDatabase();
const ana = { id: 'ana' };

async function add(request: AskedRequest, actor = ana): Promise<{ answer: bigint; replayed: boolean }> {
  return await onceFor(request, async () => {
    const { result } = await database.change(
      actor,
      { action: 'test.add', subject: request.key },
      async (tx) => ({
        result: tx.entry,
      }),
    );
    return result;
  });
}

async function effects(key: string): Promise<number> {
  const rows = await database.inTransaction(ana, (tx) =>
    tx.query(`select 1 from audit_entry where action = 'test.add' and subject = $1`, [key]),
  );
  return rows.length;
}

const request = (key: string, fields: Record<string, string> = { amount: 'a' }): AskedRequest => ({
  key,
  operation: 'testAdd',
  fields,
});

describe('a request that comes again', () => {
  it('changes nothing a second time and gives the first answer, marked', async () => {
    const first = await add(request('again'));
    const second = await add(request('again'));
    expect(first.replayed).toBe(false);
    expect(second).toEqual({ answer: first.answer, replayed: true });
    expect(await effects('again')).toBe(1);
  });

  it('has one effect when fifty copies come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => add(request('at-once'))));
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await effects('at-once')).toBe(1);
  });

  it('is refused with another body, naming the fields that differ and telling no value', async () => {
    await add(request('other', { amount: 'a', reason: 'b', period: 'c' }));
    await expect(add(request('other', { amount: 'x', reason: 'b', note: 'd' }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
      message: 'This idempotency key was used before with another amount, note, period.',
    });
    await expect(add({ ...request('other'), operation: 'testRemove' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
      message: 'This idempotency key was used before for testAdd, not testRemove.',
    });
    expect(await effects('other')).toBe(1);
  });

  it('is one of its own for everybody who asks', async () => {
    const first = await add(request('shared'));
    const second = await add(request('shared', { amount: 'z' }), { id: 'ben' });
    expect(second).toMatchObject({ replayed: false });
    expect(second.answer).not.toBe(first.answer);
  });

  it('is not kept when the change failed, so that it can be asked again', async () => {
    const failing = onceFor(request('failed'), () =>
      database.change(ana, { action: 'test.add', subject: 'failed' }, async () => {
        throw new Error('no');
      }),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await add(request('failed'))).toMatchObject({ replayed: false });
  });

  it('is kept where nothing was to be changed, so that it changes nothing later', async () => {
    let state = 'as wanted';
    const want = (amount = 'a'): Promise<{ answer: string; replayed: boolean }> =>
      onceFor(request('unchanged', { amount }), async () => {
        const change = { action: 'test.add', subject: 'unchanged' };
        const { result } = await database.change<string>(ana, change, async () =>
          state === 'as wanted' ? { unchanged: state } : { result: (state = 'as wanted') },
        );
        return result;
      });
    expect(await want()).toEqual({ answer: 'as wanted', replayed: false });
    state = 'changed by somebody else';
    expect(await want()).toEqual({ answer: 'as wanted', replayed: true });
    expect(state).toBe('changed by somebody else');
    await expect(want('b')).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(await effects('unchanged')).toBe(0);
  });

  it('is asked of whoever acts in the transaction of the change, and of nobody twice', async () => {
    const gone = {
      ...ana,
      standsBy: async (tx: { query(sql: string): Promise<unknown> }) => {
        await tx.query('select 1');
        throw new Error('no longer let in');
      },
    };
    await expect(add(request('gone'), gone)).rejects.toThrow('no longer let in');
    expect(await effects('gone')).toBe(0);
  });

  it('names the request in the audit', async () => {
    await add(request('audited'));
    const [entry] = await database.inTransaction(ana, (tx) =>
      tx.query<{ request: string }>(`select request from audit_entry where subject = 'audited'`),
    );
    expect(entry?.request).toBe('audited');
  });
});

describe('an answer that is kept', () => {
  it('is the same again, whatever plain data it is', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.bigInt());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== '#' && key !== '__proto__'),
          tie('tree'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => expect(readAnswer(JSON.parse(writeAnswer(value)))).toEqual(value)),
    );
  });
});
