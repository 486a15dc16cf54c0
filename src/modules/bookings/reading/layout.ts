import { BUILT_IN_RELATIONS } from '../../../engine/rulebook/built-in-facts.js';
import { suggest } from '../../../engine/rulebook/nearest.js';
import type { FactCatalogue, FactField } from '../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../platform/refusal.js';
import { COMMON_COLUMNS, type Column, type Kind } from '../kinds/kind.js';
import { KINDS } from '../kinds/kinds.js';
import type { Unwritten } from '../cells/read-quantity.js';
import type { Mapping, Target } from '../mapping/mapping.js';

/** What one column of a file holds. */
export type Slot =
  | ({ readonly is: 'column'; readonly column: Column; readonly at: number } & Unwritten)
  | ({ readonly is: 'fact'; readonly field: FactField } & Unwritten)
  | { readonly is: 'revision' | 'withdrawn' };

/** A slot with its header as the file has it, and their words for ours. */
export interface Placed {
  readonly slot: Slot;
  readonly header: string;
  readonly words: ReadonlyMap<string, string>;
}

/** Where everything stands in the rows of a file. `places[n]` is the n-th cell; nothing for a column left out. */
export interface Layout {
  readonly places: readonly (Placed | undefined)[];
  readonly constants: readonly (Placed & { readonly value: string })[];
  /** Our column to the header in the file. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface LayoutContext {
  readonly kind: Kind;
  readonly mapping: Mapping;
  readonly catalogue: FactCatalogue | null;
}

const NO_WORDS: ReadonlyMap<string, string> = new Map();

/** Finds our column for each header; refuses unknown, repeated and missing ones, all at once. */
export function layoutOf(header: readonly string[], context: LayoutContext): Layout {
  const headers = withoutTrailingEmpty(header.map((cell) => cell.trim()));
  const faults: string[] = [];
  const names = new Names(context);
  const taken = new Map<string, string>();
  const place = (target: Target, shown: string): Placed | undefined => {
    const slot = names.find(target);
    if (typeof slot === 'string') return void faults.push(slot);
    const name = nameOf(slot);
    const before = taken.get(name);
    if (before !== undefined) return void faults.push(`"${shown}" and "${before}" both give ${name}`);
    taken.set(name, shown);
    return { slot, header: shown, words: wordsFor(name, context.mapping) };
  };
  const places = headers.map((shown, index) => {
    if (shown === '') return void faults.push(`column ${index + 1} has no header`);
    const target = targetOf(shown, names, context.mapping);
    return target && place(target, shown);
  });
  const constants = [...context.mapping.constants].flatMap(([column, value]) => {
    const placed = place({ column }, column);
    return placed ? [{ ...placed, value }] : [];
  });
  const mappedButAbsent = [...context.mapping.columns.keys()].filter((foreign) => !headers.includes(foreign));
  for (const foreign of mappedButAbsent)
    faults.push(`the mapping file names "${foreign}", which the file does not have`);
  for (const column of context.kind.columns)
    if (isMissing(column, taken)) faults.push(`column "${column.name}" is missing`);
  if (faults.length > 0) throw refused(headers, faults, context.kind);
  return { places, constants, headers: taken };
}

/** Whether a file of a kind may have a column of a name, and the names of the facts that the catalogue declares of it. */
export function namesOf(context: Pick<LayoutContext, 'kind' | 'catalogue'>): {
  has(name: string): boolean;
  readonly facts: readonly string[];
} {
  const names = new Names(context);
  return {
    has: (name) => names.has(name),
    facts: openFields(context.kind, context.catalogue).map(({ name }) => name),
  };
}

/** Our names for what a file of this kind may carry. */
class Names {
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly context: Pick<LayoutContext, 'kind' | 'catalogue'>) {
    const { kind, catalogue } = context;
    for (const field of openFields(kind, catalogue)) this.slots.set(field.name, { is: 'fact', field });
    kind.columns.forEach((column, at) => {
      for (const name of [column.name, ...(column.aliases ?? [])])
        this.slots.set(name, { is: 'column', column, at });
    });
    for (const is of Object.values(COMMON_COLUMNS)) this.slots.set(is, { is });
  }

