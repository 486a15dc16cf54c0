import type { MigrationInterface, QueryRunner } from 'typeorm';

const STANDINGS = `('OPEN', 'SENT_BACK', 'UPHELD', 'SPLIT', 'DENIED', 'WITHDRAWN')`;

/**
 * Disputes of credit. What happened is in `dispute_event`, append-only, and replaying it gives the state; `dispute` holds that state for looking up, and
 * `dispute_party` whoever gains or loses by it. Somebody has one open dispute of a thing, and nobody decides one that they filed or take part in, whatever
 * the program above believes.
 */
const TABLES = `
  create table dispute (
    id uuid primary key,
    about text not null check (about in ('booking', 'ruling')),
    booking_source text not null,
    booking text not null check (booking <> ''),
    ruling text,
    filer_user text not null check (filer_user <> ''),
    filer text,
    beneficiary text not null check (beneficiary <> ''),
    tag text,
    standing text not null check (standing in ${STANDINGS}),
    level text not null,
    people text[] not null,
    has_above boolean not null,
    due_at timestamptz,
    looked_at timestamptz not null default clock_timestamp(),
    revision integer not null check (revision > 0),
    filed_at timestamptz not null,
    ended_at timestamptz,
    entry bigint not null,
    constraint names_the_ruling check ((about = 'ruling') = (ruling is not null)),
    constraint ended_when_over check ((ended_at is not null) = (standing not in ('OPEN', 'SENT_BACK')))
  );
  create unique index one_open_dispute on dispute (about, booking_source, booking, coalesce(ruling, ''), beneficiary) where ended_at is null;
  create index dispute_of_booking on dispute (booking_source, booking);
  create index dispute_filed on dispute (filed_at);
  create index dispute_tag on dispute (tag) where tag is not null;
  create index dispute_due on dispute (due_at) where standing = 'OPEN';
  create index dispute_looked_at on dispute (looked_at) where standing = 'OPEN';

  create table dispute_event (
    dispute uuid not null references dispute,
    sequence integer not null check (sequence > 0),
    entry bigint not null,
    event text not null,
    actor text not null check (actor <> ''),
    person text,
    reason text,
    happened_at timestamptz not null,
    standing_before text,
    standing text not null check (standing in ${STANDINGS}),
    detail jsonb not null,
    primary key (dispute, sequence)
  );
  create index dispute_event_actor on dispute_event (actor);
  create index dispute_event_entry on dispute_event using brin (entry);

  create table dispute_party (
    dispute uuid not null references dispute,
    participant text not null check (participant <> ''),
    primary key (dispute, participant)
  );
  create index dispute_party_of on dispute_party (participant);

  create function refuse_own_dispute() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if exists (select from dispute d where d.id = new.dispute and d.filer_user = new.actor)
      or exists (select from dispute_party p where p.dispute = new.dispute and p.participant = new.person) then
      raise exception 'nobody decides a dispute that they filed, or by which they gain or lose' using errcode = 'KA001';
    end if;
    return new;
  end $$;

  create trigger written_in_open_entry before insert on dispute_event for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on dispute_event for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on dispute_event for each row execute function refuse_change();
  create trigger never_emptied before truncate on dispute_event for each statement execute function refuse_change();
  create trigger nobody_decides_their_own before insert on dispute_event for each row
    when (new.event in ('UPHOLD', 'SPLIT', 'DENY', 'SEND_BACK')) execute function refuse_own_dispute();
  alter table dispute_event enable always trigger append_only;
  alter table dispute_event enable always trigger never_emptied;
  alter table dispute_event enable always trigger nobody_decides_their_own;

  grant select, insert on dispute, dispute_event, dispute_party to kicker_service;
  grant update (standing, level, people, has_above, due_at, looked_at, revision, ended_at, entry) on dispute to kicker_service;
`;

/**
 * A dispute is seen by who sees all bookings, by who filed it or did something about it, and by who is asked, takes part, or sees the pay of somebody who
 * does. Which of these a question shows is the service's to say; this is what no statement goes beyond. Of those decided alike only how they ended is told
 * to who sees one of the same tag. The worker needs none of it.
 */
const SIGHT = `
  create function disputes_seen() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
    with seen as (
      select jsonb_object_keys(team_seen()) as person
      union select u.participant from kicker_user u where has_actor() and u.user_id::text = current_setting('kicker.actor', true) and u.participant is not null)
    select d.id from dispute d where has_actor() and d.filer_user = current_setting('kicker.actor', true)
    union select d.id from dispute d where d.people && array(select person from seen)
    union select p.dispute from dispute_party p where p.participant in (select person from seen)
    union select e.dispute from dispute_event e where has_actor() and e.actor = current_setting('kicker.actor', true)
  $$;
  create function disputes_alike(tags text[]) returns table (id uuid, tag text, standing text, ended_at timestamptz, reason text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select d.id, d.tag, d.standing, d.ended_at, coalesce(e.reason, '')
    from dispute d join dispute_event e on e.dispute = d.id and e.event in ('UPHOLD', 'SPLIT')
    where d.tag = any(tags) and ((select sees_all_bookings())
      or d.tag in (select own.tag from dispute own where own.tag is not null and own.id in (select disputes_seen())))
    order by d.ended_at desc, d.id limit 200
  $$;
  revoke all on function disputes_seen(), disputes_alike(text[]) from public;
  grant execute on function disputes_seen(), disputes_alike(text[]) to kicker_service;

  alter table dispute enable row level security;
  create policy seen_by_actor on dispute for select to kicker_service using ((select sees_all_bookings()) or id in (select disputes_seen()));
  create policy filed_by_service on dispute for insert to kicker_service with check (true);
  create policy changed_by_service on dispute for update to kicker_service using (true);
  alter table dispute_event enable row level security;
  create policy seen_by_actor on dispute_event for select to kicker_service using ((select sees_all_bookings()) or dispute in (select disputes_seen()));
  create policy told_by_service on dispute_event for insert to kicker_service with check (true);
  alter table dispute_party enable row level security;
  create policy seen_by_actor on dispute_party for select to kicker_service using ((select sees_all_bookings()) or dispute in (select disputes_seen()));
  create policy told_by_service on dispute_party for insert to kicker_service with check (true);
`;

/** Disputes of credit, with everything that happened to them. */
export class Disputes1768435320000 implements MigrationInterface {
  name = 'Disputes1768435320000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Disputes are never dropped: restore a backup instead.');
  }
}
