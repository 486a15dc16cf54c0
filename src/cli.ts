import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { addToken } from './commands/access/token.js';
import { addUser } from './commands/access/user.js';
import { addCheck } from './commands/documents/check.js';
import { addPublish } from './commands/documents/publish.js';
import { addTable } from './commands/documents/table.js';
import { addTest } from './commands/documents/test.js';
import { addImport } from './commands/facts/import.js';
import { addReadiness } from './commands/facts/readiness.js';
import { addTemplate } from './commands/facts/template.js';
import { addUndo } from './commands/facts/undo.js';
import { EXIT, writeJson } from './commands/output.js';
import { addCalculate } from './commands/pay/calculate.js';
import { addClose } from './commands/pay/close.js';
import { addCompare } from './commands/pay/compare.js';
import { addExplain } from './commands/pay/explain.js';
import { addStale } from './commands/pay/stale.js';
import { addStatement } from './commands/pay/statement.js';
import { addWorth } from './commands/pay/worth.js';
import { addDoctor } from './commands/system/doctor.js';
import { addMigrate } from './commands/system/migrate.js';
import { addStart } from './commands/system/start.js';

const program = new Command('kicker')
  .description(
    'Sales compensation: versioned rules in; credits, payouts and statements with their working out',
  )
  .option('--json', 'answer as JSON')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

for (const add of [
  addStart,
  addCheck,
  addTest,
  addTable,
  addPublish,
  addTemplate,
  addImport,
  addUndo,
  addReadiness,
  addCalculate,
  addStale,
  addCompare,
  addStatement,
  addExplain,
  addWorth,
  addClose,
  addUser,
  addToken,
  addDoctor,
  addMigrate,
]) {
  add(program);
}
for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
  command.exitOverride().option('--json', 'answer as JSON');

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  const usage = { code: 'USAGE', message: error.message, hint: 'kicker --help lists commands and options.' };
  if (error.exitCode !== 0 && process.argv.includes('--json'))
    process.stdout.write(`${writeJson({ error: usage })}\n`);
  process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
