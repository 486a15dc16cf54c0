import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';

/**
 * Under which it is read again what a calculation read: with half of the facts a rule would come out otherwise than it did. What is
 * shown of it is decided by what the viewer sees.
 */
export const JUDGING: Actor = { id: 'judging', sight: EVERYTHING };
