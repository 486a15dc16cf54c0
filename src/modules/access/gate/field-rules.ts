import type { FieldPolicy } from '../../../platform/graphql/schema/field-policies.js';
import type { FieldRules } from '../../../platform/graphql/schema/guard-fields.js';
import type { DataKind } from '../matrix/matrix.js';

/**
 * Which kind of data of the matrix a field's policy stands for, and whether its rows are all or none: a sum over everybody is nothing for
 * who sees some. Where rows are some people's, row-level security lets through those.
 */
const POLICIES: Readonly<Record<FieldPolicy, { readonly data: DataKind; readonly whole?: true }>> = {
  everyone: { data: 'names' },
  pay: { data: 'pay' },
  'pay-of-all': { data: 'settlements', whole: true },
  terms: { data: 'assignments' },
  bookings: { data: 'bookings' },
  deals: { data: 'deals' },
  approvals: { data: 'approvals' },
  rulings: { data: 'rulings' },
  'what-if': { data: 'what-if', whole: true },
  disputes: { data: 'disputes' },
  exceptions: { data: 'exceptions', whole: true },
  rules: { data: 'plans.published' },
  drafts: { data: 'plans.drafts', whole: true },
  calculations: { data: 'calculations', whole: true },
  imports: { data: 'imports', whole: true },
  transitions: { data: 'transitions', whole: true },
  readiness: { data: 'readiness', whole: true },
  periods: { data: 'periods' },
  audit: { data: 'audit' },
  'audit-content': { data: 'audit.amounts' },
  users: { data: 'users' },
  webhooks: { data: 'webhooks', whole: true },
};

/** Who may see a field: whoever's roles let them see that kind of data. */
export const FIELD_RULES = Object.fromEntries(
  Object.entries(POLICIES).map(([policy, { data, whole = false }]) => [
    policy,
    (viewer: Parameters<FieldRules[FieldPolicy]>[0]) =>
      whole ? viewer.sees(data) === 'all' : viewer.sees(data) !== 'none',
  ]),
) as unknown as FieldRules;
