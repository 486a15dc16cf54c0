import { CsvError, parse } from 'csv-parse/sync';
import { Refusal } from '../../../../platform/refusal.js';
import {
  isBlank,
  MOST_COLUMNS,
  refuseTooManyRows,
  tooFar,
  type GridCell,
  type GridRow,
} from '../grid/grid.js';

/** Characters that one row may have, separators included. */
const LONGEST_ROW = 200_000;
const TOO_LONG = new RegExp(`[^\\r\\n]{${LONGEST_ROW + 1}}`);

/** The rows of a CSV text in which something stands, UTF-8 with or without its mark; a comma, semicolon or tab between cells. */
export function readCsv(bytes: Uint8Array): GridRow[] {
  const { text, delimiter, skipped } = opened(decoded(bytes));
  if (TOO_LONG.test(text)) throw tooLong();
  const rows: GridRow[] = [];
  let [row, line] = [skipped, 1 + skipped];
  const take = (cells: string[]): null => {
    row += 1;
    const filled = cells.slice(0, cells.findLastIndex((cell) => !isBlank(cell)) + 1);
    if (filled.length > MOST_COLUMNS) throw tooFar(`column ${filled.length}`);
    const read = delimiter === ';' ? filled.map(withPlainComma) : filled;
    if (filled.length > 0) rows.push({ row, line, cells: read });
    refuseTooManyRows(rows.length, row);
    line += linesOf(cells);
    return null;
  };
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === 'CSV_MAX_RECORD_SIZE' ? tooLong() : unreadable(error.code, line);
  }
  return rows;
}

/**
 * Where semicolons stand between cells, spreadsheets write decimals with a comma: 8,250% is 8.25% to one who sees it there, and 8250% in a
 * document. An amount that was written with its currency is a text and stays as it was.
 */
function withPlainComma(cell: string): GridCell {
  if (!/(?:^|[^\d,.])\d{1,3},\d{3}%/.test(cell)) return cell;
  const message = `${cell} is a thousand times as much to one reader as to another.`;
  return {
    fault: {
      code: 'BAD_NUMBER',
      message,
      remedy: 'Write a point before decimals and no comma: 8.25% or 8250%.',
    },
  };
}

function decoded(bytes: Uint8Array): string {
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = '\0';
  }
  if (!text.includes('\0')) return text;
  throw new Refusal(
    'TABLE_FILE',
    'The file is not CSV in UTF-8: it may be Windows-1252, UTF-16 or no text.',
    'Save it as "CSV UTF-8", or as XLSX.',
  );
}

/** The text and what stands between its cells: the first line says it, by `sep=;` or after its first word. */
function opened(text: string): { text: string; delimiter: string; skipped: number } {
  const said = /^sep=([,;\t])(?:\r\n|\n|\r)/i.exec(text);
  if (said) return { text: text.slice(said[0].length), delimiter: said[1] ?? ',', skipped: 1 };
  const found = /^\s*"?kicker"? *([,;\t])/i.exec(text);
  return { text, delimiter: found?.[1] ?? ',', skipped: 0 };
}

function linesOf(cells: readonly string[]): number {
  return cells.reduce((lines, cell) => lines + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 1);
}

const FAULTS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE:
    'after a closing quote comes something other than a separator; write a quote within quotes twice',
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  INVALID_OPENING_QUOTE:
    'a quote stands in the middle of a cell; put the whole cell in quotes and write the inner quote twice',
};

function unreadable(code: string, line: number): Refusal {
  return new Refusal(
    'TABLE_FILE',
    `Line ${line}: ${FAULTS[code] ?? 'it cannot be read as CSV'}.`,
    'Mend the line; nothing after it can be trusted.',
  );
}

function tooLong(): Refusal {
  return new Refusal(
    'TABLE_FILE_LIMIT',
    `A row has more than ${LONGEST_ROW.toLocaleString('en-US')} characters.`,
    'Look for a quote that is never closed, and for columns that nobody needs.',
  );
}
