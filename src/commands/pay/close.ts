import type { Command } from 'commander';
import { LedgerService } from '../../modules/ledger/ledger.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR } from '../output.js';

/** `kicker close`: closes the oldest open period; what is told later posts to the next one, naming its origin. */
export function addClose(program: Command): void {
  program
    .command('close')
    .description('close a pay period; later differences post to the next open one')
    .argument('<period>', 'name of the period, such as 2026-Q1')
    .option('--calendar <id>', 'calendar of the period, where there are several')
    .option('--reason <text>', 'why; it stands in the audit', '')
    .action(
      answering(async (period: string, options: { calendar?: string; reason: string }) =>
        withEnvironment(async ({ app }) => {
          const closing = await app.get(LedgerService).closePeriod(OPERATOR, { period, ...options });
          return {
            text: `Period ${period} is closed. What is told about it from now on posts to the next open period.`,
            json: closing,
          };
        }),
      ),
    );
}
