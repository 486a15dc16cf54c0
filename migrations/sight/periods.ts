/**
 * Where row-level security cuts what is added up. Rows out of sight look as if they were not there, which is right in a list and wrong in
 * a sum: a period of somebody in the team that is not wholly seen, and a balance that needs days out of sight, are told of as such.
 * A period is wholly seen where the actor sees a day of it, and every day of it on which the participant has an assignment as now known.
 * Of who is never in the team nothing is told.
 */
export const PERIODS_HIDDEN = `
  create function pay_hidden(p_people text[], p_from date, p_until date) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
    with seen as (
      select distinct person.participant, days_seen((select team_seen()), person.participant) as days
      from unnest(p_people) person (participant) where not (select sees_all_pay())
    ), seat as (
      select distinct on (a.id) a.participant, a.withdrawn, daterange(a.effective_from, a.effective_until) as days from assignment a
      where a.id in (select id from assignment where participant = any(p_people)) and a.entry in (select entry from known_entries(last_position()))
      order by a.id, a.revision desc, a.nth desc
    ), assigned as (
      select participant, range_agg(days) * datemultirange(daterange(p_from, p_until)) as days from seat where not withdrawn group by participant
    )
    select seen.participant from seen left join assigned on assigned.participant = seen.participant
    where not isempty(seen.days)
      and not (seen.days && daterange(p_from, p_until) and seen.days @> coalesce(assigned.days, '{}'))
  $$;

  create function balance_hidden(p_participant text, p_until date) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select not sees_all_pay() and (
      exists (select from pay_hidden(array[p_participant], null, p_until))
      or exists (select from ledger_entry e where e.participant = p_participant and e.posted_until <= p_until
        and not days_seen(team_seen(), e.participant) && daterange(e.origin_from, e.origin_until)))
  $$;
`;
