import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Bookings of which is still to be found out whether they have the approval of their deal, and the position up to which everything told is among them, or
 * was looked at: null before the first time. What fails stays, and is tried again by itself. No actor sees any of it but one who sees all bookings.
 */
const TABLES = `
  create table clearing_progress (
    one boolean primary key default true check (one),
    position bigint
  );
  insert into clearing_progress default values;

  create table booking_to_clear (
    source text collate "C" not null,
    booking text collate "C" not null,
    deal text collate "C" not null,
    position bigint not null,
    failed boolean not null default false,
    primary key (failed, source, booking, deal),
    unique (source, booking, deal)
  );

  grant select, update on clearing_progress to kicker_service;
  grant select, insert, update, delete on booking_to_clear to kicker_service;
  alter table booking_to_clear enable row level security;
  create policy seen_with_all_bookings on booking_to_clear to kicker_service
    using ((select sees_all_bookings())) with check ((select sees_all_bookings()));
`;

/** Which bookings to look at, kept across processes. */
export class BookingsToClear1768694640000 implements MigrationInterface {
  name = 'BookingsToClear1768694640000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table booking_to_clear; drop table clearing_progress');
  }
}
