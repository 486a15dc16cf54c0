import type { FactTable } from '../../platform/database/known.js';
import { TELLING } from '../../platform/database/telling.js';

/** Audit entries after position $1 and up to $2 that told something new about facts or rules: imports, undos, publications. */
export const FACT_ENTRIES = `
  select a.position, a.action, a.subject
  from audit_entry a
  where a.position > $1 and a.position <= $2 and a.action in (${Object.values(TELLING)
    .map((action) => `'${action}'`)
    .join(', ')})
  order by a.position`;

/** Entries between positions $1 and $2 whose rows became known, or unknown by an undo. */
const ENTRIES_SINCE = `
  select a.entry, false as undone from audit_entry a where a.position > $1 and a.position <= $2
  union all
  select u.undone, true from import_undo u join audit_entry a on a.entry = u.entry where a.position > $1 and a.position <= $2`;

const howChanged = (of: string): string => `
  case when ${of}.undone then format(' revision %s undone', ${of}.revision) when ${of}.withdrawn then ' withdrawn'
    else format(' revision %s', ${of}.revision) end`;

/** Booking lines that changed, each named by its newest row. */
export const CHANGED_BOOKINGS = `
  with since as (${ENTRIES_SINCE}),
  changed as (
    select distinct on (b.id) b.id, b.external_id, b.line_no, b.revision, b.booked_on, b.withdrawn, since.undone
    from since join booking_line b on b.entry = since.entry
    order by b.id, since.undone desc, b.revision desc, b.nth desc
  )
  select id, 'booking ' || external_id || ' line ' || line_no || ${howChanged('changed')} as name, booked_on from changed`;

const fact = ([kind, table, who, period]: readonly [string, FactTable, string, string]): string => `
  select '${kind} ' || f.external_id || ${howChanged('f')} as name, ${who} as participants, ${period}
  from (select t.*, since.undone from since join ${table} t on t.entry = since.entry) f`;
const DATED = 'f.effective_from as from_day, f.effective_until as until_day';
const ALWAYS = 'null::date as from_day, null::date as until_day';
const ANYBODY = 'null::text[]';

/** Everything else that changed. \`participants\` null: it may touch anybody's pay. */
export const CHANGED_FACTS = `
  with since as (${ENTRIES_SINCE})
  ${[
    fact(['quota', 'quota', 'array[f.participant]', DATED]),
    fact(['assignment', 'assignment', 'array_remove(array[f.participant, f.manager], null)', DATED]),
    fact(['absence', 'absence', 'array[f.participant]', DATED]),
    fact(['participant', 'participant', 'array[f.external_id]', ALWAYS]),
    fact(['territory', 'territory', ANYBODY, ALWAYS]),
    fact(['territory holder', 'territory_holder', ANYBODY, DATED]),
    fact(['territory head', 'territory_head', ANYBODY, DATED]),
    fact(['account', 'account', ANYBODY, ALWAYS]),
    fact(['event', 'booking_event', ANYBODY, 'f.happened_on as from_day, null::date as until_day']),
    fact(['rate', 'fx_rate', ANYBODY, 'f.rate_on as from_day, null::date as until_day']),
  ].join(' union all ')}
  union all
  select case p.kind when 'facts' then 'catalogue' when 'engagement' then 'policy' else p.kind end || ' ' || p.name
      || case when p.ended_by = since.entry then ' replaced' else ' published' end,
    case when p.kind = 'plan' then coalesce((select array_agg(distinct a.participant) from assignment a where a.plan = p.name), '{}') end,
    lower(p.effective), upper(p.effective)
  from since join publication p on since.entry in (p.entry, p.ended_by)`;
