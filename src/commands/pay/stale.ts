import type { Command } from 'commander';
import { ChangesService } from '../../modules/calculation/changes.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { EXIT, OPERATOR } from '../output.js';

/** `kicker stale`: what was told since the latest calculation, and which periods and people it touches. */
export function addStale(program: Command): void {
  program
    .command('stale')
    .description('say what the latest calculation does not know yet')
    .action(
      answering(async () =>
        withEnvironment(async ({ app }) => {
          const staleness = await app.get(ChangesService).staleness(OPERATOR);
          const text = staleness.stale
            ? staleness.words.join('\n')
            : 'Nothing that decides pay has changed since the latest calculation.';
          return { text, json: staleness, exit: staleness.stale ? EXIT.findings : EXIT.ok };
        }),
      ),
    );
}
