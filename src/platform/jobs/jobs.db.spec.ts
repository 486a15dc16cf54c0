import { describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { onceFor } from '../database/request/asked-request.js';
import { Refusal } from '../refusal.js';
import type { Job } from '../database/jobs/job.js';
import { JobsService } from './jobs.service.js';

const database = testDatabase();
const jobs = new JobsService(database);
const ana = seeingAll('ana');
const about = { kind: 'test', subject: 'numbers' };

async function followed(id: string, actor = ana): Promise<Job[]> {
  const seen: Job[] = [];
  for await (const job of jobs.follow(actor, id)) seen.push(job);
  return seen;
}

const request = (key: string, amount = 'a'): Parameters<typeof onceFor>[0] => ({
  key,
  operation: 'testStart',
  fields: { amount },
});

describe('JobsService', () => {
  it('answers at once, tells how far the work is, and keeps what came of it', async () => {
    let release = (): void => undefined;
    const waits = new Promise<void>((resolve) => (release = resolve));
    const id = await jobs.start(ana, about, async (tell) => {
      tell({ step: 'count', done: 1, of: 3 });
      await waits;
      return { counted: 3n };
    });
    const following = followed(id);
    await new Promise((resolve) => setTimeout(resolve, 400));
    release();
    const seen = await following;
    expect(seen.map(({ state, step, done }) => [state, step, done])).toContainEqual(['running', 'count', 1]);
    expect(seen.at(-1)).toMatchObject({ state: 'done', outcome: { counted: 3n }, fault: null });
  });

  it('says in words why it failed, and nothing of a fault of ours', async () => {
    const refused = await jobs.start(ana, about, async () => {
      throw new Refusal('IMPORT_EMPTY', 'The file is empty.', 'Give one with rows.');
    });
    const broken = await jobs.start(ana, about, async () => {
      throw new Error('secret: relation "x" does not exist');
    });
    expect((await followed(refused)).at(-1)).toMatchObject({
      state: 'failed',
      fault: { code: 'IMPORT_EMPTY' },
    });
    const last = (await followed(broken)).at(-1);
    expect(last).toMatchObject({ state: 'failed', fault: { code: 'INTERNAL' } });
    expect(JSON.stringify(last)).not.toContain('secret');
  });

  it('begins once for a key, also when it is asked twice at once, and refuses the key for something else', async () => {
    let begun = 0;
    const start = (of: Parameters<typeof onceFor>[0]): Promise<{ answer: string; replayed: boolean }> =>
      onceFor(of, () => jobs.start(ana, about, async () => (begun += 1)));
    const answers = await Promise.all([
      start(request('once')),
      start(request('once')),
      start(request('once')),
    ]);
    expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(begun).toBe(1);
    await expect(start(request('once', 'b'))).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('is seen by who asked and by who sees all pay, and by nobody else', async () => {
    const id = await jobs.start({ id: 'ben' }, about, async () => 1);
    await followed(id, { id: 'ben' });
    expect((await jobs.byId({ id: 'ben' }, [id])).size).toBe(1);
    expect((await jobs.byId(ana, [id])).size).toBe(1);
    expect((await jobs.byId({ id: 'cho' }, [id])).size).toBe(0);
    expect(await followed(id, { id: 'cho' })).toEqual([]);
  });

  it('takes a job whose process gives no sign of life for lost', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await database.inTransaction(ana, (tx) =>
      tx.query(
        `insert into job (job_id, actor, kind, subject, state, beat_at)
         values ($1, 'ana', 'test', 'x', 'running', clock_timestamp() - interval '1 hour')`,
        [id],
      ),
    );
    expect((await followed(id)).at(-1)).toMatchObject({ state: 'failed', fault: { code: 'JOB_LOST' } });
  });

  it('ends once: what ended does not change, by whatever statement', async () => {
    const id = await jobs.start(ana, about, async () => 1);
    await followed(id);
    const change = database.inTransaction(ana, (tx) =>
      tx.query(`update job set state = 'running', ended_at = null where job_id = $1`, [id]),
    );
    await expect(change).rejects.toThrow('a job that ended does not change');
  });

  it('says of what runs that the service was stopped', async () => {
    const own = new JobsService(database);
    const id = await own.start(ana, about, () => new Promise<never>(() => undefined));
    await own.beforeApplicationShutdown();
    expect((await followed(id)).at(-1)).toMatchObject({ state: 'failed', fault: { code: 'JOB_STOPPED' } });
  });
});
