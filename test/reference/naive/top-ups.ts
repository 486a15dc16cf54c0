import type { Earns } from './reference.js';
import type { Stay, World } from './world.js';

/** What the plan as a whole puts on top of its incentives, or takes off. */
export function topUpsOf(_world: World, _stay: Stay, _paid: readonly string[]): readonly Earns[] {
  return [];
}
