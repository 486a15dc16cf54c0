import type { Transaction } from '../../../../platform/database/transaction.js';

/** A deal of which something was told or taken back under a position. */
export interface ChangedDeal {
  readonly position: string;
  readonly id: string;
}

const AT_ONCE = 200;

/** Deals that changed after a position, as far as the actor may see what was told of them, by position. `upTo`: where to go on; null where these are all. */
export async function readDealChanges(
  tx: Transaction,
  after: bigint,
  deal: string | null,
): Promise<{ readonly rows: readonly ChangedDeal[]; readonly upTo: bigint | null }> {
  const rows = await tx.query<ChangedDeal>(
    `with entries as (
       select position, entry, entry as told from audit_entry where position > $1
       union all select a.position, a.entry, u.undone from import_undo u join audit_entry a on a.entry = u.entry where a.position > $1
     ), told as (
       select entry, external_id as deal from deal where entry in (select told from entries)
       union select entry, deal from deal_line where entry in (select told from entries)
     )
     select distinct e.position, t.deal as id from entries e join told t on t.entry = e.told
     where $2::text is null or t.deal = $2 order by e.position, t.deal limit $3`,
    [after.toString(), deal, AT_ONCE],
  );
  const last = rows.at(-1);
  if (rows.length < AT_ONCE || !last) return { rows, upTo: null };
  // The last position may have been cut in two: it comes whole the next time, unless it is all there is.
  const whole = rows.filter(({ position }) => position !== last.position);
  const end = whole.at(-1);
  if (end) return { rows: whole, upTo: BigInt(end.position) };
  return { rows: await dealsUnder(tx, last.position, deal), upTo: BigInt(last.position) };
}

async function dealsUnder(tx: Transaction, position: string, deal: string | null): Promise<ChangedDeal[]> {
  return await tx.query<ChangedDeal>(
    `with entries as (
       select entry as told from audit_entry where position = $1
       union all select u.undone from import_undo u join audit_entry a on a.entry = u.entry where a.position = $1
     )
     select $1::text as position, deal as id from (
       select external_id as deal from deal where entry in (select told from entries)
       union select deal from deal_line where entry in (select told from entries)
     ) told where $2::text is null or deal = $2 order by deal`,
    [position, deal],
  );
}
