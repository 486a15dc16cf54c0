import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A deal may need the approval of several matrices, so it has one request that has not ended of each. */
export class RequestsByMatrix1768694580000 implements MigrationInterface {
  name = 'RequestsByMatrix1768694580000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index one_request_of_a_deal;
      create unique index one_request_by_matrix on approval_request (deal, matrix) where ended_at is null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Approvals are never dropped: restore a backup instead.');
  }
}
