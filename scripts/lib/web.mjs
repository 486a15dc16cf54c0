import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of the pages and the versions of what they are made of, with `/` between names, in one order. */
function webInputs(root) {
  const own = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
  return ['package-lock.json', ...own];
}

/** One name for all that decides what the pages are. By content, because a checkout changes times and not texts. */
export function fingerprintOfWeb(root) {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  for (const path of webInputs(root))
    if (existsSync(join(root, path))) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** Whether `dist/web` holds what `web` says; true where there are no pages to build. */
export function webIsCurrent(root) {
  if (!existsSync(join(root, 'web'))) return true;
  const stamp = join(root, 'dist', 'web', '.built');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintOfWeb(root);
}

/** Builds the pages into `dist/web`: 'built', or 'failed' after saying why. */
export function buildWeb(root) {
  const builder = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(builder)) {
    process.stderr.write('The pages cannot be built: vite is not installed. Run: npm ci\n');
    return 'failed';
  }
  const inputs = fingerprintOfWeb(root);
  const stamp = join(root, 'dist', 'web', '.built');
  rmSync(stamp, { force: true });
  const args = [builder, 'build', '--config', join(root, 'web', 'vite.config.mjs'), '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) return 'failed';
  writeFileSync(stamp, inputs);
  return 'built';
}
