import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Refusal } from '../../platform/refusal.js';

/** The text of a file; nothing where there is none. */
export async function existing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a file whole or not at all. A `new` one never takes the place of one that is there. */
export async function writeWhole(
  file: string,
  content: string | Uint8Array,
  as: 'new' | 'replace',
): Promise<void> {
  const beside = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(beside, content, { flag: 'wx' });
    // Claims the name first, so that of two who write it at once one is told.
    if (as === 'new') await writeFile(file, '', { flag: 'wx' });
    await rename(beside, file);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? isThere(file) : error;
  } finally {
    await rm(beside, { force: true });
  }
}

function isThere(file: string): Refusal {
  return new Refusal('BAD_INPUT', `There is a file ${file} already.`, 'Name another, or move that one away.');
}
