import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project-root.js';

/**
 * Writes a file that is derived from something else and committed; with `--check` only says whether it is current. Returns the exit
 * code: 0 written or current, 1 stale.
 */
export function writeDerived(
  file: string,
  text: string,
  how: { args: readonly string[]; command: string },
): number {
  const target = path.join(projectRoot(), file);
  if (!how.args.includes('--check')) {
    writeFileSync(target, text);
    return 0;
  }
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return 0;
  process.stderr.write(`${file} is stale. Run: ${how.command}\n`);
  return 1;
}
