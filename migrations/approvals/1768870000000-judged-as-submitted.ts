import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what a deal was judged when it was submitted: up to which position rules and people were known, and a fingerprint of what was said of it. */
export class JudgedAsSubmitted1768870000000 implements MigrationInterface {
  name = 'JudgedAsSubmitted1768870000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table approval_request add column judged_at bigint check (judged_at >= 0), add column said text check (said <> '')`);
  }

  async down(): Promise<void> {
    throw new Error('By what deals were judged is never dropped: restore a backup instead.');
  }
}
