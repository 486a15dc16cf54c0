import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { cookieOf, PASSWORD, SigningIn } from '../../../../test/support/actors/signing-in.js';
import { asAdministrator } from '../../../../test/support/database.js';
import { PERSONAS } from '../demo/personas.js';

const on = new SigningIn();

describe('a session', () => {
  it('survives a restart of the service', async () => {
    const cookie = await on.ann();
    const restarted = await on.start();
    expect((await on.who(cookie, restarted)).body).toMatchObject({ login: 'ann' });
  });

  it('ends when signed out, and the cookie goes', async () => {
    const cookie = await on.ann();
    const other = await on.ann();
    const answer = await request(on.app.getHttpServer())
      .delete('/session')
      .set('Cookie', cookie.split(';')[0] ?? '');
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toBe('kicker_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict');
    await on.who(cookie).expect(401);
    await on.who(other).expect(200);
    await request(on.app.getHttpServer()).delete('/session').expect(204);
  });

  it('ends when its user is disabled, and stays ended when enabled again', async () => {
    const cookie = await on.ann();
    const viewer = await on.demo.authenticator.authenticate({ cookie, method: 'GET' });
    await on.demo.users.disable(COMMAND_LINE, 'ann');
    await on.who(cookie).expect(401);
    expect(viewer && (await on.demo.authenticator.isStillGood(viewer))).toBe(false);
    await on.demo.users.enable(COMMAND_LINE, 'ann');
    await on.who(cookie).expect(401);
  });

  it('ends with a new password', async () => {
    const cookie = await on.ann();
    await on.demo.users.setPassword(COMMAND_LINE, 'ann', PASSWORD);
    expect((await on.who(cookie)).status).toBe(401);
  });

  it.each([
    ['it was not used for two hours', 'idle_until = clock_timestamp()'],
    ['twelve hours are over', 'ends_at = clock_timestamp()'],
  ])('ends when %s', async (_, sql) => {
    const cookie = await on.ann();
    await asAdministrator(`update sign_in_session set ${sql}`);
    expect((await on.who(cookie)).status).toBe(401);
  });

  it('is kept alive by being used, but not past its end', async () => {
    const cookie = await on.ann();
    await asAdministrator(
      `update sign_in_session set last_seen_at = last_seen_at - interval '90 minutes', idle_until = idle_until - interval '90 minutes'`,
    );
    await on.who(cookie).expect(200);
    const [row] = await on.database.inTransaction(COMMAND_LINE, (tx) =>
      tx.query<{ fresh: boolean }>(
        `select bool_and(idle_until > clock_timestamp() + interval '119 minutes') as fresh from sign_in_session`,
      ),
    );
    expect(row?.fresh).toBe(true);
  });

  it('of a long-lived socket is no longer good once a role is taken away', async () => {
    const { login } = await on.demo.viewer('watcher', { roles: ['finance'] });
    await on.demo.users.setPassword(COMMAND_LINE, login, PASSWORD);
    const token = await on.demo.authenticator.signIn({ login, password: PASSWORD }, 'here');
    const viewer = await on.demo.authenticator.authenticate({
      cookie: `kicker_session=${token}`,
      method: 'GET',
    });
    expect(viewer?.roles).toEqual(['finance']);
    expect(viewer && (await on.demo.authenticator.isStillGood(viewer))).toBe(true);
    const [grant] =
      (await on.demo.users.list(COMMAND_LINE)).find((user) => user.login === login)?.grants ?? [];
    await on.demo.users.revokeRole(COMMAND_LINE, grant?.id ?? '');
    expect(viewer && (await on.demo.authenticator.isStillGood(viewer))).toBe(false);
    expect((await on.who(`kicker_session=${token}`)).body).toMatchObject({ roles: [] });
  });

  it('is nobody’s with another, a second or a malformed cookie', async () => {
    const cookie = (await on.ann()).split(';')[0] ?? '';
    for (const bad of [
      'kicker_session=',
      `kicker_session=${'A'.repeat(22)}`,
      `${cookie}x`,
      `${cookie}; ${cookie}`,
      'kicker_session=%00',
    ])
      expect([
        bad,
        (await request(on.app.getHttpServer()).get('/session').set('Cookie', bad)).status,
      ]).toEqual([bad, 401]);
  });
});

describe('demo mode', () => {
  it('lists its personas and lets them in without a password', async () => {
    const shown = await on.start({ demo: true });
    const answer = await request(shown.getHttpServer()).get('/session/personas').expect(200);
    const { personas } = answer.body as { personas: { login: string }[] };
    expect(personas).toEqual(PERSONAS.map(({ login, name, roles, does }) => ({ login, name, roles, does })));
    await on.forgetAttempts();
    for (const { login, roles } of PERSONAS) {
      const cookie = cookieOf(await on.post({ login }, shown).expect(204));
      expect((await on.who(cookie, shown)).body).toMatchObject({ login, roles });
    }
    await on.post({ login: 'ann' }, shown).expect(401);
  });

  it('makes its personas once, and lets a disabled one in no more', async () => {
    expect(await on.demo.demo.createPersonas(COMMAND_LINE)).toBe(0);
    await on.demo.users.disable(COMMAND_LINE, 'finance-2');
    const shown = await on.start({ demo: true });
    await on.post({ login: 'finance-2' }, shown).expect(401);
    const answer = await request(shown.getHttpServer()).get('/session/personas');
    expect((answer.body as { personas: unknown[] }).personas).toHaveLength(PERSONAS.length - 1);
  });

  it('outside of it has no personas, neither shown nor let in', async () => {
    const answer = await request(on.app.getHttpServer()).get('/session/personas');
    expect([answer.status, answer.body]).toEqual([
      404,
      { message: 'There are no personas here.', hint: 'Sign in with your login and password.' },
    ]);
    await on.post({ login: 'auditor' }).expect(401);
  });
});
