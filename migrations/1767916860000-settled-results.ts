import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was known by a moment, and when a calculation began, for those who may not read the audit itself: results of a SPIFF settle by the end of a day, and a
 * calculation knows which day it is.
 */
export class SettledResults1767916860000 implements MigrationInterface {
  name = 'SettledResults1767916860000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function position_before(p bigint, moment timestamptz) returns bigint
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(max("position"), 0) from audit_entry where "position" <= p and recorded_at < moment
      $$;
      create function calculation_began(c bigint) returns timestamptz
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.recorded_at from calculation k join audit_entry e on e.entry = k.started_entry where k.calculation = c
      $$;
      revoke all on function position_before(bigint, timestamptz), calculation_began(bigint) from public;
      grant execute on function position_before(bigint, timestamptz), calculation_began(bigint) to kicker_service, kicker_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function position_before(bigint, timestamptz), calculation_began(bigint)');
  }
}
