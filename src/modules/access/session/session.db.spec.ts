import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { AppModule } from '../../../app.module.js';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { asAdministrator, testDatabase } from '../../../../test/support/database.js';
import { CLOSED, type AccessSettings } from '../access-settings.js';
import { PERSONAS } from '../demo/personas.js';

const database = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'kicker-session-'));
const demo = new AccessOf(database, { demo: true, folder });
const PASSWORD = 'correct horse battery staple';
const open: INestApplication[] = [];
let app: INestApplication;

async function start(settings: Partial<AccessSettings> = {}): Promise<INestApplication> {
  const started = await NestFactory.create(AppModule.over(database, { ...CLOSED, folder, ...settings }), {
    logger: false,
  });
  await started.init();
  open.push(started);
  return started;
}

beforeAll(async () => {
  await demo.demo.createPersonas(COMMAND_LINE);
  await demo.viewer('ann', { roles: ['finance'] });
  await demo.users.setPassword(COMMAND_LINE, 'ann', PASSWORD);
  app = await start();
});
afterAll(async () => {
  // Each application closes the database that they share; the last one finds it closed.
  for (const each of open) await each.close();
  rmSync(folder, { recursive: true });
});

const signIn = (body: unknown, of = app): request.Test =>
  request(of.getHttpServer())
    .post('/session')
    .send(body as object);
const cookieOf = (answer: request.Response): string =>
  (answer.headers['set-cookie'] as unknown as string[] | undefined)?.[0] ?? '';
const who = (cookie: string, of = app): request.Test =>
  request(of.getHttpServer())
    .get('/session')
    .set('Cookie', cookie.split(';')[0] ?? '');

async function signedIn(of = app): Promise<string> {
  await asAdministrator('delete from sign_in_attempt');
  return cookieOf(await signIn({ login: 'ann', password: PASSWORD }, of).expect(204));
}

