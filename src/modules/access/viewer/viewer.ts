import { ALL_DAYS, type Actor, type PaySight, type Sight } from '../../../platform/database/actor.js';
import { mayDo, reachOf, type Action, type DataKind, type Reach } from '../matrix/matrix.js';
import type { Role } from '../matrix/roles.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { requireStanding } from './require-standing.js';

/** By what somebody is signed in. */
export type Credential =
  | { readonly kind: 'session'; readonly hash: Buffer }
  | { readonly kind: 'token'; readonly issuedAt: number; readonly expiresAt: number };

/** A user as known now: who they are, their roles in force today, and who reports to them on which days. */
export interface KnownUser {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly participant: string | null;
  readonly roles: readonly Role[];
  /** Seconds since 1970: tokens issued before it are refused. */
  readonly tokensFrom: number;
  /** Participant to the days on which they report to this user, as a `datemultirange`. */
  readonly team: Readonly<Record<string, string>>;
}

/** Somebody signed in: what they see and may do, for one request. */
export class Viewer implements Actor {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly participant: string | null;
  readonly roles: readonly Role[];
  readonly sight: Sight;

  constructor(
    user: KnownUser,
    /** Null for a viewer that nobody signed in as. */
    readonly credential: Credential | null = null,
  ) {
    this.id = user.id;
    this.login = user.login;
    this.name = user.name;
    this.participant = user.participant;
    this.roles = user.roles;
    this.sight = sightOf(user);
  }

  /** Asked in the transaction of each change: whether the viewer is still what they were when they were let in. */
  standsBy(tx: Transaction): Promise<void> {
    return requireStanding(tx, this);
  }

  /** Whether any of the viewer's roles allows it. */
  may(action: Action): boolean {
    return mayDo(this.roles, action);
  }

  /** How much of this kind of data the viewer sees. `own` and `subtree` speak of the participants in `sight.pay`. */
  sees(data: DataKind): Reach {
    return reachOf(this.roles, data);
  }
}

function sightOf(user: KnownUser): Sight {
  const sees = (data: DataKind): Reach => reachOf(user.roles, data);
  const audit = { all: 'all', subtree: 'own', own: 'own', none: 'none' } as const;
  return {
    pay: payOf(user, sees('pay')),
    bookings: sees('bookings') === 'all' ? 'all' : 'credited',
    audit:
      sees('audit') === 'all' && sees('audit.amounts') !== 'all' ? 'without amounts' : audit[sees('audit')],
  };
}

function payOf({ participant, team }: KnownUser, reach: Reach): PaySight {
  if (reach === 'all') return 'all';
  if (reach === 'none' || participant === null) return new Map();
  const own: readonly [string, string] = [participant, ALL_DAYS];
  return new Map(reach === 'own' ? [own] : [...Object.entries(team), own]);
}
