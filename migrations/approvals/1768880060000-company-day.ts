import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The day where the company is, for statements that ask who stands in for whom today: that of its time zone, as the rules said it when open requests were last
 * looked at. Who is asked to approve a deal, and so sees it, is found by the same day as who may decide it.
 */
const DAY = `
  alter table tending_progress add column time_zone text;
  create function company_day() returns date
  language sql stable security definer set search_path = public, pg_temp as $$
    select (clock_timestamp() at time zone coalesce((select time_zone from tending_progress), 'UTC'))::date
  $$;
  revoke all on function company_day() from public;
  grant execute on function company_day() to kicker_service;
`;

/** Which day it is where the company is. */
export class CompanyDay1768880060000 implements MigrationInterface {
  name = 'CompanyDay1768880060000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DAY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function company_day(); alter table tending_progress drop column time_zone');
  }
}
