import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../platform/project-root.js';

const HERE = path.resolve(import.meta.dirname, '../../engine');
const COMPILED = path.join(projectRoot(), 'dist', 'src', 'engine');
/** Wording decides no pay. */
const NOT_PAY = new Set(['explain']);

let known: string | undefined;

/**
 * Which engine computes here: a hash over the text of its compiled modules. It is part of every calculation's fingerprint, so that no
 * change of the engine, however small, passes for the engine before it; and a worker of another engine takes no part.
 */
export function engineIdentity(): string {
  known ??= `engine-${hashOf(existsSync(COMPILED) ? COMPILED : HERE).slice(0, 16)}`;
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
