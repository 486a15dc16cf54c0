import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every document in `rules/`, by path. */
export function rulesFiles(): { path: string; text: string }[] {
  return readdirSync('rules', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ path: join('rules', name), text: readFileSync(join('rules', name), 'utf8') }));
}
