import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AUDIT, CALCULATION, DOCUMENTS, FACTS, LEDGER, ROLES } from './foundation/tables.js';
import { CALCULATION_FUNCTIONS, SHARD_FUNCTIONS } from './foundation/calculation-functions.js';
import { AUDIT_FUNCTIONS, WALLS } from './foundation/functions.js';
import { GRANTS, POLICIES } from './foundation/grants.js';

/** Audit and positions, facts with two dates, documents, calculations as manifests, the double-entry ledger, and who may touch what. */
export class Foundation1767225600000 implements MigrationInterface {
  name = 'Foundation1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = [ROLES, AUDIT, FACTS, DOCUMENTS, CALCULATION, LEDGER];
    const functions = [AUDIT_FUNCTIONS, CALCULATION_FUNCTIONS, SHARD_FUNCTIONS];
    for (const sql of [...tables, ...functions, WALLS, GRANTS, POLICIES]) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Pay history is never dropped: restore a backup instead.');
  }
}
