import { guarded } from '../grid/guard.js';

/** So that spreadsheets read the text as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** A sheet as CSV: UTF-8 with its mark, commas, quotes where needed, and no cell that a spreadsheet takes for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map((cells) => cells.map((cell) => quoted(guarded(cell))).join(','));
  return Buffer.from(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`);
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
