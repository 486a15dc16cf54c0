import type { Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';

/** SQL of whether `$2`, or somebody they stand in for, is asked to decide a dispute `d`. */
export const ASKED = 'd.people && ((select stands_in_for()) || $2::text)';

/**
 * SQL of whether somebody sees a dispute `d`: who sees all, whoever gains or loses by it, who filed it, who is asked now or stands in for them, and who decided something of it.
 * $1 whether all are seen, $2 the participant, $3 the user.
 */
export const SEEN = `($1 or d.filer_user = $3 or ${ASKED}
  or exists (select from dispute_party p where p.dispute = d.id and p.participant = $2)
  or exists (select from dispute_event e where e.dispute = d.id and e.actor = $3))`;

/** The first three parameters of a statement with `SEEN`. */
export function seenBy(viewer: Viewer): readonly [all: boolean, own: string | null, user: string] {
  return [viewer.sees('disputes') === 'all', viewer.participant, viewer.id];
}

/** Whether somebody sees a dispute; the transaction may see more. */
export async function seesDispute(tx: Transaction, viewer: Viewer, id: string): Promise<boolean> {
  const rows = await tx.query(`select from dispute d where ${SEEN} and d.id = $4`, [...seenBy(viewer), id]);
  return rows.length > 0;
}

/** For whom the actor of the transaction stands in today, where disputes are decided. */
export async function readGivers(tx: Transaction): Promise<ReadonlySet<string>> {
  const [row] = await tx.query<{ givers: string[] }>('select stands_in_for() as givers');
  return new Set(row?.givers);
}
