import { TELLING } from '../../../../platform/database/telling.js';
import { momentOf } from '../../../../platform/database/sql/moment.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { ImportReport } from '../../writing/report.js';

/** An import as its audit entry tells; `told` is null where the entry says nothing of it. */
export interface ImportRow {
  readonly entry: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly told: Partial<
    Pick<ImportReport, 'kind' | 'source' | 'file' | 'rows' | 'counts' | 'totals'>
  > | null;
  readonly undone_at: string | null;
  readonly undone_by: string | null;
  readonly undone_reason: string | null;
}

/** Imports, newest first, below an entry. */
export async function readImports(
  tx: Transaction,
  { below, limit }: { below: bigint | null; limit: number },
): Promise<ImportRow[]> {
  return await tx.query<ImportRow>(
    `select a.entry, ${momentOf('a.recorded_at')} as recorded_at, a.actor, a.after as told,
       ${momentOf('undoing.recorded_at')} as undone_at, undoing.actor as undone_by, undoing.reason as undone_reason
     from audit_entry a left join import_undo u on u.undone = a.entry left join audit_entry undoing on undoing.entry = u.entry
     where a.action = $1 and ($2::bigint is null or a.entry < $2) order by a.entry desc limit $3`,
    [TELLING.import, below, limit],
  );
}

/** How many imports there were, taken back or not. */
export async function countImports(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from audit_entry where action = $1',
    [TELLING.import],
  );
  return row?.count ?? 0;
}
