import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Open requests of which something was told that may change them, and up to which position and day everything is among them, or was looked at: null before
 * the first time. What fails stays, and is tried again by itself. No actor sees any of it but one who sees all bookings.
 */
const TABLES = `
  create table tending_progress (
    one boolean primary key default true check (one),
    position bigint,
    day date
  );
  insert into tending_progress default values;

  create table request_to_tend (
    request uuid not null references approval_request,
    position bigint not null,
    failed boolean not null default false,
    primary key (failed, request),
    unique (request)
  );

  grant select, update on tending_progress to kicker_service;
  grant select, insert, update, delete on request_to_tend to kicker_service;
  alter table request_to_tend enable row level security;
  create policy seen_with_all_bookings on request_to_tend to kicker_service
    using ((select sees_all_bookings())) with check ((select sees_all_bookings()));
`;

/** Which requests for approval to look at, kept across processes. */
export class RequestsToTend1768880000000 implements MigrationInterface {
  name = 'RequestsToTend1768880000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table request_to_tend; drop table tending_progress');
  }
}
