import { Inject, Injectable } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { mayDo, type Action } from './matrix/matrix.js';
import { readUser, rolesOf } from './viewer/read-user.js';
import { Viewer, type Credential } from './viewer/viewer.js';

export {
  ACTIONS,
  DATA,
  REACHES,
  mayDo,
  reachOf,
  type Action,
  type DataKind,
  type Reach,
} from './matrix/matrix.js';
export { ROLE_NAMES, ROLES, type Role } from './matrix/roles.js';
export { Viewer, type Credential } from './viewer/viewer.js';

/** Under which this module reads what decides who sees what. */
const ACCESS: Actor = { id: 'access', sight: EVERYTHING };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who somebody is and what they may see and do, read anew for each request. */
@Injectable()
export class AccessService {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The user as of a day, today by default, in one statement; null for one who is unknown or disabled. */
  async viewer(
    userId: string,
    today: string = dayOf(new Date()),
    credential: Credential | null = null,
  ): Promise<Viewer | null> {
    if (!UUID.test(userId)) return null;
    const user = await this.database.inTransaction(ACCESS, (tx) => readUser(tx, userId, today));
    if (!user) return null;
    if (credential?.kind === 'token' && credential.issuedAt < Math.floor(user.tokensFrom)) return null;
    return new Viewer(user, credential);
  }

  /** Whether any user who signs in as the participant may do something today. */
  async mayAs(participant: string, action: Action, today: string = dayOf(new Date())): Promise<boolean> {
    const roles = await this.database.inTransaction(ACCESS, (tx) => rolesOf(tx, participant, today));
    return mayDo(roles, action);
  }
}

/** The day of an instant, in UTC, on which roles are judged. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
