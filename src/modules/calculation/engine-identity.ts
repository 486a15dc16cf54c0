import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../platform/project-root.js';

const HERE = path.resolve(import.meta.dirname, '../..');
const COMPILED = path.join(projectRoot(), 'dist', 'src');

/**
 * All that stands between stored facts and stored pay: the engine, whose wording is part of an earning's reason; what makes its input of
 * stored bytes; and what makes stored bytes of its results.
 */
export const DECIDES_PAY: readonly string[] = [
  'engine',
  'modules/calculation/blocks',
  'modules/calculation/lines',
  'modules/calculation/shards',
  'modules/participants/company',
  'modules/rules/documents',
  'modules/rules/publication',
  'platform/database/copy',
  'platform/database/known',
];

const known = new Map<string, string>();

/**
 * What computes here: a hash over the text of the compiled modules that decide pay. It is part of every calculation's fingerprint, so that
 * no change of them, however small, passes for what was before it; and a worker of another engine takes no part.
 */
export function engineIdentity(root = existsSync(COMPILED) ? COMPILED : HERE): string {
  const identity = known.get(root) ?? `engine-${hashOf(root).slice(0, 16)}`;
  known.set(root, identity);
  return identity;
}

function hashOf(root: string): string {
  const hash = createHash('sha256');
  const files = DECIDES_PAY.flatMap((part) => modulesOf(path.join(root, part)));
  for (const file of files.sort())
    hash.update(`${path.relative(root, file).replaceAll('\\', '/')}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** The modules of a folder, or the one module of that name. A part that is not there is an error, not an empty part. */
function modulesOf(part: string): string[] {
  if (existsSync(part) && statSync(part).isDirectory()) return modulesIn(part);
  return [existsSync(`${part}.js`) ? `${part}.js` : `${part}.ts`];
}

function modulesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return modulesIn(full);
    return /\.(js|ts)$/.test(entry.name) && !/\.(spec|d)\.(js|ts)$/.test(entry.name) ? [full] : [];
  });
}
