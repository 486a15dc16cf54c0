import { isBlank, type GridRow } from './grid.js';
import { COLUMN_LINES, DMN_HIT, HEAD, labelOf, NAME_LINES, nearLabel, type HeadLabel } from './labels.js';
import type { SheetReading } from './sheet-reading.js';

/** What the lines at the top say, by the names of the document's input. */
export interface HeadFields {
  readonly table?: string;
  readonly title?: string;
  readonly source?: { readonly document?: string; readonly signed?: string };
  readonly from?: string;
  readonly until?: string;
  readonly hit?: string;
  readonly noMatch?: string;
}

const PATHS: Readonly<Record<HeadLabel, string>> = {
  kicker: 'kicker',
  table: 'table',
  title: 'title',
  source: 'source.document',
  signed: 'source.signed',
  from: 'from',
  until: 'until',
  hit: 'hit',
  'no-match': 'no-match',
};

/** Reads the lines before the picture of the table. A line without a value says nothing, as if it were not there. */
export function readHeadLines(rows: readonly GridRow[], reading: SheetReading): HeadFields {
  const said = new Map<string, string>();
  for (const row of rows) {
    const written = reading.text(row, 0);
    const label = labelOf(written);
    if (!isHeadLabel(label)) tellUnknown(row, written, reading);
    else if (said.has(label)) reading.tell({ row, at: 0 }, twice(label));
    else readLine(row, label, { said, reading });
  }
  return fieldsOf(said);
}

function readLine(
  row: GridRow,
  label: HeadLabel,
  { said, reading }: { said: Map<string, string>; reading: SheetReading },
): void {
  row.cells.forEach((cell, at) => {
    if (at > 1 && !isBlank(cell)) reading.tell({ row, at }, BESIDE);
  });
  const text = label === 'kicker' ? reading.wholeOrText(row, 1) : reading.text(row, 1);
  reading.note(PATHS[label], row, 1);
  if (label === 'kicker' && text !== '1') reading.tell({ row, at: 1 }, otherLanguage(text));
  if (text !== '') said.set(label, label === 'hit' ? hitOf(text) : text);
}

/** The words of the document; a hit policy may also be DMN's letter. */
function hitOf(text: string): string {
  return DMN_HIT[text.toUpperCase()] ?? labelOf(text);
}

function fieldsOf(said: ReadonlyMap<string, string>): HeadFields {
  const field = <K extends string>(label: HeadLabel, name: K): { [key in K]?: string } => {
    const value = said.get(label);
    return (value === undefined ? {} : { [name]: value }) as { [key in K]?: string };
  };
  const source = { ...field('source', 'document'), ...field('signed', 'signed') };
  return {
    ...field('table', 'table'),
    ...field('title', 'title'),
    ...(Object.keys(source).length === 0 ? {} : { source }),
    ...field('from', 'from'),
    ...field('until', 'until'),
    ...field('hit', 'hit'),
    ...field('no-match', 'noMatch'),
  };
}

function isHeadLabel(label: string): label is HeadLabel {
  return (HEAD as readonly string[]).includes(label);
}

function tellUnknown(row: GridRow, written: string, reading: SheetReading): void {
  const labels = [...HEAD, COLUMN_LINES[0]];
  const early = [...COLUMN_LINES.slice(1), ...NAME_LINES] as readonly string[];
  const message = early.includes(labelOf(written))
    ? `The line "${written}" stands before the line "column", with which the columns begin.`
    : `No line above the columns is called "${written}".`;
  reading.tell({ row, at: 0 }, { code: 'UNKNOWN_KEY', message, remedy: nearLabel(written, labels) });
}

const BESIDE = {
  code: 'TABLE_SHAPE',
  message: 'This line has one value, in its second cell, and here is another.',
  remedy: 'Take it away; in CSV a text with a separator in it stands in double quotes.',
} as const;

function twice(label: string) {
  const message = `The line "${label}" is there twice.`;
  return { code: 'DUPLICATE_KEY', message, remedy: 'Keep one of them.' } as const;
}

function otherLanguage(text: string) {
  const message = `This Kicker reads version 1 of the language, not "${text}".`;
  return { code: 'LANGUAGE_VERSION', message, remedy: 'Write 1.' } as const;
}
