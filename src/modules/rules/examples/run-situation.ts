import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Situation, TestDocument } from '../documents/test-document.js';
import { compareCredits } from './compare/compare-credits.js';
import { compareEarned } from './compare/compare-earned.js';
import { comparePosted } from './compare/compare-posted.js';
import type { Comparing } from './compare/comparing.js';
import type { Failure } from './example-report.js';
import { gather } from './gather.js';
import { calculateKnown } from './outcome/known-calculation.js';
import { worldOf } from './world/world.js';

/**
 * Works one situation out and says everything that does not come out. What it expects is complete: whoever it names may be credited,
 * earn or be posted nothing else, for each of the three that it expects anything of. What cannot be worked out is a failure.
 */
export function runSituation(
  test: TestDocument,
  situation: Situation,
  rulebook: Rulebook,
): readonly Failure[] {
  const at = `situations.${test.situations.indexOf(situation)}`;
  const cannot = (path: string, what: string): Failure => ({
    path,
    what,
    given: [],
    expected: null,
    got: null,
    working: [],
  });
  if (situation.expect.length === 0)
    return [cannot(at, 'This situation expects nothing, so it shows nothing.')];
  const world = worldOf(test, situation, rulebook);
  if (world.problems.length > 0) return world.problems.map(({ path, message }) => cannot(path, message));
  const comparing: Comparing = {
    situation,
    path: `${at}.expect`,
    givens: gather(test, situation),
    world,
    calculation: calculateKnown(world),
  };
  return [...compareCredits(comparing), ...compareEarned(comparing), ...comparePosted(comparing)];
}
