import type { Plan, Rulebook } from '../rulebook.js';

/** Everything that pays: plans, and SPIFFs beside them. */
export function payingIn({ plans, spiffs = [] }: Pick<Rulebook, 'plans' | 'spiffs'>): readonly Plan[] {
  return [...plans, ...spiffs];
}
