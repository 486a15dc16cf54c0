import { centsTogether } from '../../../formulas/shared/cents-together.js';
import { sayIn } from '../../../explain/say-numbers.js';
import { placesOf, type Contender, type Placed } from '../../../formulas/shared/contest.js';
import { compare, multiply, ONE, ratio, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Stood } from '../../../model/result.js';
import { unitOfName } from '../../../rulebook/reads/unit-of.js';
import { settlesOn } from '../../../rulebook/reads/settling.js';
import type { Contest } from '../../../rulebook/rulebook.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import { nothingOf } from './nothing.js';
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
  const day = settlesOn(contest.settles, window.until);
  const won = places.flatMap(({ id, place, prize }, index) => {
    const winner = ranked.find((each) => each.id === id);
    if (!winner) return [];
    const told = { formula: 'contest', measure: winner.score, day };
    if (prize.n === 0n) {
      const reason = whyNoPrize(place, contest);
      return [nothingOf(winner.who, at, { ...told, reason })];
    }
    const by = sharedBy(places, { place, prize }, contest);
    const won = { ...told, tier: `place ${place}`, exact: prize, cents: cents[index] ?? 0n, by };
    return [prizeOf(winner.who, won, at)];
  });
  return [...won, ...belowMinimum(at, contest, sharing)];
}

/** The prizes that several who tie share, and how many they are. */
function sharedBy(
  places: readonly Placed[],
  { place, prize }: Pick<Placed, 'place' | 'prize'>,
  { ties }: Contest,
): readonly Stood[] {
  const tied = ratio(BigInt(places.filter((each) => each.place === place).length));
  if (ties === 'all-higher' || compare(tied, ONE) === 0) return [];
  return [
    { name: 'prizes', value: multiply(prize, tied) },
    { name: 'people', value: tied, unit: 'people' },
  ];
}

/** A place without a prize: beyond the prizes, or shared by too many. */
function whyNoPrize(place: number, { prizes }: Contest): string {
  if (place <= prizes.length) return `place ${place} is shared by more than there are prizes left for.`;
  return `place ${place} has no prize; ${prizes.length === 1 ? 'only the first has one' : `the first ${prizes.length} have one`}.`;
}

/** Who has a result and is not ranked, since it is below the minimum. */
function belowMinimum(at: SharedWindow, contest: Contest, { people }: Sharing): readonly Paid[] {
  const { minimum, rankBy } = contest;
  if (minimum === null) return [];
  const { plan } = at.version;
  const say = (value: Ratio): string =>
    sayIn(value, { unit: unitOfName(rankBy, plan), currency: plan.currency });
  return people.flatMap((who) => {
    if (!hasPart(who, at)) return [];
    const standing = new StandingWindow(who.measuring, at.version, {
      window: at.window,
      known: at.window.until,
    });
    const [score, wanted] = [standing.named(rankBy), standing.number(minimum)];
    if (!score || !wanted || compare(score, wanted) >= 0) return [];
    const reason = `${say(score)} is below the minimum of ${say(wanted)}, by ${say(subtract(wanted, score))}.`;
    const day = settlesOn(contest.settles, at.window.until);
    return [nothingOf(who, at, { formula: 'contest', measure: score, day, reason })];
  });
}

/**
 * Who keeps what they won by the cut-off, as known now: whose result is still at least that of the first who stood behind their place, and what the minimum
 * asks.
 */
export function placesKept(
  contest: Contest,
  at: { readonly settled: SharedWindow; readonly now: SharedWindow },
  sharing: { readonly settled: Sharing; readonly now: Sharing },
): (id: string) => boolean {
  const [then, now] = [
    rankedIn(at.settled, contest, sharing.settled),
    rankedIn(at.now, contest, sharing.now),
  ];
  const places = placesOf(then, { best: contest.best, ties: contest.ties, prizes: [] });
  const sign = contest.best === 'highest' ? 1 : -1;
  return (id) => {
    const own = places.find((each) => each.id === id);
    const left = now.find((each) => each.id === id);
    const next = own && places.find(({ place }) => place > own.place);
    const needed = then.find((each) => each.id === next?.id);
    return left !== undefined && (!needed || compare(left.score, needed.score) * sign >= 0);
  };
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
