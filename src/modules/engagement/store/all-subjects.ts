import { latestKnown, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { SubjectKind } from '../reading/subject.js';

const TABLES: Readonly<Record<Exclude<SubjectKind, 'dispute'>, FactTable>> = {
  account: 'account',
  opportunity: 'opportunity',
  registration: 'registration',
  lead: 'lead',
  request: 'move_request',
  book: 'account_book',
  booking: 'booking_line',
};

/** The ids of everything of a kind that is known now, in their order. */
export async function allSubjects(tx: Transaction, kind: SubjectKind): Promise<string[]> {
  if (kind === 'dispute') return await allDisputes(tx);
  const isLine = kind === 'booking';
  const id = isLine
    ? `known.source || '/' || known.external_id || '/' || known.line_no`
    : 'known.external_id';
  const columns = isLine ? 'source, external_id, line_no' : 'external_id';
  const rows = await tx.query<{ id: string }>(
    `select distinct (${id}) collate "C" as id from (${latestKnown(TABLES[kind], columns).replaceAll('$1', 'last_position()')}) known order by 1`,
  );
  return rows.map((row) => row.id);
}

async function allDisputes(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id::text as id from dispute where (select sees_all_bookings()) order by 1',
  );
  return rows.map((row) => row.id);
}
