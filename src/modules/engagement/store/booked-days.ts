import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** On which day each booking line is that is known now, by `source/booking/line`: those that are named, or all. */
export async function bookedDays(
  tx: Transaction,
  subjects: readonly string[] | null,
): Promise<ReadonlyMap<string, string>> {
  const known = latestKnown('booking_line', 'source, external_id, line_no, booked_on');
  const rows = await tx.query<{ id: string; day: string }>(
    `select id, day from (select known.source || '/' || known.external_id || '/' || known.line_no as id, known.booked_on::text as day
     from (${known.replaceAll('$1', 'last_position()')}) known) line where $1::text[] is null or id = any($1::text[]) order by id collate "C"`,
    [subjects],
  );
  return new Map(rows.map(({ id, day }) => [id, day]));
}
