import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ENGINE = path.resolve(import.meta.dirname, '../../engine');
/** Wording decides no pay. */
const NOT_PAY = new Set(['explain']);

let known: string | undefined;

/**
 * Which engine computes here: a hash over the text of its modules as they run. It is part of every calculation's fingerprint, so that no
 * change of the engine, however small, passes for the engine before it.
 */
export function engineIdentity(): string {
  known ??= `engine-${hashOf(ENGINE).slice(0, 16)}`;
  return known;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of modulesIn(folder).sort())
    hash.update(`${path.relative(folder, file).replaceAll('\\', '/')}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

function modulesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_PAY.has(entry.name) ? [] : modulesIn(full);
    return /\.(js|ts)$/.test(entry.name) && !/\.(spec|d)\.(js|ts)$/.test(entry.name) ? [full] : [];
  });
}
