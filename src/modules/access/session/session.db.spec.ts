import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { cookieOf, PASSWORD, SigningIn } from '../../../../test/support/actors/signing-in.js';
import { asAdministrator } from '../../../../test/support/database.js';

const on = new SigningIn();

describe('POST /session', () => {
  it('signs in with a password and gives a cookie that no script reads and no other site sends', async () => {
    const answer = await on.post({ login: 'ANN', password: PASSWORD });
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([204, '', 'no-store']);
    expect(cookieOf(answer)).toMatch(
      /^kicker_session=[A-Za-z0-9_-]{22}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const me = await on.who(cookieOf(answer));
    expect([me.status, me.body]).toEqual([200, { login: 'ann', name: 'ann', roles: ['finance'] }]);
  });

  it('gives a cookie for https alone where browsers come by https', async () => {
    const secure = await on.start({ publicUrl: 'https://kicker.example.com' });
    expect(await on.ann(secure)).toMatch(/; SameSite=Strict; Secure$/);
  });

  it('keeps the hash of the cookie and not the cookie', async () => {
    const token = (await on.ann()).slice('kicker_session='.length).split(';')[0] ?? '';
    const rows = await on.database.inTransaction(COMMAND_LINE, (tx) =>
      tx.query<{ row: string }>('select s::text as row from sign_in_session s'),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      expect(row).not.toContain(token);
      expect(row).not.toContain(Buffer.from(token).toString('hex'));
    }
  });

  it('says the same of an unknown login, a wrong password, a disabled user and one without a password', async () => {
    await on.demo.viewer('disabled', { roles: ['rep'] });
    await on.demo.users.setPassword(COMMAND_LINE, 'disabled', PASSWORD);
    await on.demo.users.disable(COMMAND_LINE, 'disabled');
    const answers = [];
    for (const [login, password] of [
      ['nobody', PASSWORD],
      ['ann', 'wrong'],
      ['disabled', PASSWORD],
      ['auditor', PASSWORD],
      ['auditor', undefined],
      ["' or true --", PASSWORD],
    ])
      answers.push(await on.post({ login, password }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([
        '401 {"message":"The login or the password is wrong.","hint":"Check both; a system admin can set a new password."}',
      ]),
    );
    for (const answer of answers) expect(cookieOf(answer)).toBe('');
  });

  it('takes as long for an unknown login as for a wrong password', async () => {
    const times = { ann: [] as number[], nobody: [] as number[] };
    await on.forgetAttempts();
    for (let turn = 0; turn < 7; turn += 1)
      for (const login of ['ann', 'nobody'] as const) {
        const begun = performance.now();
        await on.post({ login, password: 'wrong' }).expect(401);
        times[login].push(performance.now() - begun);
      }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[3] ?? 0;
    expect(Math.abs(median(times.ann) - median(times.nobody))).toBeLessThan(median(times.ann) / 2);
  });

  it('refuses after too many attempts, the right password too, and other logins not', async () => {
    await on.forgetAttempts();
    const statuses = [];
    for (let turn = 0; turn < 11; turn += 1) statuses.push((await on.post({ login: 'bob' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const again = await on.post({ login: 'BOB', password: PASSWORD });
    expect([again.status, again.body]).toEqual([
      429,
      { message: 'There were too many attempts to sign in.', hint: 'Wait five minutes.' },
    ]);
    await on.post({ login: 'ann', password: PASSWORD }).expect(204);
    await asAdministrator(`update sign_in_attempt set window_start = window_start - interval '6 minutes'`);
    await on.post({ login: 'bob' }).expect(401);
  });

  it('takes JSON alone, of a login and a password', async () => {
    const post = (type: string, body: string): request.Test =>
      request(on.app.getHttpServer()).post('/session').set('Content-Type', type).send(body);
    const right = JSON.stringify({ login: 'ann', password: PASSWORD });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
    ])
      expect([type, (await post(type, right)).status]).toEqual([type, 415]);
    await post('application/json; charset=utf-8', right).expect(204);
    for (const body of [
      {},
      { login: '' },
      { login: 1 },
      { login: 'ann', password: 1 },
      { login: ['ann'] },
      { login: 'x'.repeat(101) },
    ])
      await on.post(body).expect(400);
    await on.post({ login: 'ann', password: 'x'.repeat(201) }).expect(400);
  });
});

describe('a page of another site', () => {
  const EVIL = { Origin: 'https://evil.example.com' };

  it('signs nobody in or out', async () => {
    const cookie = await on.ann();
    for (const headers of [
      EVIL,
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const posted = await on.post({ login: 'ann', password: PASSWORD }).set(headers);
      expect([posted.status, cookieOf(posted)]).toEqual([403, '']);
      const deleted = await request(on.app.getHttpServer())
        .delete('/session')
        .set('Cookie', cookie)
        .set(headers);
      expect(deleted.status).toBe(403);
    }
    await on.who(cookie).expect(200);
  });

  it('does nothing with our cookie, nor opens a websocket with it', async () => {
    const cookie = (await on.ann()).split(';')[0] ?? '';
    const asked = { cookie, host: 'kicker.example.com', origin: 'https://evil.example.com' };
    const { authenticator } = on.demo;
    await expect(authenticator.authenticate({ ...asked, method: 'POST' })).rejects.toMatchObject({
      code: 'CROSS_SITE',
    });
    await expect(
      authenticator.authenticate({ ...asked, method: 'GET', isWebsocket: true }),
    ).rejects.toMatchObject({
      code: 'CROSS_SITE',
    });
    const own = { ...asked, origin: 'https://kicker.example.com' };
    expect(await authenticator.authenticate({ ...own, method: 'POST' })).toMatchObject({ login: 'ann' });
    expect(await authenticator.authenticate({ ...own, method: 'GET', isWebsocket: true })).toMatchObject({
      login: 'ann',
    });
    const behind = new AccessOf(on.database, { publicUrl: 'https://pay.example.com' }).authenticator;
    await expect(behind.authenticate({ ...own, method: 'POST' })).rejects.toMatchObject({
      code: 'CROSS_SITE',
    });
    expect(
      await behind.authenticate({ ...own, origin: 'https://pay.example.com', method: 'POST' }),
    ).toMatchObject({ login: 'ann' });
  });
});
