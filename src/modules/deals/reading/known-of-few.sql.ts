/** SQL of whether the row `fact` is known at position $1, found by index: for a few rows of a large table. */
export const KNOWN_ROW = `exists (
  select from audit_entry e where e.entry = fact.entry and e.position <= $1 and not exists (
    select from import_undo u join audit_entry undoing on undoing.entry = u.entry
    where u.undone = fact.entry and undoing.position <= $1))`;

/** SQL of the latest known rows of a table of facts among those that `found` picks, with what was withdrawn left out. */
export function latestOfFew(table: 'deal' | 'deal_line', found: string): string {
  return `select * from (
      select distinct on (fact.id) fact.* from ${table} fact where ${found} and ${KNOWN_ROW}
      order by fact.id, fact.revision desc, fact.nth desc
    ) latest where not latest.withdrawn`;
}
