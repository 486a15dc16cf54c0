import type { FactTable } from '../../../platform/database/known.js';

/**
 * Rows of a fact that are known now: told by an import that nobody has undone. Rows of other transactions are seen only after their
 * commit, and those of this one are not written yet.
 */
export function knownRows(table: FactTable): string {
  return `(select fact.* from ${table} fact where not exists (select from import_undo u where u.undone = fact.entry))`;
}

/** What is now known of each identity: its latest revision. Withdrawn facts are left out. */
export function latestRows(table: FactTable): string {
  return `(select * from (
    select distinct on (known.id) known.* from ${knownRows(table)} known order by known.id, known.revision desc, known.nth desc
  ) latest where not latest.withdrawn)`;
}

/** The people of shares as `readShares` reads them, as `share.participant`. */
export function sharesOf(value: string): string {
  return `(select regexp_replace(piece, '\\s+\\d+$', '') as participant from regexp_split_to_table(btrim(${value}), '\\s*,\\s*') piece) share`;
}
