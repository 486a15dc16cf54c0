import type { Command } from 'commander';
import { ImportService } from '../../modules/bookings/import.service.js';
import { wholeNumber } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR } from '../output.js';
import { catalogueOf } from './import.js';

/** `kicker undo`: takes an import back as one thing; what it changed in pay flows with the next calculation. */
export function addUndo(program: Command): void {
  program
    .command('undo')
    .description('take an import back as one thing')
    .argument('<entry>', 'the entry that the import was written as', wholeNumber)
    .option('--reason <text>', 'why; it stands in the audit', '')
    .action(
      answering(async (entry: number, options: { reason: string }) =>
        withEnvironment(async (environment) => {
          const { reason } = options;
          const catalogue = await catalogueOf(environment);
          const imports = environment.app.get(ImportService);
          const undone = await imports.undoImport(OPERATOR, String(entry), { reason, catalogue });
          return {
            text: `Import ${entry} was taken back. What it changed in pay flows with the next calculation.`,
            json: undone,
          };
        }),
      ),
    );
}
