import { sightOf } from '../../../platform/database/actor.js';
import type { Viewer } from '../../../platform/identity/viewer.js';

/** Whose requests somebody sees: everybody's, those of the days on which people report to them, and those that they are asked for. */
export interface Sees {
  readonly all: boolean;
  /** The participant as whom one acts. */
  readonly own: string | null;
  /** Those who report to one, and oneself. */
  readonly people: readonly string[];
}

/** What somebody sees of requests. */
export function seesOf(viewer: Viewer): Sees {
  const { pay } = sightOf(viewer);
  const { participant } = viewer;
  const people = pay === 'all' ? [] : [...pay.keys()];
  return {
    all: viewer.sees('approvals') === 'all',
    own: participant,
    people: participant === null || people.includes(participant) ? people : [...people, participant],
  };
}
