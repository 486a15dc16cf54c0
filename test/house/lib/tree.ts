import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage', '.data', '.env']);

/** A file of the tree: its path from the root with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Paths of everything that is or could be committed, in one order. */
export function paths(folder = ROOT, prefix = ''): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = `${prefix}${entry.name}`;
      return entry.isDirectory() ? paths(join(folder, entry.name), `${path}/`) : [path];
    })
    .sort();
}

/** The files whose path matches. */
export function files(match: RegExp): SourceFile[] {
  return paths()
    .filter((path) => match.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}
