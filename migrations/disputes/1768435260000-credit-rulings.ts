import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is credited where people have decided it: revisions of an identity, each under its audit entry, never changed. */
const TABLE = `
  create table credit_ruling (
    id uuid not null,
    source text not null,
    external_id text not null,
    revision integer not null check (revision > 0),
    nth integer not null check (nth > 0),
    entry bigint not null,
    content uuid not null,
    withdrawn boolean not null default false,
    booking_source text,
    booking text check (booking <> ''),
    account text check (account <> ''),
    effective_from date not null,
    effective_until date,
    shares text not null check (btrim(shares) <> ''),
    reason text not null check (btrim(reason) <> ''),
    decided_by text not null check (btrim(decided_by) <> ''),
    arises_from text,
    constraint about_one_thing check ((booking is null) <> (account is null)),
    constraint booking_has_source check (booking is null or booking_source is not null),
    constraint ends_after_it_starts check (effective_until is null or effective_until > effective_from),
    primary key (id, nth)
  );
  create index credit_ruling_again on credit_ruling (id) where nth > 1;
  create index credit_ruling_entry on credit_ruling using brin (entry);

  create trigger written_in_open_entry before insert on credit_ruling for each statement execute function refuse_closed_entry();
  create trigger written_under_own_entry after insert on credit_ruling for each row
    when (new.entry <> currval('audit_entry_number')) execute function refuse_foreign_entry();
  create trigger append_only before update or delete on credit_ruling for each row execute function refuse_change();
  create trigger never_emptied before truncate on credit_ruling for each statement execute function refuse_change();
  alter table credit_ruling enable always trigger append_only;
  alter table credit_ruling enable always trigger never_emptied;
  grant select, insert on credit_ruling to kicker_service;
  grant select on credit_ruling to kicker_worker;
`;

/** A ruling is seen by whoever sees the booking that it is about, and by who sees all bookings. */
const SIGHT = `
  alter table credit_ruling enable row level security;
  create policy seen_by_actor on credit_ruling for select to kicker_service using (
    (select sees_all_bookings()) or (booking_source, booking) in (select source, booking from bookings_seen()));
  create policy told_by_service on credit_ruling for insert to kicker_service with check (true);
  create policy read_by_worker on credit_ruling for select to kicker_worker using (true);
`;

/** Rulings of people on credit, and who sees them. */
export class CreditRulings1768435260000 implements MigrationInterface {
  name = 'CreditRulings1768435260000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, SIGHT]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('What people have ruled on credit is never dropped: restore a backup instead.');
  }
}
