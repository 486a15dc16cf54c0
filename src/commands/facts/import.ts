import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { ImportService, type ImportReport } from '../../modules/bookings/import.service.js';
import { ChangesService } from '../../modules/calculation/changes.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { kindArgument, sourceName } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment, type Environment } from '../environment.js';
import { amount, EXIT, OPERATOR, table, type Answer } from '../output.js';
import { count, ProgressBar } from '../progress.js';

interface ImportOptions {
  readonly map?: string;
  readonly source: string;
  readonly partial?: boolean;
}

/** `kicker import`: brings in the facts of one file, all or, with `--partial`, the good rows. */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('import a CSV file of facts; the same file twice changes nothing')
    .addArgument(kindArgument('what the file holds'))
    .argument('<file>', 'the CSV file')
    .option('--map <file>', 'mapping file for headers that are not ours')
    .option('--source <name>', 'the system that the file comes from', sourceName, 'file')
    .option('--partial', 'take the good rows of a file that has bad ones')
    .action(
      answering(async (kind: string, file: string, options: ImportOptions) =>
        withEnvironment(async (environment) => {
          const answer = importAnswer(await importFrom(environment, { kind, file, ...options }));
          const { stale, words } = await environment.app.get(ChangesService).staleness(OPERATOR);
          return stale
            ? { ...answer, text: [answer.text, 'Since the latest calculation:', ...words].join('\n') }
            : answer;
        }),
      ),
    );
}

/** Imports a file with a progress bar by bytes. */
export async function importFrom(
  environment: Environment,
  { kind, file, map, source, partial }: ImportOptions & { kind: string; file: string },
): Promise<ImportReport> {
  const { size } = await stat(file);
  const bar = new ProgressBar(`import ${kind}`, 'bytes');
  const report = await environment.app.get(ImportService).importFile(OPERATOR, {
    kind,
    source,
    fileName: path.basename(file),
    open: () => createReadStream(file),
    catalogue: await catalogueOf(environment),
    partial: partial ?? false,
    progress: (bytes) => bar.tick(bytes, size),
    ...(map === undefined ? {} : { mapping: await readFile(map, 'utf8') }),
  });
  bar.finish(`${count(report.rows)} rows`);
  return report;
}

/** The fact catalogue in force, which types columns of the company's own; null before the first publication. */
export async function catalogueOf({
  app,
  opened,
}: Environment): Promise<Awaited<ReturnType<RulesService['catalogueNow']>>> {
  return await opened.database.inTransaction(OPERATOR, async (tx) => app.get(RulesService).catalogueNow(tx));
}

/** What an import came to: counts, control totals, and each rejection with its line, column and reason. */
export function importAnswer(report: ImportReport): Answer {
  const { counts, rejections, totals, notes } = report;
  const said = [
    `${report.kind} from ${report.file.name}: ${count(report.rows)} rows`,
    `  ${report.written || counts.rejected === 0 ? '' : 'would be '}${count(counts.accepted)} accepted, ${count(counts.amended)} amended, ${count(counts.unchanged)} unchanged, ${count(counts.outdated)} outdated, ${count(counts.rejected)} rejected`,
    ...totals.map(
      ({ currency, rows, sum }) => `  control total ${currency}: ${count(rows)} rows, ${amount(sum)}`,
    ),
    ...notes.map((note) => `  note: ${note}`),
    ...(rejections.length > 0
      ? [
          table(
            ['line', 'column', 'value', 'reason'],
            rejections.map(({ line, column, value, reason }) => [String(line), column, value, reason]),
            new Set([0]),
          ),
        ]
      : []),
    report.written
      ? `Written as entry ${report.entry}; take it back with: kicker undo ${report.entry}`
      : counts.rejected > 0
        ? 'Nothing was written. Mend the rows, or take the good ones with --partial.'
        : 'Nothing was written: all of it was known.',
  ];
  return { text: said.join('\n'), json: report, exit: counts.rejected > 0 ? EXIT.findings : EXIT.ok };
}
