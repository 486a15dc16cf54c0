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
 * Booking lines of the people whose pay is seen: posted to them, credited to them by the latest calculation, or sold by them. Functions of
 * the owner's, so that a statement that sees everything never plans what is in them.
 */
export const BOOKINGS_SEEN = `
  create index booking_line_salesperson on booking_line (salesperson) where salesperson is not null;

  create function lines_seen() returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare
    team jsonb := team_seen();
    people text[] := array(select jsonb_object_keys(team));
    latest bigint := (select (after ->> 'calculation')::bigint from audit_entry
      where action in ('calculation.complete', 'calculation.confirm') order by position desc limit 1);
    holder bigint;
  begin
    return query select l.booking_line from ledger_entry e join ledger_line l on l.entry = e.entry and l.number = e.number
      where e.participant = any(people) and days_seen(team, e.participant) && daterange(e.origin_from, e.origin_until)
        and l.booking_line is not null;
    return query select b.id from booking_line b where b.salesperson = any(people) and days_seen(team, b.salesperson) @> b.booked_on;
    for holder in select distinct held_in from manifest where calculation = latest and participant = any(people) loop
      return query execute format('select l.booking_line from manifest m join %s e on e.earning_id = m.earning_id
          join %s l on l.earning_id = e.earning_id
        where m.calculation = $1 and m.held_in = $2 and m.participant = any($3)
          and days_seen($4, m.participant) && daterange(e.period_from, e.period_until)',
        calculation_part('earning', holder), calculation_part('earning_line', holder)) using latest, holder, people, team;
    end loop;
  end $$;

  create function bookings_seen() returns table (source text, booking text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct b.source, b.external_id from booking_line b where b.id in (select lines_seen())
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
