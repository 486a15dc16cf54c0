import type { Command } from 'commander';
import { readConfig } from '../../platform/config.js';
import { openDatabase } from '../../platform/database/open.js';
import { answering } from '../command.js';
import { say } from '../environment.js';

/** `kicker migrate`: brings the database to this version's tables; run it once before new images start. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description("bring the database to this version's tables")
    .action(
      answering(async () => {
        const opened = await openDatabase(readConfig(process.env), say);
        await opened.close();
        const { applied } = opened;
        return {
          text: applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`,
          json: { applied },
        };
      }),
    );
}
