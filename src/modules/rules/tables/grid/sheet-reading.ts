import { errorAt, type Fault } from '../../../../engine/rulebook/finding.js';
import type { Place, PlacedFinding } from '../../documents/placed-finding.js';
import { cellName, type GridRow } from './grid.js';
import { unguarded } from './guard.js';

/** Findings of one sheet that are told; nobody reads more at once. */
const MOST_TOLD = 100;

/** What was found on the way through a sheet, and where each part of the document stands in it. */
export class SheetReading {
  readonly findings: PlacedFinding[] = [];
  private readonly places = new Map<string, { readonly row: GridRow; readonly at: number }>();

  constructor(private readonly file: string) {}

  /** The text of a cell, without a guard and spaces around it; what holds no text is told, and is empty. */
  text(row: GridRow, at: number): string {
    const cell = row.cells[at] ?? '';
    if (typeof cell === 'string') return unguarded(cell.trim()).trim();
    this.tell({ row, at }, cell.fault);
    return '';
  }

  /** The same where a whole number stands for its digits: the numbers of rows, the version of the language. */
  wholeOrText(row: GridRow, at: number): string {
    const cell = row.cells[at] ?? '';
    return typeof cell !== 'string' && cell.whole !== undefined ? cell.whole : this.text(row, at);
  }

  /** Tells what is wrong with a cell. */
  tell(where: { readonly row: GridRow; readonly at: number }, fault: Fault, path = ''): void {
    if (this.findings.length >= MOST_TOLD) return;
    const { row, at } = where;
    const message = `${cellName(row.row, at + 1)}: ${fault.message}`;
    this.findings.push({
      ...errorAt(path, { ...fault, message }),
      file: this.file,
      line: row.line,
      column: at + 1,
    });
  }

  /** Notes that a part of the document stands in a cell. */
  note(path: string, row: GridRow, at: number): void {
    this.places.set(path, { row, at });
  }

  /** Tells a finding of the document at the cell that says it, or the nearest part around it. */
  tellOf(path: string, fault: Fault): void {
    for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
      const where = this.places.get(part);
      if (where) return this.tell(where, fault, path);
    }
    if (this.findings.length < MOST_TOLD)
      this.findings.push({ ...errorAt(path, fault), file: this.file, ...FIRST });
  }
}

const FIRST: Place = { line: 1, column: 1 };
