/**
 * What the actor of a transaction may see, as its settings say; without settings nothing. `team_seen` is one object: participant to the
 * days on which their pay is seen, as a `datemultirange`.
 */
export const SIGHT_FUNCTIONS = `
  create function has_actor() returns boolean
  language sql stable parallel safe as $$ select coalesce(current_setting('kicker.actor', true), '') <> '' $$;

  create function sees_all_pay() returns boolean
  language sql stable parallel safe as $$ select has_actor() and coalesce(current_setting('kicker.pay', true), '') = 'all' $$;

  create function sees_all_bookings() returns boolean
  language sql stable parallel safe as $$ select has_actor() and coalesce(current_setting('kicker.bookings', true), '') = 'all' $$;

  create function team_seen() returns jsonb
  language sql stable parallel safe as $$
    select case when has_actor() then nullif(current_setting('kicker.team', true), '')::jsonb end
  $$;

  create function days_seen(team jsonb, p_participant text) returns datemultirange
  language sql stable parallel safe as $$ select coalesce((team ->> p_participant)::datemultirange, '{}') $$;

  create function sees_earning(p_calculation bigint, p_earning uuid) returns boolean
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
  declare seen boolean;
  begin
    execute format('select days_seen(team_seen(), participant) && daterange(period_from, period_until) from %s where earning_id = $1',
      calculation_part('earning', p_calculation)) into seen using p_earning;
    return coalesce(seen, false);
  end $$;
`;

/**
 * Rows of booking lines of the people whose pay is seen. A row is one telling of a line; each is seen for a reason of its own, so that who
 * once sold a line is not told what became of it:
 *
 * - it names one of them as salesperson, on a day on which they are seen;
 * - its line is theirs now: the latest known row names them. Then every row of the line is seen;
 * - the latest calculation credits the line to them: the rows told up to where that calculation holds. What was told since, somebody
 *   else's name or another amount, is seen once it is calculated anew and still credits them;
 * - they were paid on it: the row that the calculation knew that first posted the line to them, or whose posting left something paid.
 *   Not the row that took it back.
 *
 * Only lines with a second row (`booking_line_again`) are compared. Functions of the owner's, so that a statement that sees everything
 * never plans what is in them, and one that does not asks them once.
 */
export const BOOKINGS_SEEN = `
  create index booking_line_salesperson on booking_line (salesperson) where salesperson is not null;

  create function booking_lines_latest() returns table (id uuid, nth integer, salesperson text, booked_on date, withdrawn boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (b.id) b.id, b.nth, b.salesperson, b.booked_on, b.withdrawn from booking_line b
    where b.id in (select again.id from booking_line again where again.nth > 1) and b.entry in (select entry from known_entries(last_position()))
    order by b.id, b.revision desc, b.nth desc
  $$;

  create function booking_lines_paid(team jsonb, people text[]) returns table (id uuid, nth integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    with posted as (
      select l.booking_line, e.calculation, e.entry, e.participant, e.incentive, e.origin, e.origin_from, e.currency, sum(l.change) as change
      from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number
      where e.participant = any(people) and days_seen(team, e.participant) && daterange(e.origin_from, e.origin_until)
        and l.booking_line is not null
      group by 1, 2, 3, 4, 5, 6, 7, 8
    ), several as materialized (
      select p.*, sum(p.change) over postings as paid, row_number() over postings as place
      from posted p where p.booking_line in (select again.id from booking_line again where again.nth > 1)
      window postings as (
        partition by p.booking_line, p.participant, p.incentive, p.origin, p.origin_from, p.currency order by p.entry)
    ), paid as (select distinct booking_line, calculation from several where (paid <> 0 or place = 1) and calculation is not null)
    select distinct p.booking_line, 1 from posted p
      where p.booking_line not in (select again.id from booking_line again where again.nth > 1)
    union all
    select told.id, told.nth from paid p join calculation c on c.calculation = p.calculation cross join lateral (
      select b.id, b.nth from booking_line b join audit_entry a on a.entry = b.entry
      where b.id = p.booking_line and a.position <= c.position and not exists (
        select from import_undo u join audit_entry by_whom on by_whom.entry = u.entry
        where u.undone = b.entry and by_whom.position <= c.position)
      order by b.revision desc, b.nth desc limit 1) told
  $$;

  create function booking_rows_seen() returns table (id uuid, nth integer)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare
    team jsonb := team_seen();
    people text[] := array(select jsonb_object_keys(team));
    latest bigint;
    holds_until bigint;
    holder bigint;
  begin
    if cardinality(people) = 0 then return; end if;
    return query select b.id, b.nth from booking_line b
      where b.salesperson = any(people) and days_seen(team, b.salesperson) @> b.booked_on;
    return query select b.id, b.nth from booking_lines_latest() l join booking_line b on b.id = l.id
      where not l.withdrawn and l.salesperson = any(people) and days_seen(team, l.salesperson) @> l.booked_on;
    return query select * from booking_lines_paid(team, people);
    select (e.after ->> 'calculation')::bigint, (e.after ->> 'position')::bigint into latest, holds_until from audit_entry e
      where e.action in ('calculation.complete', 'calculation.confirm') and e.after ->> 'position' is not null
      order by (e.after ->> 'position')::bigint desc, e.position desc limit 1;
    for holder in select distinct held_in from manifest where calculation = latest and participant = any(people) loop
      return query execute format('select b.id, b.nth from (
          select distinct l.booking_line from manifest m join %s e on e.earning_id = m.earning_id join %s l on l.earning_id = e.earning_id
          where m.calculation = $1 and m.held_in = $2 and m.participant = any($3)
            and days_seen($4, m.participant) && daterange(e.period_from, e.period_until)) credited
        join booking_line b on b.id = credited.booking_line
        where b.entry in (select a.entry from audit_entry a where a.position <= $5)',
        calculation_part('earning', holder), calculation_part('earning_line', holder)) using latest, holder, people, team, holds_until;
    end loop;
  end $$;

  create function booking_lines_passed() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    with seen as materialized (select id, nth from booking_rows_seen())
    select l.id from booking_lines_latest() l
    where l.id in (select id from seen) and (l.id, l.nth) not in (select id, nth from seen)
  $$;

  create function bookings_seen() returns table (source text, booking text)
  language sql stable security definer set search_path = public, pg_temp as $$
    with seen as materialized (select id, nth from booking_rows_seen())
    select distinct b.source, b.external_id from booking_line b
    where (b.id, b.nth) in (select id, nth from seen) and b.entry in (select entry from known_entries(last_position()))
      and b.id not in (select l.id from booking_lines_latest() l where (l.id, l.nth) not in (select id, nth from seen))
  $$;

  create function people_named() returns table (participant text, name text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select known.external_id, known.name from (
      select distinct on (p.id) p.external_id, p.name, p.withdrawn from participant p
      where has_actor() and p.entry in (select entry from known_entries(last_position()))
      order by p.id, p.revision desc, p.nth desc
    ) known where not known.withdrawn
  $$;
`;
