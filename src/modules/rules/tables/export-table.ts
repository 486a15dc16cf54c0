import type { Finding } from '../../../engine/rulebook/finding.js';
import { Refusal } from '../../../platform/refusal.js';
import { TableInput } from '../documents/kinds/table.input.js';
import { readDocument } from '../documents/read-document.js';
import { inputOfTree, type TypedInput } from '../documents/typed/input-of-tree.js';
import { isPlainMap } from '../documents/yaml/plain-tree.js';
import { readPaper } from '../documents/yaml/read-paper.js';
import { writeCsv } from './csv/write-csv.js';
import { gridOfTable } from './grid/grid-of-table.js';
import { importTable } from './import-table.js';
import { writeXlsx } from './xlsx/write-xlsx.js';

/** Formats of spreadsheets. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A decision table as a spreadsheet. */
export interface ExportedTable {
  readonly table: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** A decision table as CSV or XLSX, read back before it is given: what would not mean the same is refused. */
export async function exportTable(source: string, as: TableFormat): Promise<ExportedTable> {
  const { declared, findings } = readDocument({ path: '', text: source });
  const { plain } = readPaper(source);
  const [first] = findings;
  if (declared && declared.kind !== 'table') throw noTable(declared.kind);
  if (first || !declared || !isPlainMap(plain)) throw notRight(first);
  const input = inputOfTree(TableInput, plain);
  const grid = gridOfTable(input);
  const bytes = as === 'csv' ? writeCsv(grid) : await writeXlsx(grid);
  const back = importTable({ name: '', bytes });
  if (back.text === null || back.fingerprint !== declared.fingerprint || called(back.input) !== called(input))
    throw otherMeaning(back.findings[0]);
  return { table: declared.id, fileName: `${declared.id}.${as}`, bytes };
}

/** What people call it, and the paper that was signed: beside what decides pay, which the fingerprint covers. */
function called({ title, source }: TypedInput): string {
  const { document = '', signed } = (source ?? {}) as { document?: string; signed?: string };
  return JSON.stringify([typeof title === 'string' ? title.trim() : '', document.trim(), signed]);
}

function noTable(kind: string): Refusal {
  return new Refusal(
    'TABLE_EXPORT',
    `The document is of the kind ${kind}, not a decision table.`,
    'Name a document that starts with kicker: 1 and table.',
  );
}

function notRight(finding: Finding | undefined): Refusal {
  const message = `The document is not right. ${finding?.message ?? ''}`;
  return new Refusal('DOCUMENT_NOT_RIGHT', message, finding?.remedy ?? 'Check it first.');
}

function otherMeaning(finding: Finding | undefined): Refusal {
  return new Refusal(
    'TABLE_EXPORT',
    `A text of the table would not come back from a spreadsheet as it is. ${finding?.message ?? ''}`.trim(),
    'Look for quotes, brackets, line breaks or spaces at the ends of its texts, and write them otherwise.',
  );
}
