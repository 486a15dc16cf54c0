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
