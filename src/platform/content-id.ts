import { createHash } from 'node:crypto';

const SEPARATOR = '\u001f';

/**
 * The id that follows from what a thing is: the first 16 bytes of the SHA-256 of its kind and parts, written as a UUID. The same thing
 * has the same id on any machine, in any order of arrival. `contentId('booking-line', source, booking, line)`.
 */
export function contentId(kind: string, ...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256')
    .update([kind, ...parts].join(SEPARATOR))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