  has(header: string): boolean {
    return this.slots.has(plainHeader(header));
  }

  find({ column, unit, fraction }: Target): Slot | string {
    const slot = this.slots.get(plainHeader(column));
    if (!slot) return this.unknown(column);
    if (slot.is !== 'fact' && (slot.is !== 'column' || slot.column.is !== 'quantity')) return slot;
    return { ...slot, ...(unit === undefined ? {} : { unit }), ...(fraction ? { fraction } : {}) };
  }

  private unknown(header: string): string {
    const { kind, catalogue } = this.context;
    const place = kind.elsewhere?.[plainHeader(header)];
    if (place) return place;
    const shown = `there is no column "${header.slice(0, 80)}"`;
    const isOpen = kind.open.some((prefix) => header.startsWith(prefix));
    if (isOpen && !catalogue) return `${shown}: no fact catalogue is published that declares it`;
    const near = suggest(header, [...this.slots.keys()]);
    return isOpen ? `${shown}: the fact catalogue does not declare it. ${near}` : `${shown}. ${near}`;
  }
}

function openFields(kind: Kind, catalogue: FactCatalogue | null): FactField[] {
  // Whom a relation of the catalogue names comes like a fact; those that Kicker has itself come in columns of their own.
  const named = (catalogue?.relations ?? [])
    .filter(({ name }) => !BUILT_IN_RELATIONS.has(name))
    .map(({ name, gives, means }): FactField => ({ name, is: gives, means }));
  const declared = [...(catalogue?.fields ?? []), ...(catalogue?.attributes ?? []), ...named];
  const open = declared.filter((field) => kind.open.some((prefix) => field.name.startsWith(prefix)));
  const known = (kind.known ?? []).map(
    (name): FactField => declared.find((field) => field.name === name) ?? { name, is: 'text', means: name },
  );
  return [...open, ...known];
}

function targetOf(shown: string, names: Names, mapping: Mapping): Target | undefined {
  const target = mapping.columns.get(shown);
  if (target) return target;
  const isIgnored = mapping.ignore === 'others' ? !names.has(shown) : mapping.ignore.has(shown);
  return isIgnored ? undefined : { column: shown };
}

function isMissing(column: Column, taken: ReadonlyMap<string, string>): boolean {
  return column.required && column.otherwise === undefined && !taken.has(column.name);
}

function wordsFor(name: string, mapping: Mapping): ReadonlyMap<string, string> {
  return mapping.values.get(name) ?? NO_WORDS;
}

function nameOf(slot: Slot): string {
  if (slot.is === 'column') return slot.column.name;
  return slot.is === 'fact' ? slot.field.name : slot.is;
}

function plainHeader(header: string): string {
  return header.trim().toLowerCase().replaceAll(' ', '_');
}

/** Spreadsheets end rows with separators of columns that hold nothing. */
function withoutTrailingEmpty(headers: readonly string[]): readonly string[] {
  const last = headers.findLastIndex((header) => header !== '');
  return headers.slice(0, last + 1);
}

function refused(headers: readonly string[], faults: readonly string[], kind: Kind): Refusal {
  return new Refusal(
    'IMPORT_HEADER',
    `The header of the file does not fit ${kind.name}: ${faults.slice(0, 10).join('; ')}.`,
    hintFor(headers, kind),
  );
}

function hintFor(headers: readonly string[], kind: Kind): string {
  const separator = headers.length === 1 ? /[;\t|]/.exec(headers[0] ?? '')?.[0] : undefined;
  if (separator)
    return `The file seems to be separated by ${separator === '\t' ? 'tabs' : `"${separator}"`}: say so in a mapping file (delimiter).`;
  const plain = new Set(headers.map(plainHeader));
  const other = KINDS.find(
    (each) =>
      each !== kind &&
      each.columns.filter((column) => column.required).every((column) => plain.has(column.name)),
  );
  if (other) return `It looks like a file of ${other.name}.`;
  return `See "kicker template ${kind.name}"; foreign headers are given their meaning in a mapping file.`;
}
