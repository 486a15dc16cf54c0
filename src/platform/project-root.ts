import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of Kicker itself, from its sources as well as from `dist/`: where package.json stands. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error('Kicker does not find its own folder: package.json is missing.');
    folder = above;
  }
  return folder;
}
