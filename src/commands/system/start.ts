import type { Command } from 'commander';
import { wantsJson } from '../command.js';
import { say, type Environment } from '../environment.js';
import { bringUp } from './bring-up.js';
import { noSampleBecause, sayNoSample } from './no-sample.js';
import { serve } from './serve.js';

/** `kicker start`: the service and, into an empty database of its own, the documents of the rules folder and, where those are Kicker's, the sample company. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the service; an empty database of its own gets the rules and a sample company')
    .option(
      '--sample',
      'load the sample company also with DATABASE_URL or KICKER_RULES_DIR, where nothing was imported',
    )
    .action(async (options: { sample?: boolean }, command: Command) =>
      serve(async (environment) => {
        const { own } = environment.opened;
        if (own) say(`Kicker's own PostgreSQL on port ${own.port}, data in ${own.folder}`);
        await prepareStart(environment, options);
      }, wantsJson(command)),
    );
}

/** What a start does before it listens: the documents and, where it is asked for or nothing is somebody's own, the sample company. */
export async function prepareStart(
  environment: Environment,
  { sample: asked }: { readonly sample?: boolean | undefined },
): Promise<void> {
  const because = asked ? null : noSampleBecause(environment);
  await bringUp(environment, { sample: because === null });
  if (because !== null) await sayNoSample(environment, because);
}
