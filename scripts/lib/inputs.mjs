import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** The folders that the build reads: those of `tsconfig.build.json`. */
export function buildFolders(root) {
  return JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')).include;
}

/** Every TypeScript file that the build compiles, with `/` between names, in one order. */
export function buildInputs(root) {
  return buildFolders(root)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll('\\', '/'),
        ),
    )
    .sort();
}

/** One name for all that decides what the build writes. By content, because a checkout changes times and not texts. */
export function fingerprintOfInputs(root) {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  for (const path of [...SETTINGS, ...buildInputs(root)]) {
    if (!existsSync(join(root, path))) continue;
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}
