import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HANDS, PUBLISHED_BEFORE, VERSIONS, VERSION_WALLS } from './versions/tables.js';

/** The life of a version: drafts, checks, reviews, approval by a second person, publication, retirement. */
export class Versions1767571200000 implements MigrationInterface {
  name = 'Versions1767571200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [VERSIONS, HANDS, PUBLISHED_BEFORE, VERSION_WALLS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Pay history is never dropped: restore a backup instead.');
  }
}
