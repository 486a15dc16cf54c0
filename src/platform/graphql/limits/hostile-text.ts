import { LIMITS } from './limits.js';

/** NUL, which the database keeps in no text, and halves of characters, which it would keep as others. */
// oxlint-disable-next-line no-control-regex -- what must not come in is named here
const NO_CHARACTER = /\u0000|\p{Surrogate}/u;

/** What is wrong with data that somebody sent, wherever in it; undefined when nothing is. It is not repeated. */
export function hostileIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string')
    return NO_CHARACTER.test(value) ? 'A text has a character that no text may have.' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= LIMITS.inputDepth) return `Input nests deeper than ${LIMITS.inputDepth} levels.`;
  for (const [key, item] of Object.entries(value)) {
    const found = hostileIn(key, depth) ?? hostileIn(item, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
