import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `('account', 'opportunity', 'registration', 'lead', 'request', 'book', 'booking')`;

/**
 * Rulings on stored subjects. Each answer is a row that never changes; the next one of the same subject, decision and day supersedes it, and says what
 * changed. `engagement_question` holds what was asked, with the ruling that stands and up to where that was checked. A ruling is seen by who sees all
 * bookings, and by whoever sees one of its people on its day.
 */
const TABLES = `
  create table engagement_question (
    kind text not null constraint kind_known check (kind in ${KINDS}),
    subject text not null check (subject <> ''),
    decision text not null check (decision <> ''),
    day date not null,
    nth integer not null default 0 check (nth >= 0),
    checked bigint not null check (checked >= 0),
    primary key (kind, subject, decision, day)
  );
  create index engagement_question_checked on engagement_question (checked) where nth > 0;
  create index audit_entry_action on audit_entry (action, "position");

  create table engagement_ruling (
    id uuid primary key,
    kind text not null,
    subject text not null,
    decision text not null,
    day date not null,
    nth integer not null check (nth > 0),
    entry bigint not null,
    position bigint not null check (position >= 0),
    policy text,
    version_from date,
    version text,
    phase text,
    rule text,
    because text not null,
    exception text,
    gives jsonb not null,
    lost jsonb not null,
    read jsonb not null,
    cause jsonb not null,
    people text[] not null,
    unique (kind, subject, decision, day, nth),
    foreign key (kind, subject, decision, day) references engagement_question,
    constraint answered_or_why_not check ((exception is null) or gives = '[]'::jsonb),
    constraint version_of_policy check ((policy is null) = (version is null) and (policy is null) = (version_from is null))
  );
  create index engagement_ruling_entry on engagement_ruling using brin (entry);
  create index engagement_ruling_exception on engagement_ruling (exception) where exception is not null;

  create trigger written_in_open_entry before insert on engagement_ruling for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on engagement_ruling for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on engagement_ruling for each row execute function refuse_change();
  create trigger never_emptied before truncate on engagement_ruling for each statement execute function refuse_change();
  alter table engagement_ruling enable always trigger append_only;
  alter table engagement_ruling enable always trigger never_emptied;

  grant select, insert on engagement_question, engagement_ruling to kicker_service;
  grant update (nth, checked) on engagement_question to kicker_service;
  grant select on engagement_question, engagement_ruling to kicker_worker;

  alter table engagement_ruling enable row level security;
  create policy seen_by_actor on engagement_ruling for select to kicker_service using (
    (select sees_all_bookings())
    or exists (select from unnest(people) person where days_seen((select team_seen()), person) @> day));
  create policy told_by_service on engagement_ruling for insert to kicker_service with check (true);
  create policy read_by_worker on engagement_ruling for select to kicker_worker using (true);
`;

/** What engagement policies decided of stored subjects, and what of that stands. */
export class EngagementRulings1768348920000 implements MigrationInterface {
  name = 'EngagementRulings1768348920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(): Promise<void> {
    throw new Error('Rulings are never dropped: restore a backup instead.');
  }
}
