import type { Transaction } from '../../../platform/database/transaction.js';
import type { ChangedFact } from './changed-facts.js';

/** Keys of documents by which one person's pay hangs on another's. */
const SHARED = '(contest|pool|first-n|budget)';

interface Days {
  readonly from: string | null;
  readonly until: string | null;
}

/** Whether what changed falls in a SPIFF that people share, as published at a position: what one of them sold then moves what all of them are paid. */
export async function touchesShared(
  tx: Transaction,
  position: bigint,
  { counted, facts }: { counted: readonly string[] | null; facts: readonly ChangedFact[] },
): Promise<boolean> {
  const anyDay = { from: null, until: null };
  const days: readonly Days[] = [
    ...(counted?.map((day) => ({ from: day, until: day })) ?? [anyDay]),
    ...facts,
  ];
  if (days.length === 0) return false;
  const [row] = await tx.query<{ touched: boolean }>(
    `with known as materialized (select entry from known_entries($1))
     select exists (
       select from publication p join document_version v using (version_id)
       join unnest($2::date[], $3::date[]) changed (from_day, until_day)
         on p.effective && daterange(from_day, until_day, '[]')
       where p.kind = 'spiff' and v.text ~ $4
         and p.entry in (select entry from known) and (p.ended_by is null or p.ended_by not in (select entry from known))
     ) as touched`,
    [position, days.map(({ from }) => from), days.map(({ until }) => until), SHARED],
  );
  return row?.touched ?? false;
}
