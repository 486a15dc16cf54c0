import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Results that somebody hands in: retention, margin, a score. A fact as any other, with revisions and two dates, for the days of a window; of a
 * participant, of a team, or, where neither is named, of the company.
 */
const TABLE = `
  create table result (
    id uuid not null,
    source text not null,
    external_id text not null,
    revision integer not null check (revision > 0),
    nth integer not null check (nth > 0),
    entry bigint not null,
    content uuid not null,
    withdrawn boolean not null default false,
    measure text not null constraint measure_named check (measure ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    participant text,
    team text,
    effective_from date not null,
    effective_until date not null,
    dated_on date not null,
    amount exact not null,
    unit text not null constraint unit_known check (unit ~ '^(%|[A-Z]{3}|[a-z][a-z0-9]*(-[a-z0-9]+)*)$'),
    primary key (id, nth),
    constraint ends_after_it_starts check (effective_until > effective_from),
    constraint dated_in_its_time check (dated_on >= effective_from),
    constraint subject_named check (participant <> '' and team <> ''),
    constraint of_one_subject check (num_nonnulls(participant, team) <= 1)
  );
  create index result_again on result (id) where nth > 1;
  create index result_entry on result using brin (entry);

  create trigger written_in_open_entry before insert on result for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on result for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on result for each row execute function refuse_change();
  create trigger never_emptied before truncate on result for each statement execute function refuse_change();
  alter table result enable always trigger append_only;
  alter table result enable always trigger never_emptied;
  grant select, insert on result to kicker_service;
  grant select on result to kicker_worker;
`;

/**
 * The results of a participant are seen as their quotas are; those of a team on the days on which the pay of somebody in it is seen, since it
 * decides that pay; those of the company by who sees everybody's. `teams_seen` is asked once a statement, and never by who sees everybody.
 */
const SIGHT = `
  create function teams_seen() returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(jsonb_object_agg(team, days::text), '{}') from (
      select known.team, range_agg(seen.days::datemultirange) as days
      from jsonb_each_text(team_seen()) seen (participant, days) join (
        select distinct on (p.id) p.external_id, p.attributes ->> 'participant.team' as team, p.withdrawn from participant p
        where p.entry in (select entry from known_entries(last_position())) order by p.id, p.revision desc, p.nth desc
      ) known on known.external_id = seen.participant
      where not known.withdrawn and known.team is not null group by known.team
    ) teams
  $$;
  grant execute on function teams_seen() to kicker_service;

  alter table result enable row level security;
  create policy seen_by_actor on result for select to kicker_service using (
    (select sees_all_pay())
    or coalesce(((select team_seen()) ->> participant)::datemultirange && daterange(effective_from, effective_until), false)
    or coalesce(((select teams_seen()) ->> team)::datemultirange && daterange(effective_from, effective_until), false));
  create policy told_by_service on result for insert to kicker_service with check (true);
  create policy read_by_worker on result for select to kicker_worker using (true);
`;

/** Results that somebody hands in, and who sees them. */
export class Results1767744060000 implements MigrationInterface {
  name = 'Results1767744060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Pay history is never dropped: restore a backup instead.');
  }
}
