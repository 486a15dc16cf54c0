import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BOOKINGS_SEEN, SIGHT_FUNCTIONS } from './sight/functions.js';
import { PERIODS_HIDDEN } from './sight/periods.js';
import { SIGHT_POLICIES } from './sight/policies.js';

/** Row-level security lets through what the actor of a transaction may see: by default nothing of anybody's pay. */
export class Sight1767312000000 implements MigrationInterface {
  name = 'Sight1767312000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SIGHT_FUNCTIONS, BOOKINGS_SEEN, PERIODS_HIDDEN, SIGHT_POLICIES])
      await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Who may see pay is never widened by going back: restore a backup instead.');
  }
}
