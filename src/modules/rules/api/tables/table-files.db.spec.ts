import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { personaApi } from '../../../../../test/support/api/api.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { MEDIA_TYPES } from './table-requests.js';

const api = personaApi(testDatabase());

const CSV = `kicker,1
table,rates
title,Rates by segment
from,2026-01-01
hit,collect-max
no-match,nothing
column,input,output
is,,percent
row,account.segment,rate
1,smb,8%
2,"[mid-market, enterprise]",6%
`;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Sent {
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

const as = async (login: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await api.token(login)}`,
});

async function send(
  login: string | null,
  { body = CSV, type = 'text/csv', key = 'one', headers = {} }: Sent = {},
): Promise<Answer> {
  const response = await request(api.server.getHttpServer())
    .post('/tables')
    .set({
      'content-type': type,
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(login === null ? {} : await as(login)),
      ...headers,
    })
    .send(body);
  return { status: response.status, body: response.body as Record<string, unknown> };
}

async function take(login: string | null, path: string): Promise<request.Response> {
  return await request(api.server.getHttpServer())
    .get(`/tables/${path}`)
    .set(login === null ? {} : await as(login))
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => done(null, Buffer.concat(pieces)));
    });
}

const codeOf = ({ body }: request.Response): unknown =>
  (JSON.parse((body as Buffer).toString()) as { code?: unknown }).code;

describe('decision tables over HTTP', () => {
  it('come in as drafts, go out as CSV and XLSX, and come in again with the same text', async () => {
    const first = await send('comp-admin', { key: 'first' });
    expect(first).toMatchObject({ status: 201, body: { table: 'rates', replayed: false } });
    const version = String(first.body['version']);
    const { version: draft } = await api.askAs<{ version: Record<string, unknown> }>(
      'comp-admin',
      'query ($id: ID!) { version(id: $id) { kind name state source } }',
      { id: version },
    );
    expect(draft).toEqual({ kind: 'TABLE', name: 'rates', state: 'DRAFT', source: first.body['source'] });
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await take('comp-admin', `${version}?as=${format}`);
      expect([file.status, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
        200,
        MEDIA_TYPES[format],
        `attachment; filename="rates.${format}"`,
      ]);
      const again = await send('comp-admin', {
        key: `again-${format}`,
        body: file.body as Buffer,
        type: MEDIA_TYPES[format],
      });
      expect(again).toMatchObject({ status: 201, body: { source: first.body['source'] } });
      expect(again.body['version']).not.toBe(version);
    }
  });

  it('begin one draft for a key, and refuse it for another file', async () => {
    const first = await send('comp-admin', { key: 'same' });
    const again = await send('comp-admin', { key: 'same' });
    expect(again).toMatchObject({ status: 201, body: { version: first.body['version'], replayed: true } });
    const other = await send('comp-admin', { key: 'same', body: CSV.replace('8%', '9%') });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('are brought in by a comp admin, and by no other role', async () => {
    expect(await send(null)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    for (const login of ['finance', 'manager', 'rep', 'auditor', 'system-admin'])
      expect(await send(login)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });

  it('are taken out by who may read the version; to others it is not there', async () => {
    const version = String((await send('comp-admin', { key: 'seen' })).body['version']);
    const status = async (login: string | null): Promise<number> =>
      (await take(login, `${version}?as=csv`)).status;
    expect(await status(null)).toBe(401);
    for (const login of ['comp-admin', 'finance', 'auditor']) expect(await status(login)).toBe(200);
    for (const login of ['manager', 'rep', 'system-admin']) expect(await status(login)).toBe(404);
  });

  it('are neither brought in nor taken out by the page of another site', async () => {
    const signedIn = await request(api.server.getHttpServer())
      .post('/session')
      .set('content-type', 'application/json')
      .send({ login: 'comp-admin' });
    const [cookie = ''] = (signedIn.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
    const session = { cookie: cookie.split(';')[0] ?? '' };
    const elsewhere = { ...session, origin: 'https://elsewhere.example' };
    expect(await send(null, { key: 'site', headers: elsewhere })).toMatchObject({
      status: 403,
      body: { code: 'CROSS_SITE' },
    });
    expect((await send(null, { key: 'site', headers: session })).status).toBe(201);
  });

  it('say which cells are wrong, and keep nothing', async () => {
    const count = 'query { versions(filter: { kind: TABLE }) { totalCount } }';
    const before = await api.askAs('comp-admin', count);
    const { status, body } = await send('comp-admin', { key: 'wrong', body: CSV.replace('8%', '0.08') });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'FINDINGS' });
    expect(body['findings']).toEqual([
      expect.objectContaining({
        line: 10,
        column: 3,
        code: 'BARE_NUMBER',
        message: expect.stringMatching(/^C10: /),
      }),
    ]);
    expect(await api.askAs('comp-admin', count)).toEqual(before);
  });

  it('are refused without a key, of another type, too large, or as no table', async () => {
    const answers = [
      await send('comp-admin', { key: null }),
      await send('comp-admin', { type: 'text/plain' }),
      await send('comp-admin', { key: 'large', body: Buffer.alloc(10_000_001, 'a') }),
      await send('comp-admin', { key: 'none', body: 'name,rate\n' }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'BAD_INPUT'],
      [415, 'BAD_INPUT'],
      [413, 'TABLE_FILE_LIMIT'],
      [422, 'TABLE_FILE'],
    ]);
  });

  it('are not given in no format, of no version, or where the version is a plan', async () => {
    const text = 'kicker: 1\nplan: a-plan\nfrom: 2026-01-01\n';
    const { documentDefine } = await api.askAs<{ documentDefine: { version: { id: string } } }>(
      'comp-admin',
      'mutation ($input: DocumentTextInput!) { documentDefine(input: $input) { version { id } } }',
      { input: { idempotencyKey: 'plan', text } },
    );
    const answers = [
      await take('comp-admin', `${documentDefine.version.id}`),
      await take('comp-admin', 'nonsense?as=csv'),
      await take('comp-admin', '00000000-0000-4000-8000-000000000000?as=csv'),
      await take('comp-admin', `${documentDefine.version.id}?as=csv`),
    ];
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
      [400, 'BAD_INPUT'],
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
      [422, 'DOCUMENT_NOT_RIGHT'],
    ]);
  });
});
