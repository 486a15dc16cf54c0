import { describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Viewer } from './viewer.js';

const database = testDatabase();
const access = new AccessOf(database);

const act = (viewer: Viewer): Promise<unknown> =>
  database.change(viewer, { action: 'test.act', subject: viewer.login }, async () => ({ result: 1 }));

describe('a viewer who was let in', () => {
  it('acts as long as they are what they were', async () => {
    await expect(act(await access.viewer('stays', { roles: ['finance'] }))).resolves.toBeDefined();
  });

  it('no longer acts once disabled, or without a role that they had, though they were let in before', async () => {
    const disabled = await access.viewer('disabled', { roles: ['finance'] });
    await access.users.disable(COMMAND_LINE, 'disabled');
    await expect(act(disabled)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    const revoked = await access.viewer('revoked', { roles: ['rep', 'manager'] });
    const [user] = (await access.users.list(COMMAND_LINE)).filter(({ login }) => login === 'revoked');
    await access.users.revokeRole(COMMAND_LINE, user?.grants[0]?.id ?? '');
    await expect(act(revoked)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('acts or is refused, and never after the disabling was answered, however the two meet', async () => {
    for (let round = 0; round < 20; round += 1) {
      const viewer = await access.viewer(`race-${round}`, { roles: ['finance'] });
      const [acted] = await Promise.allSettled([
        act(viewer),
        access.users.disable(COMMAND_LINE, viewer.login),
      ]);
      const entries = await database.inTransaction(COMMAND_LINE, (tx) =>
        tx.query<{ action: string }>(
          `select action from audit_entry where subject in ($1, 'user ' || $1) and action in ('test.act', 'user.disable') order by position`,
          [viewer.login],
        ),
      );
      const order = entries.map(({ action }) => action);
      expect(order).toEqual(acted?.status === 'fulfilled' ? ['test.act', 'user.disable'] : ['user.disable']);
    }
  });
});
