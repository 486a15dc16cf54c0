import { TELLING } from '../../platform/database/telling.js';
import { BOOKINGS_BETWEEN, ENTRIES_BETWEEN, FACTS_BETWEEN } from '../../platform/database/told-between.js';

/** Audit entries after position $1 and up to $2 that told something new about facts or rules: imports, undos, publications. */
export const FACT_ENTRIES = `
  select a.position, a.action, a.subject
  from audit_entry a
  where a.position > $1 and a.position <= $2 and a.action in (${Object.values(TELLING)
    .map((action) => `'${action}'`)
    .join(', ')})
  order by a.position`;

const howChanged = (of: string): string => `
  case when ${of}.undone then format('revision %s undone', ${of}.revision) when ${of}.withdrawn then 'withdrawn'
    else format('revision %s', ${of}.revision) end`;

/** Booking lines that changed, each named by its newest row; and those that did not, of which the approval was found out to be another. */
export const CHANGED_BOOKINGS = `
  with since as (${ENTRIES_BETWEEN}), changed as (${BOOKINGS_BETWEEN})
  select id, format('booking %s line %s %s', external_id, line_no, ${howChanged('changed')}) as name, booked_on, false as cleared from changed
  union all
  select distinct on (b.id) b.id, format('approval of booking %s line %s', b.external_id, b.line_no), b.booked_on, true
  from since join booking_clearance c on c.entry = since.entry
  join booking_line b on b.source = c.source and b.external_id = c.booking and b.deal = c.deal
  where b.id not in (select id from changed)`;

/** Everything else that changed. \`participants\` null: it may touch anybody's pay. */
export const CHANGED_FACTS = `
  with since as (${ENTRIES_BETWEEN}), changed as (${FACTS_BETWEEN})
  select
    case kind when 'facts' then 'catalogue' when 'engagement' then 'policy' else kind end || ' ' || name || ' '
      || case when revision is not null then ${howChanged('changed')} when undone then 'replaced' else 'published' end as name,
    participants, from_day, until_day
  from changed`;
