/**
 * Who may see a field, by name. Each field of the schema names one; a field that names none stops the build. What a policy asks of who looks
 * is the matrix of the module on access; which rows they see is decided where rows are read.
 */
export const FIELD_POLICIES = [
  /** Everybody who is signed in: names, periods, what a document says of itself, one's own account. */
  'everyone',
  /** Somebody's pay: rows are those of people that who looks may see. */
  'pay',
  /** Sums over everybody's pay. */
  'pay-of-all',
  /** How a participant is paid: rates, quotas, results handed in, assignments, payroll ids. */
  'terms',
  'bookings',
  'deals',
  'approvals',
  'rulings',
  /** What would be decided about what does not exist yet: told by what is stored, all of it. */
  'what-if',
  'disputes',
  'exceptions',
  'rules',
  'drafts',
  'calculations',
  'imports',
  /** Moves of accounts, with whose credit they move. */
  'transitions',
  'readiness',
  'periods',
  'audit',
  /** What was before and after a change: may hold amounts. */
  'audit-content',
  'users',
  /** Endpoints outside, and what was sent to them. */
  'webhooks',
] as const;

export type FieldPolicy = (typeof FIELD_POLICIES)[number];

/** Whether a text names a policy. */
export function isFieldPolicy(name: unknown): name is FieldPolicy {
  return FIELD_POLICIES.some((policy) => policy === name);
}
