import { ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { Role } from '../matrix/roles.js';

export enum RoleName {
  COMP_ADMIN = 'comp_admin',
  FINANCE = 'finance',
  MANAGER = 'manager',
  REP = 'rep',
  AUDITOR = 'auditor',
  SYSTEM_ADMIN = 'system_admin',
}

registerEnumType(RoleName, {
  name: 'Role',
  description: 'What somebody is here; docs/access.md says what each sees and may do. Example: REP',
  valuesMap: {
    COMP_ADMIN: { description: 'Declares plans, brings facts in, calculates, proposes. Example: COMP_ADMIN' },
    FINANCE: { description: 'Approves, closes periods, pulls statements. Example: FINANCE' },
    MANAGER: { description: 'Sees the pay of who reports to them, on the days they do. Example: MANAGER' },
    REP: { description: 'Sees their own pay. Example: REP' },
    AUDITOR: { description: 'Sees everything and changes nothing. Example: AUDITOR' },
    SYSTEM_ADMIN: { description: 'Adds users and grants roles; sees no pay. Example: SYSTEM_ADMIN' },
  },
});

@ObjectType('RoleGrant', {
  description: 'A role of a user for some days; in effect once a second person confirmed it.',
})
export class RoleGrantType {
  @Shown(() => ID, { to: 'users', description: 'Its id.', example: '"6f1c2f8e-…"' })
  id: string;

  @Shown(() => RoleName, { to: 'users', description: 'The role.', example: 'REP' })
  role: Role;

  @Shown(() => BusinessDate, { to: 'users', description: 'The first day with it.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to: 'users',
    nullable: true,
    description: 'The first day without it.',
    example: '"2027-01-01"',
  })
  until: string | null;

  @Shown(() => String, {
    to: 'users',
    description: 'proposed, confirmed or revoked.',
    example: '"confirmed"',
  })
  state: string;

  @Shown(() => String, { to: 'users', description: 'Who proposed it.', example: '"system-admin"' })
  proposedBy: string;

  @Shown(() => String, {
    to: 'users',
    nullable: true,
    description: 'Who confirmed it.',
    example: '"system-admin-2"',
  })
  confirmedBy: string | null;

  @Shown(() => String, {
    to: 'users',
    nullable: true,
    description: 'Who revoked it.',
    example: '"system-admin"',
  })
  revokedBy: string | null;
}

/** Who may sign in. */
@ObjectType('User', { description: 'Somebody who may sign in.' })
export class UserType {
  @Shown(() => ID, { to: 'users', description: 'Their id.', example: '"6f1c2f8e-…"' })
  id: string;

  @Shown(() => String, { to: 'users', description: 'What they sign in with.', example: '"ana"' })
  login: string;

  @Shown(() => String, { to: 'users', description: 'What they are called.', example: '"Ana Ruiz"' })
  name: string;

  @Shown(() => String, {
    to: 'users',
    nullable: true,
    description: 'The participant they are, when they are paid on a plan.',
    example: '"west-ae-1"',
  })
  participant: string | null;

  @Shown(() => Boolean, { to: 'users', description: 'Not let in.', example: 'false' })
  disabled: boolean;

  @Shown(() => [RoleGrantType], {
    to: 'users',
    description: 'Their roles, the revoked ones too, by first day.',
  })
  grants: readonly RoleGrantType[];
}

@ObjectType({ description: 'You, as you are signed in.' })
export class Me {
  @Shown(() => String, { to: 'everyone', description: 'What you sign in with.', example: '"ana"' })
  login: string;

  @Shown(() => String, { to: 'everyone', description: 'What you are called.', example: '"Ana Ruiz"' })
  name: string;

  @Shown(() => [RoleName], { to: 'everyone', description: 'Your roles today.', example: '[REP]' })
  roles: readonly Role[];

  @Shown(() => String, {
    to: 'everyone',
    nullable: true,
    description: 'The participant you are; null when you are paid on no plan.',
    example: '"west-ae-1"',
  })
  participant: string | null;
}
