import type { Finding } from './finding.js';
import type { Rulebook } from './rulebook.js';

/** Everything wrong with the meaning of a rulebook. Paths start with the part of the rulebook: `plans.0.incentives.1.tiers`. */
export function checkRulebook(_rulebook: Rulebook): Finding[] {
  return [];
}
