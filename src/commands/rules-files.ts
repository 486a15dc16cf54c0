import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** A document as it stands in a file; the path is as a person would type it. */
export interface RulesFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

const DOCUMENT = /\.ya?ml$/;

/** The documents in files and folders, in order of path: facts, plans, policies, tables and their tests; a file brings the test beside it. */
export async function readRulesFiles(places: readonly string[]): Promise<RulesFile[]> {
  const paths = (await Promise.all(places.map(documentsIn))).flat();
  const unique = [...new Set(paths)].sort();
  return await Promise.all(
    unique.map(async (file) => ({
      path: path.relative(process.cwd(), file) || file,
      text: await readFile(file),
    })),
  );
}

async function documentsIn(place: string): Promise<string[]> {
  if (!(await stat(place)).isDirectory()) return await withTestBeside(path.resolve(place));
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && DOCUMENT.test(entry.name))
    .map((entry) => path.resolve(entry.parentPath, entry.name));
}

async function withTestBeside(file: string): Promise<string[]> {
  const test = file.replace(DOCUMENT, '.test.yaml');
  const isThere = test !== file && (await stat(test).catch(() => undefined))?.isFile();
  return isThere ? [file, test] : [file];
}
