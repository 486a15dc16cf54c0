import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** The folder of inputs and expected answers that `KICKER_SHARED` names. Nothing of it is part of the product. */
export class SharedFolder {
  constructor(private readonly root: string) {
    if (!existsSync(path.join(root, 'expected'))) {
      throw new Error(
        `KICKER_SHARED is ${root}, but there is no folder "expected" in it: set it to the folder with data and expected answers.`,
      );
    }
  }

  /** A file that has to be there; a missing one ends the run, because a check that finds no files must not pass. */
  path(...parts: string[]): string {
    const full = path.join(this.root, ...parts);
    if (!existsSync(full)) throw new Error(`The acceptance run needs ${full}, which is not there.`);
    return full;
  }

  json<T>(...parts: string[]): T {
    return JSON.parse(readFileSync(this.path(...parts), 'utf8')) as T;
  }

  rows(...parts: string[]): Record<string, string>[] {
    const full = this.path(...parts);
    const bytes = readFileSync(full);
    return parse(full.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true });
  }
}

/** Rows as CSV with the given columns; every value is quoted where it has to be. */
export function writeCsv(
  columns: readonly string[],
  rows: readonly Record<string, string | undefined>[],
): string {
  const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return (
    [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name] ?? '')).join(','))].join(
      '\n',
    ) + '\n'
  );
}
