import { CsvError, parse } from 'csv-parse/sync';
import { nearest } from '../../../engine/rulebook/nearest.js';
import { Refusal } from '../../../platform/refusal.js';
import type { AskedMove } from './asked-move.js';

const COLUMNS = ['account', 'to', 'reason', 'from'] as const;
const LARGEST = 4_194_304;

interface Record {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The accounts to move, of a CSV file with the columns account, to, reason and from, in any order; nothing of a cell is read yet. */
export function readMovesCsv(text: string): readonly AskedMove[] {
  if (text.length > LARGEST)
    throw new Refusal('IMPORT_LIMIT', 'The file is larger than any may be.', 'Give at most 4 MB.', 'csv');
  const [header, ...rows] = recordsOf(text);
  if (!header) throw new Refusal('IMPORT_EMPTY', 'The file is empty.', 'Give a header and a row.', 'csv');
  const names = header.record.map((name) => name.trim().toLowerCase());
  refuseHeader(names);
  if (rows.length === 0)
    throw new Refusal(
      'IMPORT_EMPTY',
      'The file has a header and no rows.',
      'Give a row for each account.',
      'csv',
    );
  return rows.map(({ record, info }) => {
    const cell = (name: (typeof COLUMNS)[number]): string => record[names.indexOf(name)]?.trim() ?? '';
    return {
      account: cell('account'),
      to: cell('to'),
      reason: cell('reason'),
      from: cell('from'),
      at: { line: info.lines },
    };
  });
}

function recordsOf(text: string): readonly Record[] {
  try {
    return parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as Record[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal('IMPORT_CSV', 'The file cannot be read as CSV.', error.message, 'csv');
  }
}

function refuseHeader(names: readonly string[]): void {
  const missing = COLUMNS.find((column) => !names.includes(column));
  if (missing !== undefined)
    throw new Refusal('IMPORT_HEADER', `The file has no column ${missing}.`, 'Add it to the header.', 'csv');
  const other = names.find((name) => !COLUMNS.some((column) => column === name));
  if (other === undefined && new Set(names).size === names.length) return;
  const near = other === undefined ? undefined : nearest(other, COLUMNS);
  throw new Refusal(
    'IMPORT_HEADER',
    other === undefined
      ? 'A column stands twice in the header.'
      : `Nobody knows a column ${other.slice(0, 80)}.`,
    near === undefined ? `Columns are ${COLUMNS.join(', ')}.` : `Did you mean ${near}?`,
    'csv',
  );
}
