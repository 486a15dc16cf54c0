import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFolders, buildInputs, fingerprintOfInputs } from './inputs.mjs';
import { buildWeb, webIsCurrent } from './web.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LOCK_PATIENCE_MS = 120_000;

/** Builds into `dist/` what changed since its last build that succeeded: the compiled sources, the pages. Returns 'current', 'built' or 'failed'. */
export function build(root = ROOT) {
  const compiler = join(root, 'node_modules', 'tsc', 'bin', 'tsc');
  // An image ships `dist/` without the compiler or the sources: what is there is what runs.
  if (!existsSync(compiler) || !existsSync(join(root, 'src'))) return shipped(root);
  if (isCurrent(root) && webIsCurrent(root)) return 'current';
  const release = lock(root);
  try {
    const compiled = isCurrent(root) ? 'current' : compile(root, compiler);
    if (compiled === 'failed' || webIsCurrent(root)) return compiled;
    return buildWeb(root);
  } finally {
    release();
  }
}

function shipped(root) {
  if (existsSync(join(root, 'dist', 'src', 'cli.js'))) return 'current';
  process.stderr.write('Nothing is built and the compiler is not installed. Run: npm ci\n');
  return 'failed';
}

function isCurrent(root) {
  const stamp = join(root, 'dist', '.built');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintOfInputs(root);
}

function compile(root, compiler) {
  const inputs = fingerprintOfInputs(root);
  // The compiler would skip files that it believes written; whole builds take a second, so it is told nothing.
  for (const memory of ['.built', '.tsbuildinfo']) rmSync(join(root, 'dist', memory), { force: true });
  removeOrphans(root);
  const args = [compiler, '-p', join(root, 'tsconfig.build.json')];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) return 'failed';
  writeFileSync(join(root, 'dist', '.built'), inputs);
  return 'built';
}

/** A source that is gone must not live on as a script that still runs. Only the folders that the compiler writes are looked at. */
function removeOrphans(root) {
  const kept = new Set(buildInputs(root).map((path) => path.slice(0, -'.ts'.length)));
  for (const folder of buildFolders(root).map((each) => join(root, 'dist', each))) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const source = relative(join(root, 'dist'), path)
        .replaceAll('\\', '/')
        .replace(/\.js(\.map)?$/, '');
      if (entry.isFile() && /\.js(\.map)?$/.test(entry.name) && !kept.has(source)) rmSync(path);
    }
  }
}

/** Two commands started together build once: the second waits for the first. A lock whose owner died is taken over. */
function lock(root) {
  const path = join(root, 'dist', '.building');
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (Date.now() > deadline || ownerIsGone(path)) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function ownerIsGone(path) {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    if (!owner) return Date.now() - statSync(path).mtimeMs > 1000;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
