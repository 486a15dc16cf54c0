import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The positions of known entries, for those who may not read the audit itself: bookings stand in the order in which they became known. And what a checked
 * SPIFF may cost at most.
 */
export class RecordedOrder1767830460000 implements MigrationInterface {
  name = 'RecordedOrder1767830460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function known_positions(p bigint) returns table (entry bigint, "position" bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.entry, e."position" from audit_entry e where e.entry in (select known.entry from known_entries(p) known)
      $$;
      revoke all on function known_positions(bigint) from public;
      grant execute on function known_positions(bigint) to kicker_service, kicker_worker;

      alter table version_step add column liability text;
      grant insert (liability) on version_step to kicker_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop function known_positions(bigint); alter table version_step drop column liability',
    );
  }
}
