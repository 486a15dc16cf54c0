import { Refusal } from '../../../../platform/refusal.js';
import {
  cellName,
  MOST_COLUMNS,
  MOST_ROWS,
  refuseTooManyRows,
  tooFar,
  type GridCell,
  type GridRow,
} from '../grid/grid.js';
import { damaged } from './damaged.js';
import type { Shown } from './number-formats.js';
import { cellText, readXml, type XmlAttributes } from './read-xml.js';
import { failed, FORMULA, isoDateCell, numberCell, TRUTH } from './typed-cell.js';

/** What cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: readonly Shown[];
  readonly from1904: boolean;
}

/** The rows of a sheet in which something stands; merged cells are refused. */
export function readSheet(
  part: { readonly name: string; readonly bytes: Uint8Array },
  context: SheetContext,
): GridRow[] {
  const walk = new SheetWalk(context, part.name);
  readXml(part, {
    open: (element, attribute) => walk.open(element, attribute),
    text: (text) => walk.text(text),
    close: (element) => walk.close(element),
  });
  return walk.rows();
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | null;
  formula: boolean;
}

/** Goes through a sheet once, cell by cell. */
class SheetWalk {
  private readonly found = new Map<number, GridCell[]>();
  private row = 0;
  private column = 0;
  private cell: OpenCell | undefined;
  private collects = false;
  private spoken = 0;

  constructor(
    private readonly context: SheetContext,
    private readonly part: string,
  ) {}

  open(element: string, attribute: XmlAttributes): void {
    if (element === 'x:row') this.openRow(attribute('r'));
    else if (element === 'x:c') this.openCell(attribute);
    else if (element === 'x:mergeCell') throw merged(attribute('ref') ?? '');
    else if (element === 'x:rPh') this.spoken += 1;
    else if (this.cell && element === 'x:f') this.cell.formula = true;
    this.collects = element === 'x:v' || (element === 'x:t' && this.spoken === 0);
    if (this.cell && this.collects) this.cell.value ??= '';
  }

  text(text: string): void {
    if (this.cell && this.collects) this.cell.value = (this.cell.value ?? '') + text;
  }

  close(element: string): void {
    if (element === 'x:rPh') this.spoken -= 1;
    if (element === 'x:v' || element === 'x:t') this.collects = false;
    if (element !== 'x:c' || !this.cell) return;
    const content = this.contentOf(this.cell);
    if (content !== '') this.put(content, this.cell.column);
    this.cell = undefined;
  }

  rows(): GridRow[] {
    return [...this.found]
      .sort(([one], [other]) => one - other)
      .map(([row, cells]) => ({ row, line: row, cells: Array.from(cells, (cell) => cell ?? '') }));
  }

  private openRow(number: string | undefined): void {
    this.row = number === undefined ? this.row + 1 : Number(number);
    this.column = 0;
    if (!Number.isInteger(this.row) || this.row < 1) throw damaged(`${this.part} has a row without a number`);
  }

  private openCell(attribute: XmlAttributes): void {
    const ref = attribute('r');
    const place = /^([A-Z]{1,3})(\d+)$/.exec(ref ?? '');
    if (ref !== undefined && (!place || Number(place[2]) !== this.row))
      throw damaged(`${this.part} has a cell in the wrong row`);
    this.column = place ? columnOf(place[1] ?? '') : this.column + 1;
    const style = Number(attribute('s') ?? 0);
    const type = attribute('t') ?? 'n';
    this.cell = { column: this.column, type, style, value: null, formula: false };
  }

  private put(content: GridCell, column: number): void {
    if (this.row > MOST_ROWS || column > MOST_COLUMNS) throw tooFar(cellName(this.row, column));
    const cells = this.found.get(this.row) ?? [];
    if (cells[column - 1] !== undefined) throw damaged(`${cellName(this.row, column)} is there twice`);
    cells[column - 1] = content;
    this.found.set(this.row, cells);
    refuseTooManyRows(this.found.size, this.row);
  }

  private contentOf({ type, style, value, formula, column }: OpenCell): GridCell {
    if (formula) return { fault: FORMULA };
    if (value === null) return '';
    if (type === 's') return this.shared(value, column);
    if (type === 'str' || type === 'inlineStr') return cellText(value);
    if (type === 'b') return { fault: TRUTH };
    if (type === 'e') return { fault: failed(value) };
    if (type === 'd') return isoDateCell(value);
    const shown = this.context.formats[style] ?? { is: 'plain', places: 0 };
    if (type === 'n' && /^\s*[-+]?[\d.]+(?:E[-+]?\d+)?\s*$/i.test(value))
      return numberCell(Number(value), shown, this.context.from1904);
    throw damaged(`${cellName(this.row, column)} holds neither text nor number`);
  }

  private shared(index: string, column: number): string {
    const text = /^\d+$/.test(index) ? this.context.strings[Number(index)] : undefined;
    if (text === undefined) throw damaged(`the text of ${cellName(this.row, column)} is missing`);
    return text;
  }
}

function columnOf(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

function merged(range: string): Refusal {
  return new Refusal(
    'TABLE_FILE',
    `The cells ${range} are merged, so nobody can say for which rows they stand.`,
    'Take the merging back, and write the value into each of the cells.',
  );
}
