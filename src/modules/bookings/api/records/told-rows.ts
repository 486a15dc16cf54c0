import type { UserError } from '../../../../platform/graphql/mutation/payload.js';
import type { Rejection } from '../../import.service.js';
import type { Kind } from '../../kinds/kind.js';
import { fieldOf, type AttributeInput } from './record-input.js';

/** The fields of a record, by their names in the API. */
export type RowFields = Readonly<Record<string, unknown>>;

/** A cell of a row, and where in the input it stands. */
interface Cell {
  readonly header: string;
  /** Which of those with this header in its row. */
  readonly nth: number;
  readonly text: string;
  readonly path: readonly string[];
}

/** Records of a kind as the rows of a file, each with where in the input it stands. */
export class ToldRows {
  /** The text of the file. */
  readonly text: string;
  private readonly rows: {
    readonly line: number;
    readonly cells: readonly Cell[];
    readonly at: readonly string[];
  }[] = [];

  constructor(
    private readonly kind: Kind,
    records: readonly { readonly fields: RowFields; readonly at: readonly string[] }[],
  ) {
    const told = records.map(({ fields, at }) => ({ cells: cellsOf(kind, fields), at }));
    // A name given twice in one record is a header that is there twice, which a file may not have.
    const headers = new Map(told.flatMap(({ cells }) => cells.map((cell) => [nameOf(cell), cell.header])));
    let text = csvLine([...headers.values()]);
    for (const { cells, at } of told) {
      this.rows.push({ line: text.split(/\r\n|\n|\r/).length, cells, at });
      text += csvLine(
        [...headers.keys()].map((name) => cells.find((cell) => nameOf(cell) === name)?.text ?? ''),
      );
    }
    this.text = text;
  }

  /** What the import says of a row, by the field it stands in. */
  errorOf({ line, column, reason }: Rejection): UserError {
    const row = this.rows.find((each) => each.line === line);
    const declared = this.kind.columns.find(({ name }) => name === column);
    const path =
      row?.cells.find(({ header }) => header === column)?.path ?? (declared ? [fieldOf(column)] : []);
    return {
      code: 'RECORD_REJECTED',
      path: ['input', ...(row?.at ?? []), ...path],
      message: `${path[0] ?? 'The record'}: ${reason}${/[.?!]$/.test(reason) ? '' : '.'}`,
      hint: declared ? `${declared.means}, such as ${declared.example || 'the template has it'}.` : HINT,
    };
  }
}

function cellsOf(kind: Kind, fields: RowFields): Cell[] {
  const columns = kind.columns.map(({ name }) => name);
  const own = [...columns, 'revision'].flatMap((header): Omit<Cell, 'nth'>[] => {
    const value = fields[fieldOf(header)];
    return value == null ? [] : [{ header, text: String(value), path: [fieldOf(header)] }];
  });
  const attributes = (fields['attributes'] ?? []) as readonly AttributeInput[];
  const cells = [
    ...own,
    ...(fields['withdrawn'] ? [{ header: 'withdrawn', text: 'yes', path: ['withdrawn'] }] : []),
    ...attributes.map(({ name, value }, place) => ({
      header: name,
      text: value,
      path: ['attributes', `${place}`, 'value'],
    })),
  ];
  return cells.map((cell, at) => ({
    ...cell,
    nth: cells.slice(0, at).filter(({ header }) => header === cell.header).length,
  }));
}

function nameOf({ header, nth }: Cell): string {
  return `${header} ${nth}`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`;
}

const HINT = 'The fact catalogue and the template of the kind say what it takes.';
