import type { Transaction } from '../../../platform/database/transaction.js';
import { ASKED, SEEN } from './list-requests.js';
import type { Sees } from './sees.js';

/** Which changes somebody follows: of requests that are or were theirs to decide, of their team's, of one deal; of all that they see where nothing is said. */
export interface ChangeFilter {
  readonly of: 'mine' | 'team' | null;
  readonly deal: string | null;
}

/** What happened to a request under one position. */
export interface ChangedRequest {
  readonly position: string;
  readonly id: string;
  readonly sequences: readonly number[];
}

const AT_ONCE = 50;

/**
 * What happened to requests that the actor sees after a position, in the order in which it was committed: of the next so many positions at which
 * anything happened to requests at all, so that no position is cut in two. `upTo` is the last of these; null where they are all there are.
 */
export async function changedRequests(
  tx: Transaction,
  after: bigint,
  {
    sees: { all, own, people },
    filter: { of, deal },
  }: { readonly sees: Sees; readonly filter: ChangeFilter },
): Promise<{ readonly rows: readonly ChangedRequest[]; readonly upTo: bigint | null }> {
  const positions = await tx.query<{ position: string; entry: string }>(
    `select a.position, a.entry from audit_entry a where a.position > $1 and exists (select from approval_event e where e.entry = a.entry)
     order by a.position limit $2`,
    [after.toString(), AT_ONCE],
  );
  if (positions.length === 0) return { rows: [], upTo: null };
  const rows = await tx.query<ChangedRequest>(
    `select a.position, r.id, array_agg(happened.sequence order by happened.sequence) as sequences
     from audit_entry a join approval_event happened on happened.entry = a.entry join approval_request r on r.id = happened.request
     where a.entry = any($6::bigint[]) and ${SEEN} and ($5::text is null or r.deal = $5) and case $4::text
       when 'mine' then exists (select from approval_step s where s.request = r.id and ${ASKED})
         or exists (select from approval_event e where e.request = r.id and $2::text in (e.actor, e.acting_for)
           and e.event in ('APPROVE', 'REJECT', 'RETRACT', 'DELEGATE', 'OVERRIDE', 'OVERRIDE_ASKED', 'OVERRIDE_REVIEWED'))
       when 'team' then r.submitter = any($3::text[]) or r.seller = any($3::text[])
       else true end
     group by a.position, r.id order by a.position, r.id`,
    [all, own, [...people], of, deal, positions.map(({ entry }) => entry)],
  );
  const last = positions.at(-1);
  return { rows, upTo: positions.length === AT_ONCE && last ? BigInt(last.position) : null };
}
