import { EVERYTHING, type Actor } from '../../../../platform/database/actor.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';

/**
 * Somebody who tells facts of their own and does not see all others: the rules of a file hold against all that is known, so what they tell is
 * judged with everything in sight. Whether it is theirs to tell is asked in the same change, and nothing of what was read is answered.
 */
export function actingFor(viewer: Viewer): Actor {
  return { id: viewer.id, sight: EVERYTHING, standsBy: async (tx) => await viewer.standsBy?.(tx) };
}
