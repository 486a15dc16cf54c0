import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface File {
  path: string;
  text: string;
}

/** Every document in `rules/`, by path. */
export function rulesFiles(): File[] {
  return filesIn('rules');
}

/** SPIFFs as a library would have them, with their examples. */
export function spiffFiles(): File[] {
  return filesIn(join('test', 'support', 'spiffs'));
}

function filesIn(folder: string): File[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}
