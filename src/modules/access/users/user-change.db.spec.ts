import { beforeAll, describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { AuditService } from '../../audit/audit.service.js';
import type { Credential, Viewer } from '../viewer/viewer.js';

const database = testDatabase();
const on = new AccessOf(database);
const { users, access } = on;
let root: Viewer;

beforeAll(async () => {
  await importing(database)('participants', 'participant,name\nann,Ann\nben,Ben\ncy,Cy\n');
  root = await on.viewer('root', { roles: ['system_admin'] });
});

/** A token that was issued a minute ago. */
function issued(): Credential {
  const now = Math.floor(Date.now() / 1000);
  return { kind: 'token', issuedAt: now - 60, expiresAt: now + 600 };
}

async function isLetIn(id: string): Promise<boolean> {
  return (await access.viewer(id, undefined, issued())) !== null;
}

describe('a user', () => {
  it('is added for a participant who is known, so that a slip does not keep the real one out', async () => {
    const slip = users.add(root, { login: 'slip', name: 'Slip', participant: 'no-such-participant' });
    await expect(slip).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN', path: 'participant' });
    const ann = await users.add(root, { login: 'ann', name: 'Ann', participant: 'ann' });
    expect(ann.participant).toBe('ann');
  });

  it('is renamed without being signed out, and audited with what it was', async () => {
    const { id } = await users.add(root, { login: 'ben', name: 'Ben' });
    const from = await new AuditService(database).lastPosition(COMMAND_LINE);
    expect(await users.edit(root, 'BEN', { name: 'Benjamin', reason: 'asked' })).toMatchObject({
      name: 'Benjamin',
      participant: null,
    });
    expect(await isLetIn(id)).toBe(true);
    await users.edit(root, 'ben', { name: 'Benjamin' });
    expect(await new AuditService(database).list(COMMAND_LINE, from)).toMatchObject([
      {
        action: 'user.change',
        subject: 'user BEN',
        reason: 'asked',
        before: '{"name": "Ben", "participant": null}',
        after: '{"name": "Benjamin", "participant": null}',
      },
    ]);
  });

  it('becomes another participant, known and free, and is signed out', async () => {
    const { id } = await users.add(root, { login: 'cy', name: 'Cy', participant: 'cy' });
    const become = (participant: string | null): Promise<unknown> => users.edit(root, 'cy', { participant });
    await expect(become('nobody')).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN' });
    await expect(become('ann')).rejects.toMatchObject({ code: 'USER_PARTICIPANT_TAKEN' });
    expect(await isLetIn(id)).toBe(true);
    expect(await become('ben')).toMatchObject({ name: 'Cy', participant: 'ben' });
    expect(await isLetIn(id)).toBe(false);
    expect(await become(null)).toMatchObject({ participant: null });
  });

  it('is changed by system admins alone', async () => {
    const finance = await on.viewer('finance', { roles: ['finance'] });
    const act = users.edit(finance, 'ann', { name: 'x' });
    await expect(act).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(users.edit(root, 'nobody', { name: 'x' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
    await expect(users.edit(root, 'ann', { name: ' ' })).rejects.toMatchObject({ code: 'USER_NAME' });
  });
});
