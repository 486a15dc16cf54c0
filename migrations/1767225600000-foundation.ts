import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AUDIT, CALCULATION, DOCUMENTS, FACTS, LEDGER, ROLES } from './foundation/tables.js';
import { FUNCTIONS } from './foundation/functions.js';
import { GRANTS } from './foundation/grants.js';

/** Audit and positions, facts with two dates, documents, calculations as manifests, the double-entry ledger, and who may touch what. */
export class Foundation1767225600000 implements MigrationInterface {
  name = 'Foundation1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [ROLES, AUDIT, FACTS, DOCUMENTS, CALCULATION, LEDGER, FUNCTIONS, GRANTS]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Pay history is never dropped: restore a backup instead.');
  }
}
