import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { Role } from '../matrix/roles.js';

/**
 * Refuses whoever was disabled, or lost a role, since they were let in. Both stay as they are until the transaction ends: who takes them away
 * meanwhile waits, and who acts afterwards is refused.
 */
export async function requireStanding(
  tx: Transaction,
  { id, roles }: { readonly id: string; readonly roles: readonly Role[] },
): Promise<void> {
  const [user] = await tx.query<{ disabled: boolean }>(
    'select disabled from kicker_user where user_id = $1 for share',
    [id],
  );
  const held = await tx.query<{ role: Role }>(
    `select role from role_grant where user_id = $1 and confirmed_entry is not null and revoked_entry is null
       and effective @> (clock_timestamp() at time zone 'UTC')::date for share`,
    [id],
  );
  const now = new Set(held.map(({ role }) => role));
  if (user?.disabled === false && roles.every((role) => now.has(role))) return;
  throw new Refusal(
    'NOT_ALLOWED',
    'You were disabled, or lost a role, since you asked. Nothing was changed.',
    'Sign in again, and ask a system admin what your roles are.',
  );
}
