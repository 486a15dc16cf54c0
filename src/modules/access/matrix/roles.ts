/** What people are to Kicker. A person may hold several, but for the pairs that the database refuses. */
export const ROLES = ['comp_admin', 'finance', 'manager', 'rep', 'auditor', 'system_admin'] as const;

export type Role = (typeof ROLES)[number];

/** As people say it. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  comp_admin: 'comp admin',
  finance: 'finance',
  manager: 'manager',
  rep: 'rep',
  auditor: 'auditor',
  system_admin: 'system admin',
};
