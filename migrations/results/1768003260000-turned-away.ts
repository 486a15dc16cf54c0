import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a line, or their part of it, was for that was turned away, so that they can be told why nothing was credited to them. */
export class TurnedAway1768003260000 implements MigrationInterface {
  name = 'TurnedAway1768003260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table credit_exception add column participant text;
      create index credit_exception_by_participant on credit_exception (participant);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table credit_exception drop column participant');
  }
}
