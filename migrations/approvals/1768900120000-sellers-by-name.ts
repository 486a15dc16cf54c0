import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People and their seats are found by whose they are: the seller of each deal that is judged as it stood. */
export class SellersByName1768900120000 implements MigrationInterface {
  name = 'SellersByName1768900120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index participant_named on participant (external_id);
      create index assignment_of on assignment (participant)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index participant_named, assignment_of');
  }
}
