import type { Command } from 'commander';
import { wantsJson } from '../command.js';
import { say } from '../environment.js';
import { bringUp } from './bring-up.js';
import { serve } from './serve.js';

/** `kicker start`: the service and, into an empty database of its own, the documents of the rules folder and the sample company. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the service; an empty database of its own gets the rules and a sample company')
    .option('--sample', 'load the sample company into the database of DATABASE_URL as well, if it is empty')
    .action(async (options: { sample?: boolean }, command: Command) =>
      serve(async (environment) => {
        const { own } = environment.opened;
        if (own) say(`Kicker's own PostgreSQL on port ${own.port}, data in ${own.folder}`);
        await bringUp(environment, { sample: options.sample ?? own !== undefined });
      }, wantsJson(command)),
    );
}
