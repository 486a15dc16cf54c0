import type { Transaction } from '../../../platform/database/transaction.js';

/** A fact or document whose known revision differs between two positions. Bookings are many: see `changedBookings`. */
export interface ChangedFact {
  /** In the words of the field: quota, assignment, plan. */
  readonly kind: string;
  readonly name: string;
  /** `revision 2`, `withdrawn`, `undone`, `published`, `replaced`. */
  readonly how: string;
  /** Whose pay it touches; null when it may be anybody's. */
  readonly participants: readonly string[] | null;
  /** The days on which it is in force; null without an end. */
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * Booking lines of one day that became known, were corrected or were undone, and who may be credited for them: the seller named, or else
 * holders of the territory and the owner of the account; and whoever they report to, however far up.
 */
export interface ChangedBookings {
  readonly day: string;
  readonly lines: number;
  readonly people: readonly string[];
}

/** Entries whose rows became known after position $1 and up to $2, or unknown by an undo. */
export const ENTRIES_BETWEEN = `
  select a.entry, false as undone from audit_entry a where a.position > $1 and a.position <= $2
  union all
  select u.undone, true from import_undo u join audit_entry a on a.entry = u.entry where a.position > $1 and a.position <= $2`;

const DATED = 'f.effective_from, f.effective_until';
const ALWAYS = 'null::date, null::date';
const ANYBODY = 'null::text[]';
const FACTS = [
  ['participant', 'participant', 'array[f.external_id]', ALWAYS],
  ['assignment', 'assignment', 'array_remove(array[f.participant, f.manager], null)', DATED],
  ['absence', 'absence', 'array[f.participant]', DATED],
  ['quota', 'quota', 'array[f.participant]', DATED],
  ['territory', 'territory', ANYBODY, ALWAYS],
  ['territory holder', 'territory_holder', ANYBODY, DATED],
  ['territory head', 'territory_head', ANYBODY, DATED],
  ['account', 'account', ANYBODY, ALWAYS],
  ['event', 'booking_event', ANYBODY, 'f.happened_on, null::date'],
  ['rate', 'fx_rate', ANYBODY, 'f.rate_on, null::date'],
] as const;

const CHANGED_FACTS = `
  with since as materialized (${ENTRIES_BETWEEN})
  select * from (
    ${FACTS.map(
      ([kind, table, people, days]) => `
    select '${kind}', f.external_id, case when since.undone then 'undone' when f.withdrawn then 'withdrawn' else 'revision ' || f.revision end,
      ${people}, ${days} from since join ${table} f on f.entry = since.entry`,
    ).join('\n    union all')}
    union all
    select p.kind, p.name, case when p.ended_by = since.entry then 'replaced' else 'published' end,
      case when p.kind = 'plan' then coalesce((select array_agg(distinct a.participant) from assignment a where a.plan = p.name), '{}') end,
      lower(p.effective), upper(p.effective)
    from since join publication p on since.entry in (p.entry, p.ended_by)
  ) changed (kind, name, how, participants, "from", until)
  order by kind, name, "from", how`;

/** What changed between two positions, bookings left out. */
export async function changedFacts(tx: Transaction, since: bigint, until: bigint): Promise<ChangedFact[]> {
  return await tx.query<ChangedFact>(CHANGED_FACTS, [since, until]);
}

/** Booking lines that changed between two positions, by day. */
export async function changedBookings(
  tx: Transaction,
  since: bigint,
  until: bigint,
): Promise<ChangedBookings[]> {
  return await tx.query<ChangedBookings>(
    `with recursive since as materialized (${ENTRIES_BETWEEN}),
     told as materialized (select b.id, b.booked_on, b.salesperson, b.territory, b.account from since join booking_line b on b.entry = since.entry),
     near as materialized (
       select distinct booked_on, salesperson as person from told where salesperson is not null
       union select distinct t.booked_on, h.participant from told t join territory_holder h on h.territory = t.territory where t.salesperson is null
       union select distinct t.booked_on, a.owner from told t join account a on a.external_id = t.account where t.salesperson is null and a.owner is not null
     ),
     above(person, manager) as (
       select n.person, n.person from (select distinct person from near) n
       union select above.person, a.manager from above join assignment a on a.participant = above.manager where a.manager is not null
     )
     select t.booked_on as day, count(distinct t.id)::int as lines, coalesce((
         select array_agg(distinct above.manager) from near join above using (person) where near.booked_on = t.booked_on), '{}') as people
     from told t group by t.booked_on order by t.booked_on`,
    [since, until],
  );
}
