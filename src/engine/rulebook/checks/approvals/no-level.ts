import type { Fault } from '../../finding.js';
import { suggest } from '../../nearest.js';

/** The fault of a level that does not exist. */
export function noLevel(id: string, ids: readonly string[]): Fault {
  return { code: 'UNKNOWN_NAME', message: `There is no level ${id}.`, remedy: suggest(id, ids) };
}
