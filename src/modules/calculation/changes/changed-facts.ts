import { ENTRIES_BETWEEN, FACTS_BETWEEN } from '../../../platform/database/told-between.js';
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
 * Booking lines of one day that became known, were corrected or were undone, or whose approval was found out to be another, and, with those that change them where
 * rulings follow that, who may be credited
 * for them: the seller named, or else holders of the territory and the owner of the account; whoever ever owned it, or an account that it belongs to, or
 * has it named for them; whoever a relation of the booking, or of the opportunity that it names, names; whoever is ruled to be credited; and whoever they report to, however far up.
 */
export interface ChangedBookings {
  readonly day: string;
  readonly lines: number;
  readonly people: readonly string[];
}

const CHANGED_FACTS = `
  with since as materialized (${ENTRIES_BETWEEN}), changed as (${FACTS_BETWEEN})
  select kind, name,
    case when revision is null then case when undone then 'replaced' else 'published' end
      when undone then 'undone' when withdrawn then 'withdrawn' else 'revision ' || revision end as how,
    participants, from_day as "from", until_day as until
  from changed order by kind, name, "from", how`;

/** Whom a credit ruling `r` gives to, as `readShares` reads them. */
const SHARED = String.raw`regexp_replace(regexp_split_to_table(r.shares, '\s*,\s*'), '\s+\d+$', '')`;

const CHANGED_BOOKINGS = `with recursive since as materialized (${ENTRIES_BETWEEN}),
   cleared(source, booking) as (
     select c.source, c.booking from since join booking_clearance c on c.entry = since.entry
     union select b.source, b.external_id from cleared join booking_line b on b.source = cleared.source and b.changes = cleared.booking and b.deal is null
   ),
   own as materialized (
     select b.id, b.source, b.external_id, b.booked_on, b.salesperson, b.territory, b.account, b.attributes, b.changes from since join booking_line b on b.entry = since.entry
     union all
     select b.id, b.source, b.external_id, b.booked_on, b.salesperson, b.territory, b.account, b.attributes, b.changes from since join booking_clearance c on c.entry = since.entry
     join booking_line b on b.source = c.source and b.external_id = c.booking and b.deal = c.deal
     union all
     select b.id, b.source, b.external_id, b.booked_on, b.salesperson, b.territory, b.account, b.attributes, b.changes
     from cleared join booking_line b on b.source = cleared.source and b.changes = cleared.booking and b.deal is null
   ),
   follows(source, booking) as (
     select source, external_id from own where exists (select from credit_ruling r where r.booking is not null)
     union select b.source, b.external_id from follows f join booking_line b on b.source = f.source and b.changes = f.booking
   ),
   told as materialized (
     select * from own
     union
     select b.id, b.source, b.external_id, b.booked_on, b.salesperson, b.territory, b.account, b.attributes, b.changes
     from follows f join booking_line b on b.source = f.source and b.external_id = f.booking and b.changes is not null
   ),
   leads(booked_on, source, booking) as (
     select booked_on, source, external_id from told where exists (select from credit_ruling r where r.booking is not null)
     union select l.booked_on, b.source, b.changes from leads l join booking_line b on b.source = l.source and b.external_id = l.booking and b.changes is not null
   ),
   line_of(booked_on, account, is_above) as (
     select distinct booked_on, account, false from told where account is not null
     union select l.booked_on, up.parent, true from line_of l join (
       select external_id as account, parent from account where parent is not null union select account, parent from account_parent
     ) up on up.account = l.account
     where exists (select from publication join document_version v using (version_id) where v.text ~ 'account\\.parent-owner')
   ),
   near as materialized (
     select distinct booked_on, salesperson as person from told where salesperson is not null
     union select distinct t.booked_on, h.participant from told t join territory_holder h on h.territory = t.territory where t.salesperson is null
     union select distinct t.booked_on, a.owner from told t join account a on a.external_id = t.account where t.salesperson is null and a.owner is not null
     union select distinct l.booked_on, o.participant from line_of l join account_owner o on o.account = l.account
     union select distinct l.booked_on, o.participant from line_of l join named_account o on o.account = l.account
     union select distinct l.booked_on, a.owner from line_of l join account a on a.external_id = l.account where l.is_above and a.owner is not null
     union select distinct t.booked_on, own.value from told t cross join lateral jsonb_each_text(t.attributes) own
       where own.value in (select external_id from participant)
     union select distinct t.booked_on, own.value from told t join opportunity o on o.external_id = t.attributes ->> 'booking.opportunity'
       cross join lateral jsonb_each_text(o.attributes || jsonb_build_object('seller', o.seller)) own
       where own.value in (select external_id from participant)
     union select distinct t.booked_on, ${SHARED} from told t join credit_ruling r on r.account = t.account
     union select distinct l.booked_on, ${SHARED} from leads l join credit_ruling r on r.booking_source = l.source and r.booking = l.booking
   ),
   above(person, manager) as (
     select n.person, n.person from (select distinct person from near) n
     union select above.person, a.manager from above join assignment a on a.participant = above.manager where a.manager is not null
   )
   select t.booked_on as day, (count(distinct t.id) filter (where t.id in (select id from own)))::int as lines, coalesce((
       select array_agg(distinct above.manager) from near join above using (person) where near.booked_on = t.booked_on), '{}') as people
   from told t group by t.booked_on order by t.booked_on`;

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
  return await tx.query<ChangedBookings>(CHANGED_BOOKINGS, [since, until]);
}
