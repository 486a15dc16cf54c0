/** Tables of facts, whose rows are revisions with two dates. */
export const FACT_TABLES = [
  'participant',
  'assignment',
  'absence',
  'territory',
  'territory_holder',
  'territory_head',
  'quota',
  'result',
  'account',
  'account_owner',
  'named_account',
  'account_segment',
  'account_parent',
  'booking_line',
  'booking_event',
  'fx_rate',
  'deal',
  'deal_line',
  'approver_group_member',
  'approval_delegation',
  'opportunity',
  'registration',
  'lead',
  'move_request',
  'account_book',
  'stage_reached',
  'activity',
  'credit_ruling',
] as const;

export type FactTable = (typeof FACT_TABLES)[number];

/**
 * SQL of the rows of a fact table as known at position $1: of each id the row of the highest revision, the later one where two have the
 * same, without what was withdrawn. Of undone imports and of later positions nothing is known. Most ids have one row, so only those
 * with a second (`<table>_again`) are compared; a million rows cost one pass.
 *
 * Use it as a table: `select … from (${latestKnown('booking_line')}) line where …`; other parameters start at $2.
 */
export function latestKnown(table: FactTable, columns = '*'): string {
  const list = columns.split(',').map((column) => `fact.${column.trim()}`);
  return `
    select ${list.join(', ')} from ${table} fact
    where fact.entry in (select entry from known_entries($1))
      and not fact.withdrawn
      and not exists (
        select from (
          select again.id, again.nth,
            row_number() over (partition by again.id order by again.revision desc, again.nth desc) as place
          from ${table} again
          where again.id in (select id from ${table} where nth > 1)
            and again.entry in (select entry from known_entries($1))
        ) superseded
        where superseded.place > 1 and superseded.id = fact.id and superseded.nth = fact.nth
      )`;
}

/** SQL of whether the row `fact` is known at position $1, found by index: for a few rows of a large table. */
export const KNOWN_ROW = `exists (
  select from audit_entry e where e.entry = fact.entry and e.position <= $1 and not exists (
    select from import_undo u join audit_entry undoing on undoing.entry = u.entry
    where u.undone = fact.entry and undoing.position <= $1))`;

/** How facts are read at a position. */
export interface ReadAs {
  /** As if what was undone since had never been told, but for what was told again as it was; else as it was known then. */
  readonly withoutUndone?: boolean;
}

/** A position, and how facts are read at it. */
export interface KnownAs extends ReadAs {
  readonly position: bigint;
}

/** SQL of whether the row `fact` of a table counts at position $1. */
export function knownRow(table: FactTable, { withoutUndone = false }: ReadAs): string {
  if (!withoutUndone) return KNOWN_ROW;
  return `${KNOWN_ROW} and (not exists (select from import_undo u where u.undone = fact.entry) or exists (
    select from ${table} again where again.id = fact.id and again.nth > fact.nth and again.content = fact.content
      and not exists (select from import_undo u where u.undone = again.entry)))`;
}

/** SQL of the latest known rows of those facts that any row of theirs was found of, with what was withdrawn left out. */
export function latestOfFound(table: FactTable, found: string, as: ReadAs = {}): string {
  return `select * from (
      select distinct on (fact.id) fact.* from ${table} fact
      where fact.id in (select fact.id from ${table} fact where ${found}) and ${knownRow(table, as)}
      order by fact.id, fact.revision desc, fact.nth desc
    ) latest where not latest.withdrawn`;
}
