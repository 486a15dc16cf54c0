import { invariant } from '../../../engine/kernel/invariant.js';
import type { CellType, Column, Kind } from './kind.js';

const SQL_TYPES: Partial<Record<CellType, string>> = {
  date: 'date',
  amount: 'numeric',
  rate: 'numeric',
  whole: 'integer',
  order: 'bigint',
  quantity: 'numeric',
};

/** A column of the table of a kind: which column of the file fills it, and with what of its cell. */
export interface StoredColumn {
  readonly name: string;
  /** Its type in SQL. */
  readonly type: string;
  /** Place of the kind's column. */
  readonly at: number;
  readonly of: (cell: string) => string;
}

/** The columns of the table that rows of a kind fill, beside identity, revision and company-defined facts; a quantity fills two. */
export function storedOf(kind: Kind): readonly StoredColumn[] {
  return kind.columns.flatMap(({ stored, storedUnit, is }, at): StoredColumn[] => {
    if (stored === null) return [];
    const type = SQL_TYPES[is] ?? 'text';
    if (storedUnit === undefined) return [{ name: stored, type, at, of: (cell) => cell }];
    return [
      { name: stored, type, at, of: (cell) => splitQuantity(cell)[0] },
      { name: storedUnit, type: 'text', at, of: (cell) => splitQuantity(cell)[1] },
    ];
  });
}

/** The column of a kind that is stored, by its name in a file. */
export function columnOf(kind: Kind, name: string): Column {
  const column = kind.columns.find((each) => each.name === name);
  invariant(column?.stored != null, `${kind.name} stores no ${name}`);
  return column;
}

/** The number and the unit of a quantity as it is read: `105%`, `12000 USD`. */
function splitQuantity(text: string): [amount: string, unit: string] {
  const end = text.search(/[^-\d.]/);
  return [text.slice(0, end), text.slice(end).trim()];
}
