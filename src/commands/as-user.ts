import type { Command } from 'commander';
import { AccessService, type Action } from '../modules/access/access.service.js';
import { UsersService } from '../modules/access/users.service.js';
import { Database } from '../platform/database/database.js';
import type { Viewer } from '../platform/identity/viewer.js';
import { Refusal } from '../platform/refusal.js';
import { OPERATOR } from './output.js';
import type { App } from './telling.js';

/** The command line as it looks at lists: it sees everything, is nobody and has no role. */
export const ONLOOKER: Viewer = {
  ...OPERATOR,
  login: OPERATOR.id,
  name: OPERATOR.id,
  roles: [],
  participant: null,
  may: () => false,
  sees: () => 'all',
};

/** `--as <login>` of a command that people do in their own name. */
export function asUser(command: Command): Command {
  return command.requiredOption('--as <login>', 'the user who does it; their roles and duties count');
}

/** A user as they sign in, to look at what they see. */
export async function seenBy(app: App, login: string): Promise<Viewer> {
  const viewer = await app.get(AccessService).viewer(await app.get(UsersService).idOf(login));
  if (viewer) return viewer;
  throw new Refusal('NOT_ALLOWED', `${login} is disabled.`, 'kicker user list shows who may sign in.');
}

/**
 * A user who acts by the command line: their roles must allow it, and duties are kept apart as they are everywhere. The audit says first that the command line acted for them, and what it was asked.
 */
export async function actingAs(
  app: App,
  login: string,
  { action, doing }: { readonly action: Action; readonly doing: string },
): Promise<Viewer> {
  const viewer = await seenBy(app, login);
  if (!viewer.may(action))
    throw new Refusal(
      'NOT_ALLOWED',
      `The roles of ${login} do not allow this.`,
      'kicker user list shows who holds which role.',
    );
  const change = { action: 'user.act-as', subject: `user ${viewer.login}`, reason: `kicker ${doing}` };
  await app.get(Database).change(OPERATOR, change, async () => ({ result: undefined }));
  return viewer;
}
