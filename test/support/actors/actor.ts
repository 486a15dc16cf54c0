import { EVERYTHING, type Actor } from '../../../src/platform/database/actor.js';

/** Somebody who sees everything, as the command line does. */
export const seeingAll = (id: string): Actor => ({ id, sight: EVERYTHING });
