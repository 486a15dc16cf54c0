import { KNOWN_ROW } from '../known.js';

/** SQL: whether bookings have the approval of their deal, as known at position `at`: of each booking and deal of `which` what was found out last. */
export const clearancesKnown = (at: string, which = 'true'): string => `
  select distinct on (c.source, c.booking, c.deal) c.source, c.booking, c.deal, c.nth, c.entry, c.standing, c.lacks, c.request, c.says, c.rests_on
  from booking_clearance c where ${which} and c.entry in (select entry from known_entries(${at}))
  order by c.source, c.booking, c.deal, c.nth desc`;

/** SQL: lines that ever named a deal, or one of those of `which`, as known at position `at`, withdrawn ones too. */
export const linesOfDeals = (at: string, which = 'is not null'): string => `
  select distinct on (b.id) b.id, b.source, b.external_id, b.line_no, b.booked_on, b.deal, b.changes, b.withdrawn
  from booking_line b where b.id in (select named.id from booking_line named where named.deal ${which})
    and b.entry in (select entry from known_entries(${at}))
  order by b.id, b.revision desc, b.nth desc`;

/** SQL: lines that change another booking and name no deal of their own, as known at position `at`. */
export const linesThatChange = (at: string): string => `
  select id, source, external_id, changes from (
    select distinct on (b.id) b.id, b.source, b.external_id, b.changes, b.deal, b.withdrawn
    from booking_line b where b.id in (select naming.id from booking_line naming where naming.changes is not null)
      and b.entry in (select entry from known_entries(${at}))
    order by b.id, b.revision desc, b.nth desc
  ) line where changes is not null and deal is null and not withdrawn`;

/**
 * SQL: for each line that names no deal and changes a booking that does, directly or by bookings that do neither, the booking (`source`, `booking`) and the
 * deal that it names, as known at position `at`; a line may follow several.
 */
export const dealsFollowed = (at: string): string => `
  with recursive line as materialized (${linesOfDeals(at)}), change as materialized (${linesThatChange(at)}),
  reached as (
    select source, external_id as at, external_id as booking, deal from line where deal is not null and not withdrawn
    union
    select change.source, change.external_id, reached.booking, reached.deal
    from reached join change on change.source = reached.source and change.changes = reached.at
  )
  select distinct change.id, reached.source, reached.booking, reached.deal
  from reached join change on change.source = reached.source and change.changes = reached.at`;

const OF_CHANGED = `lateral (
  select distinct on (fact.id) fact.deal, fact.changes, fact.withdrawn from booking_line fact
  where fact.source = up.source and fact.external_id = up.booking and ${KNOWN_ROW} order by fact.id, fact.revision desc, fact.nth desc
) line on not line.withdrawn`;

/** SQL: the same as known at $1 of few lines, which are all in `lines`, found by index. */
export const dealsFollowedBy = (lines: string): string => `
  with recursive up as (
    select id, source, changes as booking from ${lines} where deal is null and changes is not null
    union
    select up.id, up.source, line.changes from up join ${OF_CHANGED} and line.deal is null and line.changes is not null
  )
  select distinct up.id, up.source, up.booking, line.deal from up join ${OF_CHANGED} and line.deal is not null`;
