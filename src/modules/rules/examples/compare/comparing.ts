import type { Situation } from '../../documents/test-document.js';
import type { Givens } from '../gather.js';
import type { KnownCalculation } from '../outcome/known-calculation.js';
import type { World } from '../world/world.js';

/** A situation worked out: what it gives, the company made of it, and everything the engine finds with all of it known. */
export interface Comparing {
  readonly situation: Situation;
  /** Where the situation's expectations stand. */
  readonly path: string;
  readonly givens: Givens;
  readonly world: World;
  readonly calculation: KnownCalculation;
}
