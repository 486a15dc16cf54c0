import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '../../../platform/refusal.js';

/** Bounds of a file; a company can raise the number of rows. */
export interface FileLimits {
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cell: number;
}

export const FILE_LIMITS: FileLimits = { rows: 5_000_000, columns: 200, cell: 1_048_576 };

/** One record of the file, the header first. `line` is the line of the file on which it starts, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Records of a CSV text as it streams; blank lines are left out, but counted as lines and as rows. */
export async function* csvRows(
  bytes: AsyncIterable<Buffer>,
  delimiter: string,
  limits: FileLimits,
): AsyncGenerator<CsvRow> {
  /** Lines on which the records start that the parser holds, and on which the one after them starts. */
  const starts: number[] = [];
  let next = 1;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: 4 * limits.cell,
    on_record: (cells) => {
      starts.push(next);
      next += linesOf(cells);
      return cells;
    },
  });
  const feeding = pipeline(Readable.from(bytes, { objectMode: false }), parser);
  feeding.catch(() => undefined); // the same error comes out of the parser below
  let rows = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const row = { line: starts.shift() ?? next, cells };
      rows += 1;
      if (rows > limits.rows + 1) throw tooMuch(row.line, `the file has more than ${limits.rows} rows`);
      refuseTooMuch(row, limits);
      if (row.cells.length > 1 || row.cells[0] !== '') yield row;
    }
    await feeding;
  } catch (error) {
    throw error instanceof CsvError ? asRefusal(error, next) : error;
  }
}

/** The parser's own count takes a line break of two characters within quotes for two. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells)
    if (cell.includes('\n') || cell.includes('\r')) lines += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  return lines;
}

function refuseTooMuch({ line, cells }: CsvRow, limits: FileLimits): void {
  if (cells.length > limits.columns)
    throw tooMuch(line, `it has ${cells.length} columns; at most ${limits.columns} are allowed`);
  const longest = cells.find((cell) => cell.length > limits.cell);
  if (longest !== undefined)
    throw tooMuch(line, `a cell has ${longest.length} characters; at most ${limits.cell} are allowed`);
}

function tooMuch(line: number, what: string): Refusal {
  return new Refusal(
    'IMPORT_LIMIT',
    `Line ${line}: ${what}.`,
    'Split the file, or look for a quote that is never closed.',
  );
}

const QUOTES: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE:
    'after a closing quote comes something other than a separator; write a quote within quotes twice',
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  INVALID_OPENING_QUOTE:
    'a quote stands in the middle of a cell; put the whole cell in quotes and write the inner quote twice',
};

function asRefusal(error: CsvError, line: number): Refusal {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tooMuch(line, 'a row is longer than any row may be');
  const message = `Line ${line}: ${QUOTES[error.code] ?? 'it cannot be read as CSV'}.`;
  return new Refusal(
    'IMPORT_CSV',
    message,
    'Nothing after that line can be trusted, so the file is refused whole.',
  );
}
