import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `
  alter table engagement_question drop constraint kind_known;
  alter table engagement_question add constraint kind_known
    check (kind in ('account', 'opportunity', 'registration', 'lead', 'request', 'book', 'booking', 'dispute'));
`;

/** Rulings are also about disputes of credit. */
export class RulingsOnDisputes1768694520000 implements MigrationInterface {
  name = 'RulingsOnDisputes1768694520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KINDS);
  }

  async down(): Promise<void> {
    throw new Error('Rulings are never dropped: restore a backup instead.');
  }
}
