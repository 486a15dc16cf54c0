import type { Command } from 'commander';
import { print, printFault, type Answer } from './output.js';

/** Runs what a command does and prints its answer; `--json` is read from the command itself. */
export function answering<A extends unknown[]>(
  work: (...args: A) => Promise<Answer>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    const asJson = wantsJson(args.at(-1));
    try {
      print(await work(...args), asJson);
    } catch (error) {
      printFault(error, asJson);
    }
  };
}

/** Commander hands the command itself as the last argument of every action. */
export function wantsJson(command: unknown): boolean {
  return Boolean((command as Command).optsWithGlobals()['json']);
}
