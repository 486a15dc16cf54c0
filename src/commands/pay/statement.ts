import type { Command } from 'commander';
import {
  StatementsService,
  statementJson,
  statementText,
} from '../../modules/statements/statements.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR } from '../output.js';

/** `kicker statement`: what a participant is told for a period: opening balance, lines, closing balance. */
export function addStatement(program: Command): void {
  program
    .command('statement')
    .description("print a participant's statement for a period")
    .argument('<participant>', 'id of the participant')
    .argument('<period>', 'pay period, such as 2026-03')
    .option('--calendar <id>', 'calendar of the period, where there are several')
    .action(
      answering(async (participant: string, period: string, options: { calendar?: string }) =>
        withEnvironment(async ({ app }) => {
          const statement = await app
            .get(StatementsService)
            .statement(OPERATOR, { participant, period, ...options });
          return { text: statementText(statement), json: statementJson(statement) };
        }),
      ),
    );
}
