import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { personaApi } from '../../../../../test/support/api/api.js';
import { testDatabase } from '../../../../../test/support/database.js';

const api = personaApi(testDatabase());

async function send(headers: Record<string, string>): Promise<[status: number, code: unknown]> {
  const { status, body } = await request(api.server.getHttpServer())
    .post('/imports/accounts?source=crm')
    .set({ 'content-type': 'text/csv', 'idempotency-key': 'one', ...headers })
    .send('account,name\nacme,Acme\n');
  return [status, (body as { code?: unknown }).code];
}

const as = async (login: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await api.token(login)}`,
});

describe('who may send files', () => {
  it('is nobody without a good token or session', async () => {
    expect(await send({})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await send({ authorization: 'Bearer nonsense' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await send({ cookie: 'kicker_session=AAAAAAAAAAAAAAAAAAAAAA' })).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is a comp admin, and no other role', async () => {
    for (const login of ['finance', 'auditor', 'system-admin'])
      expect(await send(await as(login))).toEqual([403, 'NOT_ALLOWED']);
    expect(await send(await as('comp-admin'))).toEqual([202, undefined]);
  });

  it('is not the page of another site, by the cookie of a browser', async () => {
    const signedIn = await request(api.server.getHttpServer())
      .post('/session')
      .set('content-type', 'application/json')
      .send({ login: 'comp-admin' });
    const [cookie = ''] = (signedIn.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
    const session = { cookie: cookie.split(';')[0] ?? '' };
    expect(await send({ ...session, origin: 'https://elsewhere.example', 'idempotency-key': 'two' })).toEqual(
      [403, 'CROSS_SITE'],
    );
    expect(await send({ ...session, 'idempotency-key': 'two' })).toEqual([202, undefined]);
  });
});
