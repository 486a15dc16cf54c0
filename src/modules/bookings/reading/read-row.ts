import { contentId } from '../../../platform/content-id.js';
import type { Kind } from '../kinds/kind.js';
import { storedOf, type StoredColumn } from '../kinds/stored.js';
import type { RowContext } from '../kinds/row-checks.js';
import type { CsvRow } from './csv-rows.js';
import type { Unwritten } from '../cells/read-quantity.js';
import type { Layout, Placed } from './layout.js';
import { readColumn, readWhole, type CellContext } from '../cells/read-column.js';
import { readFactCell } from '../cells/read-fact.js';
import type { Read } from '../cells/read-number.js';

/** One row of a file, read: a fact with its identity and content, ready to be stored. */
export interface FactRow {
  readonly line: number;
  readonly id: string;
  readonly externalId: string;
  /** As the source counts them; null when it does not. */
  readonly revision: number | null;
  readonly withdrawn: boolean;
  /** Hash of all that the row says but its revision. */
  readonly content: string;
  /** In the order of the kind's stored columns. */
  readonly values: readonly (string | null)[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** Why a row cannot be taken: where to look and what is wrong. */
export interface Rejection {
  readonly line: number;
  readonly column: string;
  /** As the file has it, shortened. */
  readonly value: string;
  readonly reason: string;
}

/** A row, or everything that is wrong with it; and its amount for the control total whenever that could be read. */
export interface ReadRow {
  readonly row?: FactRow;
  readonly rejections: readonly Rejection[];
  readonly total?: { readonly unit: string; readonly amount: string };
  /** A booking dated in no period of any calendar. */
  readonly outside: boolean;
}

export interface RowReading extends CellContext {
  readonly kind: Kind;
  /** Where the file comes from. */
  readonly source: string;
  readonly layout: Layout;
  readonly row: RowContext;
  /** Of rows that are part of something else: the currency of each, by id. */
  readonly currencies?: ReadonlyMap<string, string>;
}

const LONGEST_VALUE = 60;

/** A value as a report shows it: on one line, at most 60 characters. */
export function shortened(value: string): string {
  const flat = value.replaceAll(/\s+/g, ' ').trim();
  return flat.length > LONGEST_VALUE ? `${flat.slice(0, LONGEST_VALUE - 1)}…` : flat;
}

/** Reads one row of a file after the other by a fixed layout; holds nothing between rows. */
export class RowReader {
  private readonly at: ReadonlyMap<string, number>;
  /** Columns of the table, and which of ours fills each. */
  private readonly stored: readonly StoredColumn[];
  private readonly contentNoun: string;

  constructor(private readonly reading: RowReading) {
    const { columns, noun } = reading.kind;
    this.at = new Map(columns.map((column, index) => [column.name, index]));
    this.stored = storedOf(reading.kind);
    this.contentNoun = `${noun}-content`;
  }

  read({ line, cells }: CsvRow): ReadRow {
    const draft = new Draft(line, this.reading.kind.columns.length);
    const { layout, kind } = this.reading;
    this.countCells(draft, cells);
    layout.places.forEach((place, index) => place && this.take(draft, place, cells[index] ?? ''));
    for (const constant of layout.constants) this.take(draft, constant, constant.value);
    for (const [place, raw] of draft.money) this.fact(draft, place, raw);
    this.complete(draft);
    const get = (name: string): string | undefined => draft.values[this.at.get(name) ?? -1];
    for (const check of draft.rejections.length === 0 ? kind.checks : []) {
      const fault = check(get, this.reading.row);
      if (fault)
        draft.reject(layout.headers.get(fault.column) ?? fault.column, get(fault.column) ?? '', fault.reason);
    }
    const total = totalOf(kind, get);
    const date = kind.name === 'bookings' ? get('date') : undefined;
    return {
      ...(total ? { total } : {}),
      outside: date !== undefined && !this.reading.row.isInSomePeriod(date),
      rejections: draft.rejections,
      ...(draft.rejections.length === 0 ? { row: this.row(draft, get) } : {}),
    };
  }

  private countCells(draft: Draft, cells: readonly string[]): void {
    const expected = this.reading.layout.places.length;
    if (cells.length === expected) return;
    const extra = cells.slice(expected).find((cell) => cell.trim() !== '');
    const given = extra === undefined ? Math.min(cells.length, expected) : cells.length;
    if (given !== expected)
      draft.reject('', cells[0] ?? '', `the row has ${given} cells; the header has ${expected}`);
  }

  private take(draft: Draft, place: Placed, cell: string): void {
    const trimmed = cell.trim();
    const raw = place.words.get(trimmed) ?? trimmed;
    if (raw === '') return;
    const { slot } = place;
    if (slot.is === 'column')
      draft.values[slot.at] = draft.text(place, raw, readColumn(raw, slot.column, this.contextOf(slot)));
    else if (slot.is === 'fact') this.fact(draft, place, raw);
    else if (slot.is === 'revision')
      draft.revision = Number(draft.text(place, raw, readWhole(raw, 'whole')) ?? 0);
    else draft.withdrawn = draft.text(place, raw, readYesNo(raw)) === 'yes';
  }

  private contextOf({ unit, fraction }: Unwritten): CellContext {
    if (unit === undefined && !fraction) return this.reading;
    return {
      ...this.reading,
      unwritten: { ...(unit === undefined ? {} : { unit }), fraction: fraction === true },
    };
  }

  /** Money of a booking written without a currency is in the booking's; its column may come later, so it waits for the end of the row. */
  private fact(draft: Draft, place: Placed, raw: string): void {
    const { slot } = place;
    if (slot.is !== 'fact') return;
    const currency = this.currencyOf(draft);
    const isWithout = slot.field.is === 'money' && currency === undefined;
    if (isWithout && (this.at.has('currency') || this.reading.currencies) && !draft.money.has(place)) {
      draft.money.set(place, raw);
      return;
    }
    // Of what is unknown: the row is refused for that.
    if (isWithout && this.reading.currencies) return;
    const read = readFactCell(raw, slot.field, {
      writing: this.reading.writing,
      ...(slot.unit === undefined ? {} : { unit: slot.unit }),
      ...(slot.fraction === undefined ? {} : { fraction: slot.fraction }),
      ...(currency === undefined ? {} : { currency }),
    });
    const text = draft.text(
      place,
      raw,
      inOneCurrency(read, this.reading.kind.oneCurrency && slot.field.is === 'money' ? currency : undefined),
    );
    if (text !== undefined) draft.attributes[slot.field.name] = text;
  }

  /** The currency of the row's money: its own, or that of what it is part of. */
  private currencyOf({ values }: Draft): string | undefined {
    const { currencies, kind } = this.reading;
    return (
      values[this.at.get('currency') ?? -1] ??
      currencies?.get(values[this.at.get(kind.natural[0] ?? '') ?? -1] ?? '')
    );
  }

  private complete(draft: Draft): void {
    this.reading.kind.columns.forEach((column, index) => {
      if (draft.values[index] !== undefined || draft.failed.has(column.name)) return;
      if (column.otherwise !== undefined) draft.values[index] = column.otherwise;
      else if (column.name === 'booking_source') draft.values[index] = this.reading.source;
      else if (column.required)
        draft.reject(this.reading.layout.headers.get(column.name) ?? column.name, '', 'it is required');
    });
  }

  private row(draft: Draft, get: (name: string) => string | undefined): FactRow {
    const { kind, source } = this.reading;
    const own = kind.own === null ? undefined : get(kind.own);
    const parts = own === undefined ? kind.natural.map((name) => get(name) ?? '') : [own];
    const scope = kind.scope === 'source' ? [source] : [];
    const values = this.stored.map(({ at, of }) => {
      const cell = draft.values[at];
      return cell === undefined ? null : of(cell);
    });
    const names = Object.keys(draft.attributes).sort();
    const attributes = Object.fromEntries(names.map((name) => [name, draft.attributes[name] ?? '']));
    const externalId =
      kind.name === 'bookings' ? (get('booking') ?? '') : parts.filter((part) => part !== '').join('/');
    const content = this.contentOf({ values, attributes, withdrawn: draft.withdrawn });
    return {
      line: draft.line,
      id: contentId(kind.noun, ...scope, ...parts),
      externalId,
      revision: draft.revision,
      withdrawn: draft.withdrawn,
      content,
      values,
      attributes,
    };
  }

  /** By name and without what is empty, so that a column added to a kind later does not make every fact look amended. */
  private contentOf({
    values,
    attributes,
    withdrawn,
  }: Pick<FactRow, 'values' | 'attributes' | 'withdrawn'>): string {
    const said: string[] = [];
    this.stored.forEach(({ name }, index) => {
      const value = values[index];
      if (value != null) said.push(name, value);
    });
    for (const [name, value] of Object.entries(attributes)) said.push(name, value);
    if (withdrawn) said.push('withdrawn');
    return contentId(this.contentNoun, ...said);
  }
}

function totalOf(kind: Kind, get: (name: string) => string | undefined): ReadRow['total'] {
  const [unit, amount] = [get(kind.total?.unit ?? ''), get(kind.total?.amount ?? '')];
  return unit === undefined || amount === undefined ? undefined : { unit, amount };
}

/** Money in another currency than the one that all money of its row is in is refused. */
function inOneCurrency(read: Read, currency: string | undefined): Read {
  if (currency === undefined || 'fault' in read || read.text.endsWith(` ${currency}`)) return read;
  return { fault: `all money of a deal is in its currency: write the amount in ${currency}` };
}

function readYesNo(raw: string): Read {
  const text = { yes: 'yes', no: 'no', true: 'yes', false: 'no' }[raw.toLowerCase()];
  return text ? { text } : { fault: 'write yes or no' };
}

/** A row while it is read. */
class Draft {
  readonly values: (string | undefined)[];
  readonly attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly rejections: Rejection[] = [];
  /** Columns whose cell could not be read: not missing as well. */
  readonly failed = new Set<string>();
  /** Money that waits for the currency of its row. */
  readonly money = new Map<Placed, string>();
  revision: number | null = null;
  withdrawn = false;

  constructor(
    readonly line: number,
    columns: number,
  ) {
    this.values = Array.from({ length: columns });
  }

  /** The text of a cell that could be read; notes what is wrong with another. */
  text(place: Placed, raw: string, read: Read): string | undefined {
    if ('text' in read) return read.text;
    this.reject(place.header, raw, read.fault);
    if (place.slot.is === 'column') this.failed.add(place.slot.column.name);
    return undefined;
  }

  reject(column: string, value: string, reason: string): void {
    this.rejections.push({ line: this.line, column, value: shortened(value), reason });
  }
}
