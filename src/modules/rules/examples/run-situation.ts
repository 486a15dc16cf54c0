import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Situation, TestDocument } from '../documents/test-document.js';
import { compareCredits } from './compare/compare-credits.js';
import { compareDecided } from './compare/compare-decided.js';
import { compareEarned } from './compare/compare-earned.js';
import { comparePosted } from './compare/compare-posted.js';
import { compareApprovals } from './deals/compare-approvals.js';
import type { Comparing } from './compare/comparing.js';
import { cannot, type Failure } from './example-report.js';
import { gather } from './gather.js';
import { calculateKnown } from './outcome/known-calculation.js';
import { worldOf } from './world/world.js';

/**
 * Works one situation out and says everything that does not come out. What it expects is complete: whoever it names may be credited,
 * earn or be posted nothing else, for each of the three that it expects anything of; what is decided is said with every output. What cannot be worked out is a failure.
 */
export function runSituation(
  test: TestDocument,
  situation: Situation,
  rulebook: Rulebook,
): readonly Failure[] {
  const at = `situations.${test.situations.indexOf(situation)}`;
  if (situation.expect.length === 0 && situation.approvals.length === 0)
    return [cannot(at, 'This situation expects nothing, so it shows nothing.')];
  const givens = gather(test, situation);
  const judged = [
    ...compareDecided(test, { situation, givens, rulebook }),
    ...compareApprovals(test, situation, rulebook),
  ];
  if (situation.expect.every(({ what }) => what === 'decides')) return judged;
  const world = worldOf(test, situation, rulebook);
  if (world.problems.length > 0) return world.problems.map(({ path, message }) => cannot(path, message));
  const comparing: Comparing = {
    situation,
    path: `${at}.expect`,
    givens,
    world,
    calculation: calculateKnown(world),
  };
  return [...judged, ...compareCredits(comparing), ...compareEarned(comparing), ...comparePosted(comparing)];
}
