import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a deal was when it was submitted: of which account, sold by whom, in which currency, and what it came to. Of requests from before nothing is compared. */
export class OfferedAsSubmitted1768900000000 implements MigrationInterface {
  name = 'OfferedAsSubmitted1768900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table approval_request add column offered jsonb check (jsonb_typeof(offered) = 'object')`);
  }

  async down(): Promise<void> {
    throw new Error('What was offered for approval is never dropped: restore a backup instead.');
  }
}
