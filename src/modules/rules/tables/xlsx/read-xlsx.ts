import { Refusal } from '../../../../platform/refusal.js';
import type { GridRow } from '../grid/grid.js';
import { readFormats } from './number-formats.js';
import { readSheet, type SheetContext } from './read-sheet.js';
import { readStrings } from './read-strings.js';
import { partOf, readWorkbook } from './read-workbook.js';
import { unpack } from './unpack.js';

/** The rows of the one sheet of a workbook that holds something. */
export function readXlsx(bytes: Uint8Array): GridRow[] {
  const parts = unpack(bytes);
  const { sheets, strings, styles, from1904 } = readWorkbook(parts);
  const context: SheetContext = {
    strings: strings === undefined ? [] : readStrings(partOf(parts, strings)),
    formats: styles === undefined ? [] : readFormats(partOf(parts, styles)),
    from1904,
  };
  const others = sheets.filter(({ part }) => part === null).map(({ name }) => name);
  const filled: { name: string; rows: GridRow[] }[] = [];
  for (const { name, part } of sheets) {
    const rows = part === null ? [] : readSheet(partOf(parts, part), context);
    if (rows.length > 0) filled.push({ name, rows });
  }
  const [only] = filled;
  if (!only) throw nothing();
  if (filled.length + others.length > 1) throw several([...filled.map(({ name }) => name), ...others]);
  return only.rows;
}

function nothing(): Refusal {
  return new Refusal(
    'TABLE_FILE',
    'No sheet of the workbook holds anything.',
    'Take out a table with kicker table export, and keep its lines.',
  );
}

function several(names: readonly string[]): Refusal {
  const list = names.map((name) => `"${name.slice(0, 60)}"`).join(', ');
  return new Refusal(
    'TABLE_FILE',
    `Several sheets of the workbook hold something: ${list}. Which one is the table?`,
    'Keep one sheet in the workbook; hidden ones count too.',
  );
}
