import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database, type Outcome } from '../../platform/database/database.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { dayOf } from './access.service.js';
import { mayDo, reachOf, type Action } from './matrix/matrix.js';
import { ROLES, type Role } from './matrix/roles.js';
import { hashPassword, refuseWeakPassword } from './session/passwords.js';
import type { NewUser, RoleGrant, RoleWanted, User, UserChanges } from './users/user.js';
import {
  grantDone,
  grantUnknown,
  notAllowed,
  orRefusal,
  participantUnknown,
  userUnknown,
} from './users/user-refusals.js';
import * as SQL from './users/users.sql.js';
import { Viewer } from './viewer/viewer.js';

export { randomPassword } from './session/passwords.js';
export type { NewUser, RoleGrant, RoleWanted, User } from './users/user.js';

/** The command line's account: whoever can start it can read the database, so it vouches alone. The database knows it by this name. */
const COMMAND_LINE = 'command-line';

/** Whom a change was about, and which grant. */
interface About {
  readonly user: string;
  readonly grant?: string;
}

type Work = (tx: ChangeTransaction) => Promise<Outcome<About>>;

/** Who may sign in, and as what. Every change is one audit entry; the rules about second persons are the database's. */
@Injectable()
export class UsersService {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** All users, for who sees all; otherwise oneself. */
  async list(actor: Actor): Promise<readonly User[]> {
    const all =
      actor.id === COMMAND_LINE || (actor instanceof Viewer && reachOf(actor.roles, 'users') === 'all');
    if (!all && !(actor instanceof Viewer)) return [];
    return await this.database.inTransaction(actor, (tx) =>
      tx.query<User>(SQL.USERS, [all ? null : actor.id]),
    );
  }

  /** The id of a user, by login; upper and lower case are the same. */
  async idOf(login: string): Promise<string> {
    return await this.database.inTransaction({ id: 'access' }, (tx) => idOf(tx, login));
  }

  /**
   * Makes a user, of a participant who is known; on the command line also of one who is imported later, as when a company is set up. Roles are given
   * on the command line alone, where they are in effect at once.
   */
  async add(actor: Actor, { login, name, participant = null, roles = [] }: NewUser): Promise<User> {
    mustMay(actor, 'user.add', 'add users');
    if (roles.length > 0 && actor.id !== COMMAND_LINE)
      throw notAllowed('give roles to a new user: propose them');
    const id = randomUUID();
    const change = { action: 'user.add', subject: `user ${login}` };
    const { user } = await this.change(actor, change, async (tx) => {
      if (actor.id !== COMMAND_LINE) await refuseUnknown(tx, participant);
      await tx.query(SQL.ADD_USER, [id, login, name, participant, tx.entry]);
      for (const role of roles) await grant(tx, actor, { user: id, login, role });
      return { result: { user: id }, after: { login, name, participant, roles } };
    });
    return user;
  }

  /** Renames a user or says which participant they are; with another participant all their sessions and tokens end. */
  async edit(actor: Actor, login: string, { reason = '', ...wanted }: UserChanges): Promise<User> {
    mustMay(actor, 'user.add', 'change users');
    const change = { action: 'user.change', subject: `user ${login}`, reason };
    const { user } = await this.change(actor, change, async (tx) => {
      const id = await idOf(tx, login);
      const [before] = await tx.query<{ name: string; participant: string | null }>(SQL.NAMED, [id]);
      if (!before) throw userUnknown(login);
      const { name = before.name, participant = before.participant } = wanted;
      const isOther = participant !== before.participant;
      if (!isOther && name === before.name) return { unchanged: { user: id } };
      if (isOther) await refuseUnknown(tx, participant);
      await tx.query(SQL.CHANGE_USER, [id, name, participant]);
      if (isOther) await tx.query(SQL.SIGN_OUT_EVERYWHERE, [id]);
      return { result: { user: id }, before, after: { name, participant } };
    });
    return user;
  }

  /** Refuses the user from the next request on and ends all their sessions and tokens. */
  async disable(actor: Actor, login: string, reason = ''): Promise<User> {
    return await this.setDisabled(actor, { login, reason, disabled: true });
  }

  async enable(actor: Actor, login: string, reason = ''): Promise<User> {
    return await this.setDisabled(actor, { login, reason, disabled: false });
  }

  /** Sets a password of at least 12 characters and ends all sessions and tokens of the user. */
  async setPassword(actor: Actor, login: string, password: string): Promise<User> {
    mustMay(actor, 'user.disable', 'set passwords');
    refuseWeakPassword(password);
    const hash = await hashPassword(password);
    const change = { action: 'user.password', subject: `user ${login}` };
    const { user } = await this.change(actor, change, async (tx) => {
      const id = await idOf(tx, login);
      await tx.query(SQL.SET_PASSWORD, [id, hash, tx.entry]);
      await tx.query(SQL.SIGN_OUT_EVERYWHERE, [id]);
      return { result: { user: id } };
    });
    return user;
  }

