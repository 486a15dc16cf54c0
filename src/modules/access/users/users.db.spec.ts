import { describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { testDatabase } from '../../../../test/support/database.js';
import { AuditService } from '../../audit/audit.service.js';
import type { Role } from '../matrix/roles.js';
import type { Viewer } from '../viewer/viewer.js';

const database = testDatabase();
const on = new AccessOf(database);
const { users, access } = on;
let numbered = 0;
const fresh = (name = 'user'): string => `${name}-${(numbered += 1)}`;
const admins = Promise.all([
  on.viewer('root-1', { roles: ['system_admin'] }),
  on.viewer('root-2', { roles: ['system_admin'] }),
]);

async function someone(...roles: Role[]): Promise<Viewer> {
  return await on.viewer(fresh(), { roles });
}

const rolesOf = async (user: { id: string }, day?: string) => (await access.viewer(user.id, day))?.roles;

describe('users', () => {
  it('have a login that is one in upper and lower case, a name, and a participant that nobody else is', async () => {
    await users.add(COMMAND_LINE, { login: 'Ann.Lee@example.com', name: 'Ann', participant: 'p-ann' });
    const add = (login: string, participant: string | null = null, name = 'x') =>
      users.add(COMMAND_LINE, { login, name, participant });
    await expect(add('ann.lee@EXAMPLE.com')).rejects.toMatchObject({ code: 'USER_LOGIN_TAKEN' });
    await expect(add('second.account', 'p-ann')).rejects.toMatchObject({ code: 'USER_PARTICIPANT_TAKEN' });
    await expect(add('with space')).rejects.toMatchObject({ code: 'USER_LOGIN' });
    await expect(add('')).rejects.toMatchObject({ code: 'USER_LOGIN' });
    await expect(add('nameless', null, ' ')).rejects.toMatchObject({ code: 'USER_NAME' });
  });

  it('are refused at the next request when disabled, and are back when enabled', async () => {
    const ben = await someone('rep');
    await users.disable(COMMAND_LINE, ben.login);
    expect(await access.viewer(ben.id)).toBeNull();
    await users.enable(COMMAND_LINE, ben.login);
    expect(await rolesOf(ben)).toEqual(['rep']);
  });

  it('are changed by system admins alone', async () => {
    const [root] = await admins;
    const finance = await someone('finance');
    const asFinance = [
      users.add(finance, { login: fresh(), name: 'x' }),
      users.disable(finance, root.login),
      users.setPassword(finance, root.login, 'a long enough password'),
      users.proposeRole(finance, { login: root.login, role: 'rep' }),
      users.confirmRole(finance, '00000000-0000-4000-8000-000000000000'),
      users.revokeRole(finance, '00000000-0000-4000-8000-000000000000'),
      users.add(root, { login: fresh(), name: 'x', roles: ['rep'] }),
      users.add({ id: 'somebody' }, { login: fresh(), name: 'x' }),
    ];
    for (const act of await Promise.allSettled(asFinance))
      expect(act).toMatchObject({ status: 'rejected', reason: { code: 'NOT_ALLOWED' } });
  });

  it('are listed whole to who may see them, and oneself to anybody else', async () => {
    const [root] = await admins;
    const finance = await someone('finance');
    expect((await users.list(finance)).map(({ login }) => login)).toEqual([finance.login]);
    expect((await users.list(root)).length).toBeGreaterThan(2);
    expect(await users.list({ id: 'somebody' })).toEqual([]);
  });
});

describe('a role', () => {
  it('takes effect when another system admin confirms what one proposed for a third', async () => {
    const [root, other] = await admins;
    const ann = await someone();
    const grant = await users.proposeRole(root, { login: ann.login, role: 'finance', reason: 'joins' });
    expect(grant).toMatchObject({ state: 'proposed', proposedBy: 'root-1', confirmedBy: null });
    expect(await rolesOf(ann)).toEqual([]);
    await expect(users.confirmRole(root, grant.id)).rejects.toMatchObject({ code: 'ROLE_SECOND_PERSON' });
    expect(await users.confirmRole(other, grant.id)).toMatchObject({
      state: 'confirmed',
      confirmedBy: 'root-2',
    });
    expect(await rolesOf(ann)).toEqual(['finance']);
    await expect(users.confirmRole(other, grant.id)).rejects.toMatchObject({ code: 'GRANT_DONE' });
  });

  it('is not proposed for, or confirmed by, who receives it', async () => {
    const [root, other] = await admins;
    await expect(users.proposeRole(root, { login: 'root-1', role: 'auditor' })).rejects.toMatchObject({
      code: 'ROLE_TO_ONESELF',
    });
    const later = { login: 'root-2', role: 'system_admin', from: '2001-01-01', until: '2002-01-01' } as const;
    const grant = await users.proposeRole(root, later);
    await expect(users.confirmRole(other, grant.id)).rejects.toMatchObject({ code: 'ROLE_TO_ONESELF' });
  });

  it('has days: in force from the first, not on the day after the last', async () => {
    const ann = await someone();
    const days = { login: ann.login, role: 'rep', from: '2026-03-01', until: '2026-04-01' } as const;
    await users.proposeRole(COMMAND_LINE, days);
    const on = await Promise.all(
      ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => rolesOf(ann, day)),
    );
    expect(on).toEqual([[], ['rep'], ['rep'], []]);
    await expect(
      users.proposeRole(COMMAND_LINE, { ...days, from: '2027-02-01', until: '2027-01-01' }),
    ).rejects.toMatchObject({ code: 'ROLE_DAYS' });
  });

  it('is taken away at once by one person, and may be given again', async () => {
    const [root] = await admins;
    const ann = await someone('rep');
    const [grant] = (await users.list(COMMAND_LINE)).find(({ id }) => id === ann.id)?.grants ?? [];
    await expect(users.proposeRole(root, { login: ann.login, role: 'rep' })).rejects.toMatchObject({
      code: 'ROLE_GRANTED',
    });
    expect(await users.revokeRole(root, grant?.id ?? '')).toMatchObject({
      state: 'revoked',
      revokedBy: 'root-1',
    });
    expect(await rolesOf(ann)).toEqual([]);
    await expect(users.revokeRole(root, grant?.id ?? '')).rejects.toMatchObject({ code: 'GRANT_DONE' });
    await users.proposeRole(COMMAND_LINE, { login: ann.login, role: 'rep' });
    expect(await rolesOf(ann)).toEqual(['rep']);
  });

  it.each([
    ['comp_admin', 'finance'],
    ['finance', 'comp_admin'],
    ['system_admin', 'rep'],
    ['rep', 'system_admin'],
    ['manager', 'system_admin'],
    ['system_admin', 'finance'],
    ['system_admin', 'comp_admin'],
    ['auditor', 'system_admin'],
  ] as const)('of %s excludes %s, by the database', async (held, other) => {
    const { login } = await on.viewer(fresh('toxic'), { roles: [held] });
    await expect(users.proposeRole(COMMAND_LINE, { login, role: other })).rejects.toMatchObject({
      code: 'ROLES_EXCLUDE',
    });
  });

  it('excludes no other on days that do not meet', async () => {
    const { login } = await someone();
    await users.proposeRole(COMMAND_LINE, {
      login,
      role: 'finance',
      from: '2026-01-01',
      until: '2026-02-01',
    });
    await users.proposeRole(COMMAND_LINE, { login, role: 'comp_admin', from: '2026-02-01' });
  });

  it('of two that exclude each other, asked for at once, is one', async () => {
    const { login } = await someone();
    const both = (['comp_admin', 'finance'] as const).map((role) =>
      users.proposeRole(COMMAND_LINE, { login, role }),
    );
    const ends = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(ends.sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the database alone', () => {
  const write = (actor: string, sql: string, values: readonly unknown[]): Promise<unknown> =>
    database.change({ id: actor }, { action: 'test', subject: 'roles' }, async (tx) => {
      await tx.query(sql, [...values, tx.entry]);
      return { result: undefined };
    });
  const INSERT = `insert into role_grant (grant_id, user_id, role, effective, proposed_by, proposed_entry)
    values (gen_random_uuid(), $1, 'auditor', '[2030-01-01,)', $2, $3)`;
  const CONFIRMED = `insert into role_grant (grant_id, user_id, role, effective, proposed_by, confirmed_by, proposed_entry, confirmed_entry)
    values (gen_random_uuid(), $1, 'auditor', '[2030-01-01,)', $2, $2, $3, $3)`;

  it('takes no grant of who is no system admin, of another name, or confirmed already', async () => {
    const [root] = await admins;
    const ann = await someone();
    const finance = await someone('finance');
    await expect(write(finance.id, INSERT, [ann.id, finance.id])).rejects.toMatchObject({ code: 'KA006' });
    await expect(write(root.id, INSERT, [ann.id, finance.id])).rejects.toMatchObject({ code: 'KA006' });
    await expect(write(root.id, CONFIRMED, [ann.id, root.id])).rejects.toMatchObject({ code: 'KA006' });
    await expect(write(root.id, INSERT, [ann.id, root.id])).resolves.toBeDefined();
  });

  it('takes no change of users without an audit entry, and no change of what was granted', async () => {
    const ann = await someone('rep');
    const outside = (sql: string) => database.inTransaction(COMMAND_LINE, (tx) => tx.query(sql, [ann.id]));
    await expect(outside('update kicker_user set disabled = true where user_id = $1')).rejects.toMatchObject({
      code: 'KA001',
    });
    await expect(outside(`update role_grant set role = 'finance' where user_id = $1`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(outside('delete from role_grant where user_id = $1')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(outside('update kicker_user set login = $1::text')).rejects.toMatchObject({ code: '42501' });
  });

  it('lets a revoked system admin confirm nothing', async () => {
    const [root] = await admins;
    const third = await on.viewer(fresh('root'), { roles: ['system_admin'] });
    const ann = await someone();
    const grant = await users.proposeRole(root, { login: ann.login, role: 'rep' });
    const [own] = (await users.list(COMMAND_LINE)).find(({ id }) => id === third.id)?.grants ?? [];
    await users.revokeRole(root, own?.id ?? '');
    await expect(users.confirmRole(third, grant.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await rolesOf(ann)).toEqual([]);
  });

  it('keeps an audit entry of every change, and no password', async () => {
    const before = await new AuditService(database).lastPosition(COMMAND_LINE);
    const { login } = await someone('rep');
    await users.setPassword(COMMAND_LINE, login, 'correct horse battery staple');
    await users.disable(COMMAND_LINE, login, 'left');
    const entries = await new AuditService(database).list(COMMAND_LINE, before);
    expect(entries.map(({ action }) => action)).toEqual(['user.add', 'user.password', 'user.disable']);
    expect(
      JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toMatch(/horse|scrypt/);
    await expect(users.setPassword(COMMAND_LINE, login, 'short')).rejects.toMatchObject({ code: 'PASSWORD' });
    await expect(users.setPassword(COMMAND_LINE, 'nobody', 'a long enough password')).rejects.toMatchObject({
      code: 'USER_UNKNOWN',
    });
  });
});
