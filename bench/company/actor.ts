import { EVERYTHING, type Actor } from '../../src/platform/database/actor.js';

/** Under which the bench loads, calculates and settles. */
export const BENCH: Actor = { id: 'bench', sight: EVERYTHING };
