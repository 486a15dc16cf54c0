import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { testApi, type TestApi } from '../../../../../test/support/api/api.js';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { receiveFile } from './receive-file.js';

const database = testDatabase();
const api = testApi(database);
const rep = testApi(database, { ...ALL_SEEING, id: 'rep', may: () => false });

interface Sent {
  readonly kind?: string;
  readonly query?: string;
  readonly body?: string;
  readonly key?: string;
  readonly type?: string;
}

async function send(
  sent: Sent,
  by: TestApi = api,
): Promise<{ status: number; body: Record<string, string> }> {
  const {
    kind = 'accounts',
    query = 'source=crm&file=accounts.csv',
    body = 'account,name\n',
    key,
    type = 'text/csv',
  } = sent;
  const asked = request(by.server.getHttpServer())
    .post(`/imports/${kind}?${query}`)
    .set('content-type', type);
  const { status, body: answer } = await (key === undefined ? asked : asked.set('idempotency-key', key)).send(
    body,
  );
  return { status, body: answer as Record<string, string> };
}

interface Job {
  state: string;
  fault: { code: string } | null;
  importReport: Record<string, unknown>;
}

async function ended(id: string | undefined): Promise<Job> {
  const REPORT = `importReport { kind source file written importId rows counts { accepted rejected } totals { currency rows sum }
    rejections { line column value reason } notes }`;
  for (let tries = 0; tries < 200; tries += 1) {
    const { job } = await api.ask<{ job: Job }>(
      `query ($id: ID!) { job(id: $id) { state fault { code } ${REPORT} } }`,
      { id },
    );
    if (job.state !== 'RUNNING') return job;
    await sleep(50);
  }
  throw new Error('The job did not end.');
}

const uploads = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('kicker-upload-'));

describe('files over HTTP', () => {
  it('become jobs whose report can be read, and leave no file behind', async () => {
    const before = uploads();
    const { status, body } = await send({ body: 'account,name\nacme,Acme\nbolt,Bolt\n', key: 'one' });
    expect(status).toBe(202);
    const { state, importReport } = await ended(body['job']);
    expect(state).toBe('DONE');
    expect(importReport).toMatchObject({
      kind: 'accounts',
      source: 'crm',
      file: 'accounts.csv',
      written: true,
      rows: 2,
      counts: { accepted: 2, rejected: 0 },
    });
    expect(uploads()).toEqual(before);
  });

  it('tell each row that cannot be taken by line and column, and take the good ones when partial', async () => {
    const text = 'account,name\ncore,Core\n=evil,Evil\n';
    const whole = await ended((await send({ body: text, key: 'bad' })).body['job']);
    expect(whole.importReport).toMatchObject({ written: false, importId: null, counts: { rejected: 1 } });
    expect(whole.importReport['rejections']).toMatchObject([{ line: 3, column: 'account', value: '=evil' }]);
    const query = 'source=crm&partial=true';
    const partial = await ended((await send({ body: text, key: 'partial', query })).body['job']);
    expect(partial.importReport).toMatchObject({ written: true, counts: { accepted: 1, rejected: 1 } });
  });

  it('begin once for a key, and refuse it for another file', async () => {
    const file = { body: 'account,name\ndelta,Delta\n', key: 'same' };
    const first = await send(file);
    await ended(first.body['job']);
    expect(await send(file)).toEqual({ status: 202, body: { job: first.body['job'], replayed: true } });
    const other = await send({ ...file, body: 'account,name\necho,Echo\n' });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('say as a fault of the job what cannot be read at all', async () => {
    const { state, fault } = await ended(
      (await send({ body: 'nonsense\n1\n', key: 'nonsense' })).body['job'],
    );
    expect({ state, code: fault?.code }).toEqual({ state: 'FAILED', code: 'IMPORT_HEADER' });
  });

  it('are refused to who may not, without a key, of another type or kind, with a bad source', async () => {
    const answers = [
      await send({ key: 'k' }, rep),
      await send({}),
      await send({ key: 'k', type: 'text/plain' }),
      await send({ key: 'k', kind: 'salaries' }),
      await send({ key: 'k', query: 'source=a%20b' }),
      await send({ key: 'k', query: 'source=crm&partial=perhaps' }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [403, 'NOT_ALLOWED'],
      [400, 'BAD_INPUT'],
      [415, 'BAD_INPUT'],
      [404, 'IMPORT_KIND'],
      [400, 'IMPORT_SOURCE'],
      [400, 'BAD_INPUT'],
    ]);
  });

  it('are refused when too large, and nothing of them is kept', async () => {
    const before = uploads();
    const body = Readable.from([Buffer.from('12345'), Buffer.from('67890')], { objectMode: false });
    await expect(receiveFile(body, 9)).rejects.toMatchObject({ code: 'IMPORT_LIMIT' });
    expect(uploads()).toEqual(before);
    const fits = await receiveFile(Readable.from([Buffer.from('123456789')], { objectMode: false }), 9);
    expect(fits.bytes).toBe(9);
    await fits.remove();
    expect(uploads()).toEqual(before);
  });
});
