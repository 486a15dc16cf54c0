import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * On whose decisions the approval of a booking rests, so that it pays none of them however they come to be credited: of each matrix that asks, the approvals
 * any of which is enough, each with the people who decided it and whether who earns by rollup alone counts. All bookings of deals are looked at once more.
 */
export class ClearanceRestsOn1768810000000 implements MigrationInterface {
  name = 'ClearanceRestsOn1768810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table booking_clearance add column rests_on jsonb not null default '[]'
        constraint rests_on_lists check (jsonb_typeof(rests_on) = 'array'),
        add constraint rests_on_when_approved check (rests_on = '[]' or standing = 'approved')`);
    await runner.query('update clearing_progress set position = null');
  }

  async down(): Promise<void> {
    throw new Error('On whose decisions pay was released is never dropped: restore a backup instead.');
  }
}
