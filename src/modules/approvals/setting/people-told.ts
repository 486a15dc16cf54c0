import { FACT_TABLES, type FactTable } from '../../../platform/database/known.js';
import { ACCESS_ACTS, TELLING } from '../../../platform/database/telling.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Facts that say who is there, who manages whom, who has which role and who stands in for whom. */
const OF_PEOPLE: readonly FactTable[] = [
  'participant',
  'assignment',
  'absence',
  'approver_group_member',
  'approval_delegation',
];
/** Facts of accounts, which may say who approves as well. */
const OF_ACCOUNTS = FACT_TABLES.filter(
  (table) => table === 'account' || table === 'named_account' || table.startsWith('account_'),
);

/** SQL of `fresh`, the entries that told something after position $1, up to $2: those under which it was written, and imports that were taken back; $3 is `TOLD`. */
export const FRESH = `
  with told as materialized (
    select entry from audit_entry where position > $1::bigint and position <= $2::bigint and action = any($3::text[])
  ), fresh as materialized (select entry from told union select undone from import_undo where entry in (select entry from told))`;

/** Acts that tell facts. */
export const TOLD: readonly string[] = Object.values(TELLING);

/** Counted between the first and the last of the entries: so the few pages of that range are read, and never a whole table for a row that is not there. */
const FOUND = [...OF_PEOPLE, ...OF_ACCOUNTS]
  .map(
    (
      table,
    ) => `(select count(*) from ${table} where entry >= (select min(entry) from fresh) and entry <= (select max(entry) from fresh)
      and entry = any(array(select entry from fresh))) > 0`,
  )
  .join(' or ');

/**
 * Whether anything was told after a position, up to another, that may change who approves what: of people, of accounts, or of who may sign in. Where no facts
 * were told at all, as between decisions, no table of facts is looked into.
 */
export async function isToldOfPeople(tx: Transaction, after: string, upTo: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }>(
    `${FRESH} select exists (
       select from audit_entry where position > $1::bigint and position <= $2::bigint and action = any($4::text[]))
       or case when exists (select from fresh) then ${FOUND} else false end as found`,
    [after, upTo, TOLD, ACCESS_ACTS],
  );
  return row?.found === true;
}
