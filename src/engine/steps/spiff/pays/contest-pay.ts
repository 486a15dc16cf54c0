import { centsTogether } from '../../../formulas/shared/cents-together.js';
import { placesOf, type Contender } from '../../../formulas/shared/contest.js';
import { compare, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Contest } from '../../../rulebook/rulebook.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import { hasPart, prizeOf } from './prize.js';
import type { Contestant, Paid, Sharing } from '../sharing.js';
import type { SharedWindow } from './shared-windows.js';

interface Ranked extends Contender {
  readonly who: Contestant;
  readonly standing: StandingWindow;
}

/**
 * The prizes of a contest for a window that is over. Who has no credit in it, or does not reach the minimum, is not ranked. Cents are rounded over all
 * prizes in the order of places, then of ids, so that they make what the prizes are together.
 */
export function contestPay(at: SharedWindow, contest: Contest, sharing: Sharing): readonly Paid[] {
  const ranked = rankedIn(at, contest, sharing);
  const { version, window } = at;
  const prizes = contest.prizes.map((prize) => ranked[0]?.standing.number(prize) ?? ZERO);
  const places = placesOf(ranked, { best: contest.best, ties: contest.ties, prizes });
  const cents = centsTogether(
    places.map(({ prize }) => prize),
    version.plan.rounding.half,
  );
  return places.flatMap(({ id, place, prize }, index) => {
    const winner = ranked.find((each) => each.id === id);
    if (!winner || prize.n === 0n) return [];
    const won = {
      formula: 'contest',
      tier: `place ${place}`,
      measure: winner.score,
      day: contest.settles ?? window.until - 1,
      exact: prize,
      cents: cents[index] ?? 0n,
    };
    return [prizeOf(winner.who, won, at)];
  });
}

function rankedIn(at: SharedWindow, contest: Contest, { people }: Sharing): readonly Ranked[] {
  const known = { window: at.window, known: at.window.until };
  return people.flatMap((who) => {
    if (!hasPart(who, at)) return [];
    const standing = new StandingWindow(who.measuring, at.version, known);
    const score = standing.named(contest.rankBy);
    if (!score || !reaches(score, contest, standing)) return [];
    const tieBreaks = contest.breakBy.map((name) => standing.named(name) ?? ZERO);
    return [{ id: who.id, score, tieBreaks, who, standing }];
  });
}

/** Where the minimum is not known, nobody reaches it. */
function reaches(score: Ratio, { minimum }: Contest, standing: StandingWindow): boolean {
  if (minimum === null) return true;
  const wanted = standing.number(minimum);
  return wanted !== undefined && compare(score, wanted) >= 0;
}
