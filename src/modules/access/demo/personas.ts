import type { Role } from '../matrix/roles.js';

/** Somebody to sign in as in demo mode, without a password. */
export interface Persona {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** In the sample company. */
  readonly participant: string | null;
  /** What one does as this persona. */
  readonly does: string;
}

/** The people around the sample company. Nobody is real: everybody is named by what they do. */
export const PERSONAS: readonly Persona[] = [
  {
    login: 'comp-admin',
    name: 'Comp admin',
    roles: ['comp_admin'],
    participant: 'comp-admin',
    does: 'Declares plans, brings facts in, calculates, proposes.',
  },
  {
    login: 'finance',
    name: 'Finance',
    roles: ['finance'],
    participant: 'finance',
    does: 'Approves what others propose, closes periods, pulls statements.',
  },
  {
    login: 'finance-2',
    name: 'Second finance',
    roles: ['finance'],
    participant: 'finance-2',
    does: 'The second person where finance needs two.',
  },
  {
    login: 'manager',
    name: 'West regional manager',
    roles: ['manager'],
    participant: 'west-rm',
    does: 'Sees their own pay, and that of the west team on the days of the team.',
  },
  {
    login: 'vp',
    name: 'Vice president',
    roles: ['manager'],
    participant: 'vp',
    does: 'Decides on discounts above those of regional managers; sees the pay of all who report to them.',
  },
  {
    login: 'rep',
    name: 'West account executive 1',
    roles: ['rep'],
    participant: 'west-ae-1',
    does: 'Asks what they earned, why, and why not more.',
  },
  {
    login: 'auditor',
    name: 'Auditor',
    roles: ['auditor'],
    participant: null,
    does: 'Sees everything and changes nothing.',
  },
  {
    login: 'system-admin',
    name: 'System admin',
    roles: ['system_admin'],
    participant: null,
    does: 'Adds users and proposes their roles; sees no pay.',
  },
  {
    login: 'system-admin-2',
    name: 'Second system admin',
    roles: ['system_admin'],
    participant: null,
    does: 'Confirms the roles that the other one proposed.',
  },
];
