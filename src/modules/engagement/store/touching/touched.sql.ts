import type { FactTable } from '../../../../platform/database/known.js';
import { BOOKING_OPPORTUNITY } from '../../reading/booking-facts.js';

/** What some policy or the fact catalogue reads, so that what was told may matter to more than its own subject. */
export interface Reads {
  /** Who owns the top of the hierarchy that an account belongs to. */
  readonly hierarchy: boolean;
  /** The last activity on an account or any of its opportunities. */
  readonly lastActivity: boolean;
  /** How many accounts the owner of a book has. */
  readonly owned: boolean;
  /** What an account booked before. */
  readonly earlierBookings: boolean;
}

/** SQL of columns of every row of those facts of which entries $1 told a row: also of those that are not known any more. */
type ToldRows = (table: FactTable, columns: string) => string;

/** A table that nothing was told of is not looked at. */
const toldIn =
  (tables: ReadonlySet<string> | null): ToldRows =>
  (table, columns) =>
    `select ${columns} from ${table} where ${tables === null || tables.has(table) ? `id in (select id from ${table} where entry = any($1::bigint[]))` : 'false'}`;

const OWNING = ['account', 'account_owner', 'named_account', 'account_segment', 'account_parent'] as const;

/**
 * SQL of the subjects of questions, `kind` and `subject`, that hang on what entries $1 told: found by names that any revision has or had, so that none is
 * missed that was moved from one account or opportunity to another. More may be found than change. `tables` are those that anything was told of; null for any.
 */
export function touchedSubjects(reads: Reads, tables: ReadonlySet<string> | null): string {
  const told = toldIn(tables);
  const books = reads.owned
    ? `union select 'book', external_id from account_book where exists (select from told_account)`
    : '';
  return `with recursive ${namesTold(reads, told)} ${subjects(told)} ${books}`;
}

/** What was told of by name, and what else hangs on that. */
function namesTold({ hierarchy, lastActivity, earlierBookings }: Reads, told: ToldRows): string {
  return `
    told_account as materialized (select distinct account from (
      ${OWNING.map((table) => told(table, table === 'account' ? 'external_id' : 'account')).join(' union all ')}) own (account)),
    below (account) as (
      select account from told_account
      ${hierarchy ? BELOW : ''}),
    told_opportunity as materialized (select distinct id from (
      ${told('opportunity', 'external_id')}
      union all ${told('move_request', 'opportunity')}
      union all ${told('stage_reached', 'opportunity')}
      union all ${told('activity', 'opportunity')}) own (id) where id is not null),
    told_booking as materialized (
      ${told('booking_line', 'source, external_id as booking')}
      union select source, booking from booking_clearance where entry = any($1::bigint[])
      union select * from (${told('credit_ruling', 'booking_source, booking')}) ruled where booking is not null),
    of_account as materialized (select distinct account from (
      select account from below
      union all ${told('move_request', 'account')}
      union all ${told('activity', 'account')}
      union all ${told('credit_ruling', 'account')}
      ${lastActivity ? 'union all select o.account from told_opportunity t join opportunity o on o.external_id = t.id' : ''}
      ${earlierBookings ? 'union all select b.account from told_booking t join booking_line b on b.source = t.source and b.external_id = t.booking' : ''}
      ) own (account) where account is not null),
    of_opportunity as materialized (
      select id from told_opportunity
      union select o.external_id from of_account a join opportunity o on o.account = a.account),
    of_registered as materialized (
      select id from of_opportunity
      union select * from (${told('registration', 'opportunity')}) own where opportunity is not null),
    following (source, booking) as (
      select source, booking from told_booking
      union select b.source, b.external_id from (${told('deal', 'external_id')}) d join booking_line b on b.deal = d.external_id
      union select b.source, b.external_id from following f join booking_line b on b.source = f.source and b.changes = f.booking),
    of_booking as materialized (
      select source, booking from following
      union select b.source, b.changes from told_booking t join booking_line b on b.source = t.source and b.external_id = t.booking where b.changes is not null
      union select b.source, b.external_id from of_account a join booking_line b on b.account = a.account
      union select b.source, b.external_id from told_opportunity o join booking_line b on b.attributes ->> '${BOOKING_OPPORTUNITY}' = o.id)`;
}

/** Questions about them. */
function subjects(told: ToldRows): string {
  return `
    select 'account' as kind, account as subject from of_account
    union select 'opportunity', id from of_opportunity
    union select 'registration', id from (
      ${told('registration', 'external_id')}
      union all ${told('activity', 'registration')}
      union all select r.external_id from of_registered o join registration r on r.opportunity = o.id
      union all select r.external_id from of_account a join registration r on r.account = a.account) found (id)
    union select 'request', id from (
      ${told('move_request', 'external_id')}
      union all select r.external_id from of_opportunity o join move_request r on r.opportunity = o.id
      union all select r.external_id from of_account a join move_request r on r.account = a.account) found (id)
    union select 'lead', id from (
      ${told('lead', 'external_id')}
      union all ${told('stage_reached', 'lead')}
      union all ${told('activity', 'lead')}
      union all select l.external_id from of_account a join lead l on l.account = a.account) found (id)
    union select 'book', external_id from (${told('account_book', 'external_id')}) own
    union select 'booking', b.source || '/' || b.external_id || '/' || b.line_no
      from of_booking t cross join lateral (
        select source, external_id, line_no from booking_line where source = t.source and external_id = t.booking offset 0) b
    union select 'dispute', id::text from (
      select dispute from dispute_event where entry = any($1::bigint[])
      union all select d.id from of_booking t join dispute d on d.booking_source = t.source and d.booking = t.booking
      union all select d.id from (${told('credit_ruling', 'external_id')}) r join dispute d on d.ruling = r.external_id) found (id)`;
}

/** Accounts that belong, or belonged, to one that was found, however far above. */
const BELOW = `union select child.account from below cross join lateral (
        select external_id as account from account where parent = below.account
        union all select account from account_parent where parent = below.account) child`;
