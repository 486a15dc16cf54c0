import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a booking lacks its approval where that is told with amounts; the word for what it lacks says it otherwise. */
export class ClearanceSays1768780920000 implements MigrationInterface {
  name = 'ClearanceSays1768780920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table booking_clearance add column says text check (says <> ''),
        add constraint says_why_missing check (says is null or standing = 'missing')`);
  }

  async down(): Promise<void> {
    throw new Error('Why pay was held is never dropped: restore a backup instead.');
  }
}
