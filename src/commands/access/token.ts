import type { Command } from 'commander';
import { DemoService } from '../../modules/access/demo.service.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';

/** `kicker token <login>`: a token for a program, good for an hour; in demo mode only. */
export function addToken(program: Command): void {
  program
    .command('token')
    .description('sign a token for a program, good for an hour (demo mode only)')
    .argument('<login>', 'the user it acts as')
    .action(
      answering(async (login: string) =>
        withEnvironment(async ({ app }) => {
          const token = await app.get(DemoService).token(login);
          return { text: token, json: { token } };
        }),
      ),
    );
}
