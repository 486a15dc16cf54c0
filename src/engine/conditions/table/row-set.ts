/* oxlint-disable no-bitwise -- a set of rows is a bit for each row: 32 rows are narrowed by one operation, whatever the table's size */

/** A set of a table's rows. */
export type RowSet = Uint32Array;

/** No rows, with room for `count`. */
export function emptyRows(count: number): RowSet {
  return new Uint32Array(Math.max(1, Math.ceil(count / 32)));
}

/** All rows from 0 to `count` - 1. */
export function allRows(count: number): RowSet {
  const rows = emptyRows(count);
  for (let row = 0; row < count; row++) addRow(rows, row);
  return rows;
}

/** Adds a row to a set. */
export function addRow(rows: RowSet, row: number): void {
  rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31));
}

/** Keeps in `rows` what `others` has too; false when nothing is left. */
export function keepCommon(rows: RowSet, others: RowSet): boolean {
  let left = 0;
  for (let at = 0; at < rows.length; at++) {
    rows[at] = (rows[at] ?? 0) & (others[at] ?? 0);
    left |= rows[at] ?? 0;
  }
  return left !== 0;
}

/** The rows of a set, in order. */
export function rowsIn(rows: RowSet): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    for (let bits = rows[at] ?? 0; bits !== 0; bits &= bits - 1)
      found.push(at * 32 + 31 - Math.clz32(bits & -bits));
  }
  return found;
}
