import { Command, CommanderError } from 'commander';
import { letReaderGo } from './closed-pipe.js';
import { EXIT } from './exit.js';
import { writeJson } from './output.js';

/** Runs the command line with these commands; `argv` as a process has it. What was used wrongly is said and ends with 2. */
export async function runProgram(
  adds: readonly ((program: Command) => void)[],
  argv: readonly string[],
): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) letReaderGo(stream);
  try {
    await programOf(adds).parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const usage = {
      code: 'USAGE',
      message: error.message,
      hint: 'kicker --help lists commands and options.',
    };
    if (error.exitCode !== 0 && argv.includes('--json'))
      process.stdout.write(`${writeJson({ error: usage })}\n`);
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

function programOf(adds: readonly ((program: Command) => void)[]): Command {
  const program = new Command('kicker')
    .description(
      'Sales compensation: versioned rules in; credits, payouts and statements with their working out',
    )
    .option('--json', 'answer as JSON')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const add of adds) add(program);
  for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
    command.exitOverride().option('--json', 'answer as JSON');
  return program;
}
