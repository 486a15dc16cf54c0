import type { Viewer } from '../../../src/platform/identity/viewer.js';
import { EVERYTHING } from '../../../src/platform/database/actor.js';

/** Somebody who may do and see everything: where a test is not about who may what. */
export const ALL_SEEING: Viewer = {
  id: 'tester',
  login: 'tester',
  name: 'Tester',
  roles: [],
  participant: null,
  sight: EVERYTHING,
  may: () => true,
  sees: () => 'all',
};
