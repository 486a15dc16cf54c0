import { Refusal } from '../../../platform/refusal.js';
import { TableInput } from '../documents/kinds/table.input.js';
import type { PlacedFinding } from '../documents/placed-finding.js';
import { readDocument } from '../documents/read-document.js';
import type { TypedInput } from '../documents/typed/input-of-tree.js';
import { treeOfInput } from '../documents/typed/tree-of-input.js';
import { documentText } from '../documents/writing/document-text.js';
import { readCsv } from './csv/read-csv.js';
import type { GridRow } from './grid/grid.js';
import { SheetReading } from './grid/sheet-reading.js';
import { tableOfGrid } from './grid/table-of-grid.js';
import { readXlsx } from './xlsx/read-xlsx.js';

/** Bytes that a CSV or XLSX file of a table may have. */
export const LARGEST_TABLE_FILE = 10_000_000;

/** A spreadsheet as somebody gives it. What it is its bytes say, not its name. */
export interface TableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a spreadsheet came to: the document's text, or what is wrong with its cells; then there is no text. */
export type TableImport =
  | {
      readonly text: string;
      readonly table: string;
      readonly fingerprint: string;
      readonly input: TypedInput;
      readonly findings: readonly [];
    }
  | { readonly text: null; readonly findings: readonly PlacedFinding[] };

/**
 * Reads a decision table from CSV or XLSX. What is wrong with a cell, or with what it says in the document, is told at the cell; a file of which
 * nothing can be trusted is refused. Whether the table goes together with other documents the check says.
 */
export function importTable(file: TableFile): TableImport {
  const reading = new SheetReading(file.name);
  const input = tableOfGrid(gridOf(file.bytes), reading);
  if (reading.findings.length > 0) return { text: null, findings: inOrder(reading.findings) };
  const text = documentText(treeOfInput(TableInput, input));
  const { findings, declared } = readDocument({ path: file.name, text });
  for (const { path, code, message, remedy } of findings) reading.tellOf(path, { code, message, remedy });
  if (reading.findings.length > 0 || !declared) return { text: null, findings: inOrder(reading.findings) };
  const { id: table, fingerprint } = declared;
  return { text, table, fingerprint, input, findings: [] };
}

function inOrder(findings: readonly PlacedFinding[]): PlacedFinding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

const ZIP = '504b';
const OLD_OR_ENCRYPTED = 'd0cf11e0';

function gridOf(bytes: Uint8Array): GridRow[] {
  if (bytes.byteLength > LARGEST_TABLE_FILE)
    throw new Refusal(
      'TABLE_FILE_LIMIT',
      `The file has more than ${LARGEST_TABLE_FILE / 1_000_000} MB.`,
      'Copy the cells of the table into a new file.',
    );
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (start === OLD_OR_ENCRYPTED)
    throw new Refusal(
      'TABLE_FILE',
      'The workbook is protected by a password, or of the old format XLS.',
      'Save it as "Excel workbook (.xlsx)" without a password.',
    );
  return start.startsWith(ZIP) ? readXlsx(bytes) : readCsv(bytes);
}
