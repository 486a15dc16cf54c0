import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The deals of an account, found by it: their bookings are looked at where something is told of the account. All bookings of deals are looked at once more, as what was told of accounts and sellers
 * before led to no look.
 */
export class DealsOfAccounts1768950000000 implements MigrationInterface {
  name = 'DealsOfAccounts1768950000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index deal_account on deal (account) where account is not null');
    await runner.query('update clearing_progress set position = null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index deal_account');
  }
}
