import { beforeAll, describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { importing } from '../../../../test/support/importing.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ALL_DAYS, type Actor } from '../../../platform/database/actor.js';
import { DATA, ROLES, reachOf, type Role } from '../access.service.js';
import type { DataKind } from '../matrix/matrix.js';
import type { Viewer } from './viewer.js';

const database = testDatabase();
const on = new AccessOf(database);

/**
 * vp ← boss ← ana until March, then vp ← other ← ana; ben reports to boss all year, with a gap in May. boss reports to vp until July.
 * The participant `out` reports to nobody here.
 */
beforeAll(async () => {
  const give = importing(database);
  await give('participants', 'participant,name\nvp,V\nboss,B\nother,O\nana,A\nben,N\nout,X\n');
  const report = await give(
    'assignments',
    [
      'participant,plan,from,until,manager',
      'boss,ae,2026-01-01,2026-07-01,vp',
      'other,ae,2026-01-01,2027-01-01,vp',
      'ana,ae,2026-01-01,2026-03-01,boss',
      'ana,ae,2026-03-01,2027-01-01,other',
      'ben,ae,2026-01-01,2026-05-01,boss',
      'ben,ae,2026-06-01,2027-01-01,boss',
      'out,ae,2026-01-01,2027-01-01,',
      '',
    ].join('\n'),
  );
  expect(report.counts).toMatchObject({ accepted: 7, rejected: 0 });
});

const teamOf = ({ sight }: Actor): Record<string, string> | string =>
  sight?.pay === 'all' ? 'all' : Object.fromEntries(sight?.pay ?? []);

describe('a manager', () => {
  it('sees who reports to them, directly or through others, on the days of every step between', async () => {
    const boss = await on.viewer('boss', { participant: 'boss', roles: ['manager'] });
    expect(teamOf(boss)).toEqual({
      boss: ALL_DAYS,
      ana: '{[2026-01-01,2026-03-01)}',
      ben: '{[2026-01-01,2026-05-01),[2026-06-01,2027-01-01)}',
    });
    const vp = await on.viewer('vp', { participant: 'vp', roles: ['manager'] });
    expect(teamOf(vp)).toEqual({
      vp: ALL_DAYS,
      boss: '{[2026-01-01,2026-07-01)}',
      other: '{[2026-01-01,2027-01-01)}',
      ana: '{[2026-01-01,2027-01-01)}',
      ben: '{[2026-01-01,2026-05-01),[2026-06-01,2026-07-01)}',
    });
  });

  it('sees the team as it is known now', async () => {
    const give = importing(database);
    const { position } = await give(
      'assignments',
      'participant,plan,from,until,manager\nout,ae,2027-01-01,2027-02-01,other\n',
    );
    expect(position).not.toBeNull();
    const other = await on.viewer('other', { participant: 'other', roles: ['manager'] });
    expect(teamOf(other)).toEqual({
      other: ALL_DAYS,
      ana: '{[2026-03-01,2027-01-01)}',
      out: '{[2027-01-01,2027-02-01)}',
    });
  });

  it('without the role, or without being a participant, sees no team', async () => {
    const rep = await on.viewer('ana', { participant: 'ana', roles: ['rep'] });
    expect(teamOf(rep)).toEqual({ ana: ALL_DAYS });
    expect(teamOf(await on.viewer('nobody-in-particular', { roles: ['manager'] }))).toEqual({});
  });
});

describe('a viewer', () => {
  it.each(ROLES)('who is a %s sees what the matrix says, in the tables too', async (role: Role) => {
    const participant = role === 'auditor' || role === 'system_admin' ? null : `p-${role}`;
    const viewer = await on.viewer(`as-${role.replace('_', '-')}`, { roles: [role], participant });
    for (const data of Object.keys(DATA) as DataKind[]) expect(viewer.sees(data)).toBe(reachOf([role], data));
    const seen = await database.inTransaction(viewer, (tx) => tx.query('select from assignment'));
    const all = await database.inTransaction(COMMAND_LINE, (tx) => tx.query('select from assignment'));
    expect(seen).toHaveLength(viewer.sees('assignments') === 'all' ? all.length : 0);
    expect(viewer.sight.bookings).toBe(viewer.sees('bookings') === 'all' ? 'all' : 'credited');
  });

  it('sees amounts in the audit only where its role does', async () => {
    const audit = async (role: Role): Promise<string> =>
      (await on.viewer(`audit-${role.replace('_', '-')}`, { roles: [role] })).sight.audit;
    expect(await Promise.all(ROLES.map(audit))).toEqual([
      'all',
      'all',
      'none',
      'own',
      'all',
      'without amounts',
    ]);
  });

  it('without a role sees and may nothing, and one who is unknown is none', async () => {
    const viewer: Viewer = await on.viewer('without', { participant: 'ben' });
    expect(teamOf(viewer)).toEqual({});
    expect(viewer.may('dispute.open')).toBe(false);
    expect(await on.access.viewer('00000000-0000-4000-8000-000000000000')).toBeNull();
    expect(await on.access.viewer(`' or true --`)).toBeNull();
  });
});
