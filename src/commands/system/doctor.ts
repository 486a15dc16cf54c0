import type { Command } from 'commander';
import { readConfig } from '../../platform/config.js';
import { inspectDatabase } from '../../platform/database/inspect.js';
import { openDatabase } from '../../platform/database/open.js';
import { diagnose } from '../../platform/doctor.js';
import { answering } from '../command.js';
import { say } from '../environment.js';
import { EXIT, table, type Answer } from '../output.js';

/** `kicker doctor`: looks at what Kicker runs on and says what is not as it must be. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look at what Kicker runs on: versions, settings, logins, limits')
    .action(answering(doctor));
}

async function doctor(): Promise<Answer> {
  const config = readConfig(process.env);
  const opened = await openDatabase(config, say);
  try {
    const database = await inspectDatabase(opened.database, opened.urls);
    const checks = diagnose({ node: process.version, database, config, own: opened.own !== undefined });
    const rows = checks.map(({ state, what, found, remedy = '' }) => [state, what, found, remedy]);
    const wrong = checks.some(({ state }) => state === 'wrong');
    return {
      text: table(['', 'looked at', 'found', 'what to do'], rows),
      json: checks,
      exit: wrong ? EXIT.environment : EXIT.ok,
    };
  } finally {
    await opened.close();
  }
}
