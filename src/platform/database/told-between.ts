import type { FactTable } from './known.js';

/** Entries whose rows became known after position $1 and up to $2, or unknown by an undo. */
export const ENTRIES_BETWEEN = `
  select a.entry, false as undone from audit_entry a where a.position > $1 and a.position <= $2
  union all
  select u.undone, true from import_undo u join audit_entry a on a.entry = u.entry where a.position > $1 and a.position <= $2`;

/** Booking lines that changed between two positions, each by its newest row. Stands where \`since\` is \`ENTRIES_BETWEEN\`. */
export const BOOKINGS_BETWEEN = `
  select distinct on (b.id) b.id, b.external_id, b.line_no, b.revision, b.booked_on, b.withdrawn, since.undone
  from since join booking_line b on b.entry = since.entry
  order by b.id, since.undone desc, b.revision desc, b.nth desc`;

const DATED = 'f.effective_from, f.effective_until';
const ALWAYS = 'null::date, null::date';
const ANYBODY = 'null::text[]';
/** The days of the window and the day of the result, which is often later; whoever was ever told to be in the team. */
const RESULT_DAYS = 'f.effective_from, greatest(f.effective_until, f.dated_on + 1)';
const RESULT_PEOPLE = `case when f.participant is not null then array[f.participant] when f.team is not null then coalesce((
      select array_agg(distinct p.external_id) from participant p where p.attributes ->> 'participant.team' = f.team), '{}') end`;
/** The first day of any revision of a row, so that a day which a correction leaves out is one of its days. */
const FIRST = (table: FactTable): string =>
  `(select min(e.effective_from) from ${table} e where e.id = f.id)`;
/** All days of any revision of a row. */
const EVER = (table: FactTable): string =>
  `${FIRST(table)}, (select nullif(max(coalesce(e.effective_until, 'infinity')), 'infinity') from ${table} e where e.id = f.id)`;
/** The days of the bookings that any revision of it decides: its own, or from that of its one booking on. */
const RULED_DAYS = `(select min(case when e.booking is null then e.effective_from else (
        select min(b.booked_on) from booking_line b where b.source = e.booking_source and b.external_id = e.booking) end)
      from credit_ruling e where e.id = f.id),
    (select nullif(max(case when e.booking is null then coalesce(e.effective_until, 'infinity') else 'infinity' end), 'infinity')
      from credit_ruling e where e.id = f.id)`;
/** Of deals those alone that some booking names: others are read by approvals. */
const BOOKED = 'and exists (select from booking_line b where b.deal = f.external_id)';
/** Bookings that came of an opportunity, where any document reads what they came of. */
const OF_SOMETHING = `select b.attributes ->> 'booking.opportunity' from booking_line b where b.attributes ? 'booking.opportunity'`;
const READ = (facts: string): string =>
  `exists (select from publication join document_version v using (version_id) where v.text ~ '${facts}')`;
const OF_BOOKED = `and ${READ('(opportunity|transfer|request)\\.')} and f.opportunity in (${OF_SOMETHING})`;
const REQUESTED = `and ${READ('(transfer|request)\\.')} and (f.opportunity in (${OF_SOMETHING}) or f.opportunity is null and f.account in (select account from booking_line))`;
const ACTIVE = `and (${READ('opportunity\\.last-engagement')} and f.opportunity in (${OF_SOMETHING}) or ${READ('account\\.last-activity')} and (f.account is not null or f.opportunity is not null))`;
/** From the first day of any revision of a row on: bookings of earlier days do not know of it. */
const SINCE = (table: FactTable, day: string): string =>
  `(select min(e.${day}) from ${table} e where e.id = f.id), null::date`;
/** In the words of the field: the facts of a table, whose pay one of them touches, and its days. */
const FACTS: readonly (readonly [string, FactTable, string, string, string?])[] = [
  ['participant', 'participant', 'array[f.external_id]', ALWAYS],
  ['assignment', 'assignment', 'array_remove(array[f.participant, f.manager], null)', DATED],
  ['absence', 'absence', 'array[f.participant]', DATED],
  ['quota', 'quota', 'array[f.participant]', DATED],
  ['result', 'result', RESULT_PEOPLE, RESULT_DAYS],
  ['territory', 'territory', ANYBODY, ALWAYS],
  ['territory holder', 'territory_holder', ANYBODY, DATED],
  ['territory head', 'territory_head', ANYBODY, DATED],
  ['account', 'account', ANYBODY, ALWAYS],
  ['account owner', 'account_owner', ANYBODY, `${FIRST('account_owner')}, null::date`],
  ['named account', 'named_account', ANYBODY, EVER('named_account')],
  ['account segment', 'account_segment', ANYBODY, EVER('account_segment')],
  ['account parent', 'account_parent', ANYBODY, EVER('account_parent')],
  ['credit ruling', 'credit_ruling', ANYBODY, RULED_DAYS],
  ['event', 'booking_event', ANYBODY, 'f.happened_on, null::date'],
  ['rate', 'fx_rate', ANYBODY, 'f.rate_on, null::date'],
  ['deal', 'deal', ANYBODY, ALWAYS, BOOKED],
  ['opportunity', 'opportunity', ANYBODY, ALWAYS, OF_BOOKED.replace('f.opportunity', 'f.external_id')],
  ['request', 'move_request', ANYBODY, SINCE('move_request', 'asked_on'), REQUESTED],
  ['stage', 'stage_reached', ANYBODY, SINCE('stage_reached', 'reached_on'), OF_BOOKED],
  ['activity', 'activity', ANYBODY, SINCE('activity', 'happened_on'), ACTIVE],
];

/**
 * Everything but bookings that changed between two positions: \`kind\`, \`name\`, \`revision\` (null for documents), \`withdrawn\`, \`undone\` (of a
 * document: replaced), \`participants\` (null: it may touch anybody's pay), \`from_day\`, \`until_day\`. Stands where \`since\` is \`ENTRIES_BETWEEN\`.
 */
export const FACTS_BETWEEN = `
  select * from (
    ${FACTS.map(
      ([kind, table, people, days, which = '']) => `
    select '${kind}', f.external_id, f.revision, f.withdrawn, since.undone, ${people}, ${days}
    from since join ${table} f on f.entry = since.entry ${which}`,
    ).join('\n    union all')}
    union all
    select p.kind, p.name, null, false, coalesce(p.ended_by = since.entry, false),
      case when p.kind = 'plan' then coalesce((select array_agg(distinct a.participant) from assignment a where a.plan = p.name), '{}') end,
      lower(p.effective), upper(p.effective)
    from since join publication p on since.entry in (p.entry, p.ended_by)
  ) fact (kind, name, revision, withdrawn, undone, participants, from_day, until_day)`;
