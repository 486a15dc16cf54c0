import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './tree.js';

/** A small tree of files, planted for one test: path to text. */
export type Planted = Readonly<Record<string, string>>;

/** Plants the files, lets `look` look, and clears them away. */
export function planted<T>(tree: Planted, look: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'kicker-house-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return look(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a tool of node_modules in a folder; both outputs and how it ended. */
export function runTool(
  tool: string,
  args: readonly string[],
  cwd: string,
): { code: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', tool), ...args],
    { cwd, encoding: 'utf8' },
  );
  return { code: status, output: stdout, errors: stderr };
}
