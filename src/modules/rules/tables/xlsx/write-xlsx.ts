import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { unmistaken } from '../grid/guard.js';
import { writtenText } from './read-xml.js';

/** Rows under the table that are formatted as text already, so that what is typed there stays as it is typed. */
const ROOM = 100;

/** Characters to which a column grows. */
const WIDEST = 40;

/** A sheet as XLSX. Every cell is a text and formatted as one; the lines above the rows stay in sight. */
export async function writeXlsx(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const head = rows.findLastIndex(([first]) => first === 'column');
  const names = rows.findIndex(([first], at) => at > head && (first === 'row' || first === 'id'));
  const width = Math.max(...rows.map(({ length }) => length));
  const room = Array.from({ length: ROOM }, () => Array.from({ length: width }, () => ''));
  const data = [...rows, ...room].map((cells, at): Row =>
    cells.map((cell, column) => textCell(cell, at <= names && (column === 0 || at === names))),
  );
  const columns = Array.from({ length: width }, (_, column) => ({
    width: Math.min(
      WIDEST,
      Math.max(10, ...rows.slice(head).map((cells) => (cells[column] ?? '').length + 2)),
    ),
  }));
  const file = writeXlsxFile(data, { sheet: 'Table', columns, stickyRowsCount: names + 1 });
  return await file.toBuffer();
}

/** The library numbers texts in a plain object and takes the names that every object has for texts it knows: the first sign is written as its number. */
function apart(text: string): string {
  if (!(text in Object.prototype)) return text;
  const code = text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `_x${code}_${text.slice(1)}`;
}

function textCell(text: string, isBold: boolean): Row[number] {
  const style = { type: String, format: '@', ...(isBold ? { fontWeight: 'bold' as const } : {}) };
  return text === '' ? style : { ...style, value: apart(writtenText(unmistaken(text))) };
}
