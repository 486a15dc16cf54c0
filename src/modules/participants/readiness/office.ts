import type { Transaction } from '../../../platform/database/transaction.js';

/** Participants who sign in with roles of which none is a rep's or a manager's, of whatever days. */
export async function readOffice(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ participant: string }>(
    `select u.participant from kicker_user u join role_grant g on g.user_id = u.user_id
     where u.participant is not null and not u.disabled and g.confirmed_entry is not null and g.revoked_entry is null
     group by u.participant having not bool_or(g.role in ('rep', 'manager'))`,
  );
  return new Set(rows.map(({ participant }) => participant));
}
