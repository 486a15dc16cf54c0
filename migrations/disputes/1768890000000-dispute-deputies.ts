import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who stands in for somebody who is asked decides in their place, by a delegation of no matrix and no limit. Whoever takes part decides in no way: not as themselves, not for
 * another, and nobody for them; passing a dispute up is deciding about it, too.
 */
const DEPUTIES = `
  alter table dispute_event add column acting_for text;
  alter table dispute_event add constraint for_somebody_else check (acting_for is null or (acting_for <> person and acting_for <> ''));

  create or replace function refuse_own_dispute() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select from dispute d where d.id = new.dispute and d.filer_user = new.actor)
      or exists (select from dispute_party p where p.dispute = new.dispute and p.participant in (new.person, new.acting_for)) then
      raise exception 'nobody decides a dispute that they filed, or by which they gain or lose' using errcode = 'KA001';
    end if;
    if new.acting_for is not null and (new.person is null
      or not exists (select from dispute d where d.id = new.dispute and new.acting_for = any(d.people))) then
      raise exception 'somebody stands in for who is asked alone' using errcode = 'KA001';
    end if;
    return new;
  end $$;
  drop trigger nobody_decides_their_own on dispute_event;
  create trigger nobody_decides_their_own before insert on dispute_event for each row
    when (new.event in ('UPHOLD', 'SPLIT', 'DENY', 'SEND_BACK', 'GO_UP')) execute function refuse_own_dispute();
  alter table dispute_event enable always trigger nobody_decides_their_own;
`;

/** A dispute is seen by who stands in for somebody who is asked, as it is by them, on the same day as they may decide it. */
const SIGHT = `
  create function stands_in_for() returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
    with me as (
      select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null
    )
    select coalesce(array_agg(latest.giver), '{}') from (
      select distinct on (d.id) d.giver, d.deputy, d.matrix, d.most, d.effective_from, d.effective_until, d.withdrawn from approval_delegation d
      where d.id in (select named.id from approval_delegation named where named.deputy in (select me.participant from me))
        and d.entry in (select entry from known_entries(last_position()))
      order by d.id, d.revision desc, d.nth desc
    ) latest
    where not latest.withdrawn and latest.deputy in (select me.participant from me) and latest.matrix is null and latest.most is null
      and daterange(latest.effective_from, latest.effective_until) @> company_day()
  $$;
  revoke all on function stands_in_for() from public;
  grant execute on function stands_in_for() to kicker_service;

  create or replace function disputes_seen() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    with seen as (
      select jsonb_object_keys(team_seen()) as person
      union select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null)
    select d.id from dispute d where has_actor() and d.filer_user = current_setting('kicker.actor', true)
    union select d.id from dispute d where d.people && (array(select person from seen) || stands_in_for())
    union select p.dispute from dispute_party p where p.participant in (select person from seen)
    union select e.dispute from dispute_event e where has_actor() and e.actor = current_setting('kicker.actor', true)
  $$;
`;

/** Deputies of those who are asked to decide a dispute. */
export class DisputeDeputies1768890000000 implements MigrationInterface {
  name = 'DisputeDeputies1768890000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DEPUTIES, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What deputies have decided is never dropped: restore a backup instead.');
  }
}