describe('POST /session', () => {
  it('signs in with a password and gives a cookie that no script reads and no other site sends', async () => {
    const answer = await signIn({ login: 'ANN', password: PASSWORD });
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([204, '', 'no-store']);
    expect(cookieOf(answer)).toMatch(
      /^kicker_session=[A-Za-z0-9_-]{22}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const me = await who(cookieOf(answer));
    expect([me.status, me.body]).toEqual([200, { login: 'ann', name: 'ann', roles: ['finance'] }]);
  });

  it('gives a cookie for https alone where browsers come by https', async () => {
    const secure = await start({ publicUrl: 'https://kicker.example.com' });
    expect(await signedIn(secure)).toMatch(/; SameSite=Strict; Secure$/);
  });

  it('keeps the hash of the cookie and not the cookie', async () => {
    const token = (await signedIn()).slice('kicker_session='.length).split(';')[0] ?? '';
    const rows = await database.inTransaction(COMMAND_LINE, (tx) =>
      tx.query<{ row: string }>('select s::text as row from sign_in_session s'),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      expect(row).not.toContain(token);
      expect(row).not.toContain(Buffer.from(token).toString('hex'));
    }
  });

  it('says the same of an unknown login, a wrong password, a disabled user and one without a password', async () => {
    await demo.viewer('disabled', { roles: ['rep'] });
    await demo.users.setPassword(COMMAND_LINE, 'disabled', PASSWORD);
    await demo.users.disable(COMMAND_LINE, 'disabled');
    const answers = [];
    for (const [login, password] of [
      ['nobody', PASSWORD],
      ['ann', 'wrong'],
      ['disabled', PASSWORD],
      ['auditor', PASSWORD],
      ['auditor', undefined],
      ["' or true --", PASSWORD],
    ])
      answers.push(await signIn({ login, password }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([
        '401 {"message":"The login or the password is wrong.","hint":"Check both; a system admin can set a new password."}',
      ]),
    );
    for (const answer of answers) expect(cookieOf(answer)).toBe('');
  });

  it('takes as long for an unknown login as for a wrong password', async () => {
    const times = { ann: [] as number[], nobody: [] as number[] };
    await asAdministrator('delete from sign_in_attempt');
    for (let turn = 0; turn < 9; turn += 1)
      for (const login of ['ann', 'nobody'] as const) {
        const begun = performance.now();
        await signIn({ login, password: 'wrong' }).expect(401);
        times[login].push(performance.now() - begun);
      }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[4] ?? 0;
    expect(Math.abs(median(times.ann) - median(times.nobody))).toBeLessThan(median(times.ann) / 2);
  });

  it('refuses after too many attempts, the right password too, and other logins not', async () => {
    await asAdministrator('delete from sign_in_attempt');
    const statuses = [];
    for (let turn = 0; turn < 11; turn += 1)
      statuses.push((await signIn({ login: 'bob', password: 'x' })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const again = await signIn({ login: 'BOB', password: PASSWORD });
    expect([again.status, again.body]).toEqual([
      429,
      { message: 'There were too many attempts to sign in.', hint: 'Wait five minutes.' },
    ]);
    await signIn({ login: 'ann', password: PASSWORD }).expect(204);
    await asAdministrator(`update sign_in_attempt set window_start = window_start - interval '6 minutes'`);
    await signIn({ login: 'bob', password: 'x' }).expect(401);
  });

  it('takes JSON alone, of a login and a password', async () => {
    const post = (type: string, body: string): request.Test =>
      request(app.getHttpServer()).post('/session').set('Content-Type', type).send(body);
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
      await signIn(body).expect(400);
    await signIn({ login: 'ann', password: 'x'.repeat(201) }).expect(400);
  });
});

describe('a page of another site', () => {
  const EVIL = { Origin: 'https://evil.example.com' };

  it('signs nobody in or out', async () => {
    const cookie = await signedIn();
    for (const headers of [
      EVIL,
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const posted = await signIn({ login: 'ann', password: PASSWORD }).set(headers);
      expect([posted.status, cookieOf(posted)]).toEqual([403, '']);
      const deleted = await request(app.getHttpServer())
        .delete('/session')
        .set('Cookie', cookie)
        .set(headers);
      expect(deleted.status).toBe(403);
    }
    await who(cookie).expect(200);
  });

  it('does nothing with our cookie, nor opens a websocket with it', async () => {
    const cookie = (await signedIn()).split(';')[0] ?? '';
    const asked = { cookie, host: 'kicker.example.com', origin: 'https://evil.example.com' };
    const { authenticator } = demo;
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
    const behind = new AccessOf(database, { publicUrl: 'https://pay.example.com' }).authenticator;
    await expect(behind.authenticate({ ...own, method: 'POST' })).rejects.toMatchObject({
      code: 'CROSS_SITE',
    });
    expect(
      await behind.authenticate({ ...own, origin: 'https://pay.example.com', method: 'POST' }),
    ).toMatchObject({ login: 'ann' });
  });
});

describe('a session', () => {
  it('survives a restart of the service', async () => {
    const cookie = await signedIn();
    const restarted = await start();
    expect((await who(cookie, restarted)).body).toMatchObject({ login: 'ann' });
  });

  it('ends when signed out, and the cookie goes', async () => {
    const cookie = await signedIn();
    const other = await signedIn();
    const answer = await request(app.getHttpServer())
      .delete('/session')
      .set('Cookie', cookie.split(';')[0] ?? '');
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toBe('kicker_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict');
    await who(cookie).expect(401);
    await who(other).expect(200);
    await request(app.getHttpServer()).delete('/session').expect(204);
  });

  it('ends when its user is disabled, and stays ended when enabled again', async () => {
    const cookie = await signedIn();
    const viewer = await demo.authenticator.authenticate({ cookie, method: 'GET' });
    await demo.users.disable(COMMAND_LINE, 'ann');
    await who(cookie).expect(401);
    expect(viewer && (await demo.authenticator.isStillGood(viewer))).toBe(false);
    await demo.users.enable(COMMAND_LINE, 'ann');
    await who(cookie).expect(401);
  });

  it('ends with a new password', async () => {
    const cookie = await signedIn();
    await demo.users.setPassword(COMMAND_LINE, 'ann', PASSWORD);
    await who(cookie).expect(401);
  });

  it.each([
    ['it was not used for two hours', 'idle_until = clock_timestamp()'],
    ['twelve hours are over', 'ends_at = clock_timestamp()'],
  ])('ends when %s', async (_, sql) => {
    const cookie = await signedIn();
    await asAdministrator(`update sign_in_session set ${sql}`);
    await who(cookie).expect(401);
  });

  it('is kept alive by being used, but not past its end', async () => {
    const cookie = await signedIn();
    await asAdministrator(
      `update sign_in_session set last_seen_at = last_seen_at - interval '90 minutes', idle_until = idle_until - interval '90 minutes'`,
    );
    await who(cookie).expect(200);
    const [row] = await database.inTransaction(COMMAND_LINE, (tx) =>
      tx.query<{ fresh: boolean }>(
        `select bool_and(idle_until > clock_timestamp() + interval '119 minutes') as fresh from sign_in_session`,
      ),
    );
    expect(row?.fresh).toBe(true);
  });

  it('of a long-lived socket is no longer good once a role is taken away', async () => {
    const { login } = await demo.viewer('watcher', { roles: ['finance'] });
    await demo.users.setPassword(COMMAND_LINE, login, PASSWORD);
    const token = await demo.authenticator.signIn({ login, password: PASSWORD }, 'here');
    const viewer = await demo.authenticator.authenticate({
      cookie: `kicker_session=${token}`,
      method: 'GET',
    });
    expect(viewer?.roles).toEqual(['finance']);
    expect(viewer && (await demo.authenticator.isStillGood(viewer))).toBe(true);
    const [grant] = (await demo.users.list(COMMAND_LINE)).find((user) => user.login === login)?.grants ?? [];
    await demo.users.revokeRole(COMMAND_LINE, grant?.id ?? '');
    expect(viewer && (await demo.authenticator.isStillGood(viewer))).toBe(false);
    expect((await who(`kicker_session=${token}`)).body).toMatchObject({ roles: [] });
  });

  it('is nobody’s with another, a second or a malformed cookie', async () => {
    const cookie = (await signedIn()).split(';')[0] ?? '';
    for (const bad of [
      'kicker_session=',
      `kicker_session=${'A'.repeat(22)}`,
      `${cookie}x`,
      `${cookie}; ${cookie}`,
      'kicker_session=%00',
    ])
      expect([bad, (await request(app.getHttpServer()).get('/session').set('Cookie', bad)).status]).toEqual([
        bad,
        401,
      ]);
  });
});

describe('demo mode', () => {
  it('lists its personas and lets them in without a password', async () => {
    const shown = await start({ demo: true });
    const answer = await request(shown.getHttpServer()).get('/session/personas').expect(200);
    const { personas } = answer.body as { personas: { login: string }[] };
    expect(personas).toEqual(PERSONAS.map(({ login, name, roles, does }) => ({ login, name, roles, does })));
    await asAdministrator('delete from sign_in_attempt');
    for (const { login, roles } of PERSONAS) {
      const cookie = cookieOf(await signIn({ login }, shown).expect(204));
      expect((await who(cookie, shown)).body).toMatchObject({ login, roles });
    }
    await signIn({ login: 'ann' }, shown).expect(401);
  });

  it('makes its personas once, and lets a disabled one in no more', async () => {
    expect(await demo.demo.createPersonas(COMMAND_LINE)).toBe(0);
    await demo.users.disable(COMMAND_LINE, 'finance-2');
    const shown = await start({ demo: true });
    await signIn({ login: 'finance-2' }, shown).expect(401);
    const answer = await request(shown.getHttpServer()).get('/session/personas');
    expect((answer.body as { personas: unknown[] }).personas).toHaveLength(PERSONAS.length - 1);
  });

  it('outside of it has no personas, neither shown nor let in', async () => {
    const answer = await request(app.getHttpServer()).get('/session/personas');
    expect([answer.status, answer.body]).toEqual([
      404,
      { message: 'There are no personas here.', hint: 'Sign in with your login and password.' },
    ]);
    await signIn({ login: 'auditor' }).expect(401);
  });
});
