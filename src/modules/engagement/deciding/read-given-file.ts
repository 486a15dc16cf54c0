import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { Refusal } from '../../../platform/refusal.js';
import type { GivenFact } from './given-facts.js';

/** Something of a file: what it is called, the day where the file says one, and its facts. */
export interface GivenThing {
  readonly id: string;
  readonly date: string | null;
  readonly facts: readonly GivenFact[];
}

const LARGEST = 1_048_576;
const OWN: readonly string[] = ['id', 'date'];

/**
 * Things of a YAML file, one as a map of facts or several as a list of them, or of a CSV file with a row for each. Beside facts by their dotted names
 * there may be an `id` and a `date`.
 */
export function readGivenFile(text: string, name: string): readonly GivenThing[] {
  if (text.length > LARGEST)
    throw new Refusal('IMPORT_LIMIT', 'The file is larger than any may be.', 'Give at most 1 MB.');
  const rows = /\.csv$/i.test(name) ? csvRows(text) : yamlRows(text);
  if (rows.length === 0)
    throw new Refusal('IMPORT_EMPTY', 'The file has nothing in it.', 'Give facts by name.');
  return rows.map(thingOf);
}

function csvRows(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    return parseCsv(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal('IMPORT_CSV', 'The file cannot be read as CSV.', error.message);
  }
}

function yamlRows(text: string): readonly Readonly<Record<string, unknown>>[] {
  const read = parsedYaml(text);
  const rows: readonly unknown[] = Array.isArray(read) ? read : read === null ? [] : [read];
  const wrong = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
  if (wrong < 0) return rows as readonly Readonly<Record<string, unknown>>[];
  throw notFacts(`Entry ${wrong + 1}`);
}

function parsedYaml(text: string): unknown {
  try {
    // Every value stays as it is written.
    return parseYaml(text, { schema: 'failsafe', maxAliasCount: 0 });
  } catch (error) {
    throw new Refusal(
      'DOCUMENT_UNREADABLE',
      'The file cannot be read as YAML.',
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : '',
    );
  }
}

function thingOf(row: Readonly<Record<string, unknown>>, at: number): GivenThing {
  const id = textOf(row['id']) ?? `${at + 1}`;
  const facts = Object.entries(row).flatMap(([name, value]): GivenFact[] => {
    if (OWN.includes(name) || value === '') return [];
    const text = textOf(value);
    if (text === null) throw notFacts(`${name} of ${id}`);
    return [{ name, value: text }];
  });
  return { id, date: textOf(row['date']), facts };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function notFacts(what: string): Refusal {
  return new Refusal(
    'WRONG_SHAPE',
    `${what} is no fact.`,
    'Write facts by their names, such as `account.employees: 600 employees`.',
  );
}
