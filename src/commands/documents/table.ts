import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { DocumentsService } from '../../modules/rules/documents.service.js';
import {
  LARGEST_TABLE_FILE,
  TABLE_FORMATS,
  TableFilesService,
  type TableFormat,
} from '../../modules/rules/table-files.service.js';
import { readConfig } from '../../platform/config.js';
import { Refusal } from '../../platform/refusal.js';
import { answering } from '../command.js';
import { EXIT, type Answer } from '../output.js';
import { readRulesFiles } from '../rules-files.js';
import { findingsText } from './findings-text.js';
import { existing, writeWhole } from './write-whole.js';

/** `kicker table`: decision tables out to spreadsheets, and back. Needs no database. */
export function addTable(program: Command): void {
  const table = program
    .command('table')
    .description('decision tables as spreadsheets: CSV or XLSX, with their hit policy');
  table
    .command('export')
    .description('write a decision table as CSV or XLSX')
    .argument('<table>', 'the file of the table, or its id in the rules folder')
    .addOption(new Option('--as <format>', 'format').choices(TABLE_FORMATS).makeOptionMandatory())
    .option('--out <file>', 'file to write, which must not be there yet; without it CSV is printed')
    .hook('preAction', refusePrintedXlsx)
    .action(answering((named: string, options: ExportOptions) => exportTable(named, options)));
  table
    .command('import')
    .description('make the document of a decision table from CSV or XLSX')
    .argument('<file>', 'the CSV or XLSX file')
    .option('--out <file>', 'document to write, or to change where the table differs', yamlFile)
    .action(answering((file: string, options: { out?: string }) => importTable(file, options.out)));
}

interface ExportOptions {
  readonly as: TableFormat;
  readonly out?: string;
}

function refusePrintedXlsx(command: Command): void {
  const { as, out } = command.opts<ExportOptions>();
  if (as === 'xlsx' && out === undefined)
    command.error('error: XLSX cannot be printed; name the file to write: --out table.xlsx');
}

function yamlFile(text: string): string {
  if (/\.ya?ml$/.test(text)) return text;
  throw new InvalidArgumentError('A document is a file that ends with .yaml.');
}

async function exportTable(named: string, { as, out }: ExportOptions): Promise<Answer> {
  const source = await tableSource(named);
  const { table, bytes } = await new TableFilesService().export(source, as);
  if (out === undefined) {
    const csv = bytes.toString('utf8').replace(/^\ufeff/, '');
    return { text: csv, json: { table, as, csv } };
  }
  await writeWhole(out, bytes, 'new');
  return { text: `${table} written to ${out}`, json: { table, as, file: out } };
}

/** The text of a table: of a file, or of the one document in the rules folder that has the id. */
async function tableSource(named: string): Promise<string> {
  const isFile = /[/\\.]/.test(named) || (await stat(named).catch(() => undefined))?.isFile() === true;
  if (isFile) return await readFile(named, 'utf8');
  const folder = readConfig(process.env).KICKER_RULES_DIR;
  const documents = new DocumentsService();
  const found = (await readRulesFiles([folder])).flatMap((file) =>
    documents.check([file]).documents.filter(({ kind, id }) => kind === 'table' && id === named),
  );
  const [only] = found;
  if (only && found.length === 1) return only.source;
  const files = found.map(({ file }) => file).join(', ');
  throw new Refusal(
    'NOT_FOUND',
    only
      ? `Several files hold versions of table ${named}: ${files}.`
      : `There is no table ${named} in the folder ${path.relative('', folder)}.`,
    'Name the file.',
  );
}

async function importTable(file: string, out: string | undefined): Promise<Answer> {
  const tables = new TableFilesService();
  const { size } = await stat(file);
  const bytes = size > LARGEST_TABLE_FILE ? new Uint8Array(LARGEST_TABLE_FILE + 1) : await readFile(file);
  const read = tables.import({ name: file, bytes });
  if (read.text === null) {
    const { findings } = read;
    const said = `${findingsText(findings)}${findings.length} errors; nothing was written.`;
    return { text: said, json: { findings }, exit: EXIT.findings };
  }
  const { table, text, input } = read;
  if (out === undefined) return { text, json: { table, text, findings: [] } };
  const before = await existing(out);
  const after = before === undefined ? text : tables.merge(before, { table, input });
  const state = before === undefined ? 'written' : before === after ? 'unchanged' : 'changed';
  if (before !== after) await writeWhole(out, after, 'replace');
  const next = `See what it means: kicker check ${path.relative('', out)}`;
  return { text: `${table} ${state} in ${out}\n${next}`, json: { table, file: out, state, findings: [] } };
}
