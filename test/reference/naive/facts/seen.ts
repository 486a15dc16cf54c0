import type { Day } from '../../../../src/engine/kernel/day.js';
import type { Stay, World } from './world.js';

/** Somebody's stay as it is seen at the end of the day before `known`. */
export interface Seen {
  readonly world: World;
  readonly stay: Stay;
  readonly known: Day;
}
