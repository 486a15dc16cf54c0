/** A role as people say it: `COMP_ADMIN` and `comp-admin` are both "comp admin". */
export function roleName(role: string): string {
  return role.replaceAll(/[_-]+/g, ' ').toLowerCase();
}

/** The roles of somebody in one phrase. */
export function roleNames(roles: readonly string[]): string {
  return roles.length === 0 ? 'no role yet' : roles.map(roleName).join(', ');
}

/** Whether two spellings name one role. */
export function sameRole(a: string, b: string): boolean {
  return roleName(a) === roleName(b);
}
