import { placesOf } from '../../formulas/shared/contest.js';
import { compare, roundToUnits, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Contest, Incentive } from '../../rulebook/rulebook.js';
import { contributionsOf } from '../earn/standing/contributions.js';
import { attributionOf, NO_ATTRIBUTION, standingLines } from '../earn/standing/standing-lines.js';
import { StandingWindow } from '../earn/standing/standing-window.js';
import { sharedEarning, windowsOver, type Contestant, type Paid, type Sharing } from './sharing.js';

/** The prizes of a contest, for each window of its measure that is over. Who has no credit in it, or does not reach the minimum, is not ranked. */
export function contestPay(incentive: Incentive, contest: Contest, sharing: Sharing): readonly Paid[] {
  const paid: Paid[] = [];
  for (const { window, version } of windowsOver(sharing, contest.rankBy)) {
    const at = { window, known: window.until };
    const standingOf = ({ measuring }: Contestant): StandingWindow =>
      new StandingWindow(measuring, version, at);
    const ranked = sharing.people.flatMap((who) => {
      const standing = standingOf(who);
      const score = standing.named(contest.rankBy);
      const minimum = contest.minimum && standing.number(contest.minimum);
      if (!score || (minimum && compare(score, minimum) < 0) || !hasPart(who, incentive, at)) return [];
      return [
        { id: who.id, score, tieBreaks: contest.breakBy.map((name) => standing.named(name) ?? ZERO), who },
      ];
    });
    const [first] = ranked;
    if (!first) continue;
    const reading = standingOf(first.who);
    const prizes = contest.prizes.map((prize) => reading.number(prize) ?? ZERO);
    for (const { id, place, prize } of placesOf(ranked, { best: contest.best, ties: contest.ties, prizes })) {
      const contestant = ranked.find((each) => each.id === id);
      if (!contestant || prize.n === 0n) continue;
      const day = contest.settles ?? window.until - 1;
      const won = {
        incentive,
        version,
        window,
        day,
        measure: contestant.score,
        tier: `place ${place}`,
        exact: prize,
      };
      paid.push(prizeOf(contestant.who, won, { formula: 'contest', known: window.until }));
    }
  }
  return paid;
}

function hasPart(
  { measuring }: Contestant,
  { id }: Incentive,
  at: { window: StandingWindow['at']['window']; known: number },
): boolean {
  return contributionsOf(measuring.stint, id, at).length > 0;
}

/** Somebody's part of something shared, laid on the credits that brought it. */
export function prizeOf(
  { person, id, measuring }: Contestant,
  won: Pick<
    Parameters<typeof sharedEarning>[0],
    'incentive' | 'version' | 'window' | 'day' | 'measure' | 'tier'
  > & {
    readonly exact: Ratio;
    readonly cents?: bigint;
  },
  { formula, known }: { formula: string; known: number },
): Paid {
  const { stint } = measuring;
  const { rounding } = won.version.plan;
  const cents = won.cents ?? roundToUnits(won.exact, 2, rounding.half);
  const credits = contributionsOf(stint, won.incentive.id, { window: won.window, known });
  const weighted = credits.map((credit) => ({ ...credit, weight: credit.amount }));
  const now = attributionOf({ exact: won.exact, cents }, weighted, rounding);
  const lines = standingLines(stint, credits, {
    now,
    before: NO_ATTRIBUTION,
    from: won.window.from,
    tier: won.tier,
  });
  return {
    person,
    earned: {
      earning: sharedEarning({ ...won, participant: id, formula, cents }),
      lines: adjusted([...lines], cents),
    },
  };
}

/** Cents of a part were decided among all; what its lines round to otherwise falls on the last of them. */
function adjusted(lines: Paid['earned']['lines'][number][], cents: bigint): Paid['earned']['lines'] {
  const made = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const last = lines.at(-1);
  if (!last || made === cents) return lines;
  return [...lines.slice(0, -1), { ...last, amount: last.amount + cents - made }];
}
