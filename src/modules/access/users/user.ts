import type { Role } from '../matrix/roles.js';

/** A role of a user for some days. It is in effect once confirmed, until revoked. */
export interface RoleGrant {
  readonly id: string;
  readonly role: Role;
  readonly from: string;
  /** The first day without it; null: open. */
  readonly until: string | null;
  /** Logins, or `command-line`. */
  readonly proposedBy: string;
  readonly confirmedBy: string | null;
  readonly revokedBy: string | null;
  readonly state: 'proposed' | 'confirmed' | 'revoked';
}

/** Who may sign in. */
export interface User {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly participant: string | null;
  readonly disabled: boolean;
  /** By first day, the revoked ones too. */
  readonly grants: readonly RoleGrant[];
}

/** A user to be made; on the command line with roles, which are in effect at once. */
export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly participant?: string | null;
  readonly roles?: readonly Role[];
}

/** What becomes of a user; what is left out stays. */
export interface UserChanges {
  readonly name?: string | undefined;
  /** Null: no participant any more. */
  readonly participant?: string | null | undefined;
  readonly reason?: string;
}

/** A role for a user. */
export interface RoleWanted {
  readonly login: string;
  readonly role: Role;
  /** The first day; today by default. */
  readonly from?: string;
  /** The first day without it. */
  readonly until?: string | null;
  readonly reason?: string;
}
