import type { MigrationInterface, QueryRunner } from 'typeorm';
import { USER_WALLS, USERS } from './access/tables.js';

/** Users, their roles from day to day, passwords and sessions. */
export class Access1767312060000 implements MigrationInterface {
  name = 'Access1767312060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [USERS, USER_WALLS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Who granted what to whom is never dropped: restore a backup instead.');
  }
}