  /** Proposes a role; it takes effect when another system admin confirms it, on the command line at once. */
  async proposeRole(actor: Actor, wanted: RoleWanted): Promise<RoleGrant> {
    mustMay(actor, 'role.propose', 'grant roles');
    const { login, role, reason = '' } = wanted;
    const change = { action: 'role.propose', subject: `user ${login}`, reason };
    const { user, about } = await this.change(actor, change, async (tx) => {
      const receiver = await idOf(tx, login);
      const id = await grant(tx, actor, { ...wanted, user: receiver });
      const after = { grant: id, login, role, from: wanted.from, until: wanted.until };
      return { result: { user: receiver, grant: id }, after };
    });
    return grantOf(user, about.grant ?? '');
  }

  /** Confirms a role that another system admin proposed for a third person. */
  async confirmRole(actor: Actor, grantId: string, reason = ''): Promise<RoleGrant> {
    mustMay(actor, 'role.confirm', 'confirm roles');
    return await this.settle(actor, {
      id: grantId,
      action: 'role.confirm',
      sql: SQL.CONFIRM,
      done: 'confirmed or revoked',
      reason,
    });
  }

  /** Takes a role away, proposed or in effect, at once. */
  async revokeRole(actor: Actor, grantId: string, reason = ''): Promise<RoleGrant> {
    mustMay(actor, 'role.revoke', 'revoke roles');
    return await this.settle(actor, {
      id: grantId,
      action: 'role.revoke',
      sql: SQL.REVOKE,
      done: 'revoked',
      reason,
    });
  }

  private async setDisabled(
    actor: Actor,
    { login, reason, disabled }: { login: string; reason: string; disabled: boolean },
  ): Promise<User> {
    mustMay(actor, 'user.disable', 'disable or enable users');
    const change = { action: disabled ? 'user.disable' : 'user.enable', subject: `user ${login}`, reason };
    const { user } = await this.change(actor, change, async (tx) => {
      const id = await idOf(tx, login);
      const changed = await tx.query(SQL.SET_DISABLED, [id, disabled]);
      if (changed.length === 0) return { unchanged: { user: id } };
      if (disabled) await tx.query(SQL.SIGN_OUT_EVERYWHERE, [id]);
      return { result: { user: id }, before: { disabled: !disabled }, after: { disabled } };
    });
    return user;
  }

  private async settle(
    actor: Actor,
    {
      id,
      action,
      sql,
      done,
      reason = '',
    }: { id: string; action: string; sql: string; done: string; reason?: string },
  ): Promise<RoleGrant> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw grantUnknown();
    const { user } = await this.change(actor, { action, subject: `grant ${id}`, reason }, async (tx) => {
      const [changed] = await tx.query<{ user_id: string }>(sql, [id, actor.id, tx.entry]);
      if (changed) return { result: { user: changed.user_id, grant: id }, after: { grant: id } };
      const known = await tx.query('select from role_grant where grant_id = $1', [id]);
      throw known.length === 0 ? grantUnknown() : grantDone(done);
    });
    return grantOf(user, id);
  }

  /** Runs a change about a user, and reads that user. */
  private async change(
    actor: Actor,
    change: { action: string; subject: string; reason?: string },
    work: Work,
  ): Promise<{ user: User; about: About }> {
    try {
      const { result } = await this.database.change(actor, change, work);
      const [user] = await this.database.inTransaction(actor, (tx) =>
        tx.query<User>(SQL.USERS, [result.user]),
      );
      if (!user) throw userUnknown(result.user);
      return { user, about: result };
    } catch (error) {
      throw orRefusal(error);
    }
  }
}

function mustMay(actor: Actor, action: Action, what: string): void {
  if (actor.id === COMMAND_LINE || (actor instanceof Viewer && mayDo(actor.roles, action))) return;
  throw notAllowed(what);
}

async function idOf(tx: Transaction, login: string): Promise<string> {
  const [user] = await tx.query<{ user_id: string }>(
    'select user_id from kicker_user where lower(login) = lower($1)',
    [login],
  );
  if (!user) throw userUnknown(login);
  return user.user_id;
}

/** A user of nobody would keep the real participant from having one. */
async function refuseUnknown(tx: Transaction, participant: string | null): Promise<void> {
  if (participant === null) return;
  const known = await tx.query(SQL.PARTICIPANT, [participant]);
  if (known.length === 0) throw participantUnknown(participant);
}

async function grant(
  tx: ChangeTransaction,
  actor: Actor,
  { user, role, from = dayOf(new Date()), until = null }: RoleWanted & { readonly user: string },
): Promise<string> {
  const id = randomUUID();
  await tx.query(SQL.GRANT, [id, user, role, from, until, actor.id, tx.entry, actor.id === COMMAND_LINE]);
  return id;
}

function grantOf(user: User, id: string): RoleGrant {
  const found = user.grants.find((each) => each.id === id);
  if (!found) throw grantUnknown();
  return found;
}

/** A role by its name, as in `comp-admin` or `comp_admin`; undefined for what is none. */
export function roleNamed(text: string): Role | undefined {
  const name = text.trim().toLowerCase().replaceAll(/[\s-]/g, '_');
  return ROLES.find((role) => role === name);
}
