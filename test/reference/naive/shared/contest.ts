import type { Contest } from '../../../../src/engine/rulebook/rulebook.js';
import { fraction, NOTHING, order, over, sumOf, toCents, type Fraction } from '../facts/fraction.js';
import { numberOf } from '../facts/reading.js';
import { namedStand } from '../measures.js';
import { windowReads } from '../window-reads.js';
import { decidedWindows, settlingDay, takingPart } from './decided.js';
import { settled } from './settled.js';
import { lastOf, periodOf, type Decided, type Part, type Program } from './program.js';

type Ranked = ReturnType<typeof takingPart>[number] & {
  readonly score: Fraction;
  readonly breaks: readonly Fraction[];
};

/**
 * The prizes of a contest, window by window. After the cut-off a winner keeps the place while the result, as known now, is at least that of the first behind
 * the place, and the minimum.
 */
export function prizesOf(program: Program, id: string): readonly Part[] {
  return decidedWindows(program, id).flatMap((decided) => {
    const { formula } = decided.incentive;
    if (formula.kind !== 'contest') return [];
    return settled(program, decided, {
      found: (known) => prizesIn(known, decided, formula),
      keeps: (then) => keepingPlaces(then, program, { decided, contest: formula }),
    });
  });
}

function keepingPlaces(
  then: Program,
  now: Program,
  { decided, contest }: { decided: Decided; contest: Contest },
): (person: string) => boolean {
  const [before, after] = [rankedIn(then, decided, contest), rankedIn(now, decided, contest)];
  return (person) => {
    const [won, left] = [before, after].map((all) => all.find(({ stay }) => stay.person === person));
    if (!won || !left) return false;
    const behind = before.filter((other) => beats(won, other, contest));
    const next = behind.find((one) => !behind.some((other) => beats(other, one, contest)));
    const sign = next ? order(left.score, next.score) : 0;
    return contest.best === 'highest' ? sign >= 0 : sign <= 0;
  };
}

function prizesIn(program: Program, decided: Decided, contest: Contest): readonly Part[] {
  const { version, incentive, window } = decided;
  const ranked = rankedIn(program, decided, contest);
  const [one] = ranked;
  if (!one) return [];
  const prizes = contest.prizes.map((prize) => numberOf(prize, windowReads(one.seen, version)) ?? NOTHING);
  const won = ranked
    .map((who) => {
      const before = ranked.filter((other) => beats(other, who, contest)).length;
      const tied = ranked.filter(
        (other) => !beats(other, who, contest) && !beats(who, other, contest),
      ).length;
      return { who, before, prize: prizeFor({ before, tied }, prizes, contest) };
    })
    .sort((a, b) => a.before - b.before || (a.who.stay.person < b.who.stay.person ? -1 : 1));
  return together(
    won.map(({ prize }) => prize),
    version.rounding.half,
  ).flatMap(({ exact, cents }, at) => {
    const who = won[at]?.who;
    if (!who || order(exact, NOTHING) === 0) return [];
    const day = settlingDay(incentive, window);
    const [person, period] = [who.stay.person, periodOf(program, decided, day)];
    const last = lastOf(program, who.credits);
    return [
      {
        person,
        incentive: incentive.id,
        window,
        period,
        day,
        version,
        exact,
        cents,
        isTogether: true,
        ...last,
      },
    ];
  });
}

/** Who has a score and reaches the minimum. */
function rankedIn(program: Program, decided: Decided, contest: Contest): readonly Ranked[] {
  const { version } = decided;
  return takingPart(program, decided).flatMap((who) => {
    const score = namedStand(who.seen, contest.rankBy, version);
    if (!score) return [];
    if (contest.minimum !== null) {
      const minimum = numberOf(contest.minimum, windowReads(who.seen, version));
      if (!minimum || order(score, minimum) < 0) return [];
    }
    const breaks = contest.breakBy.map((name) => namedStand(who.seen, name, version) ?? NOTHING);
    return [{ ...who, score, breaks }];
  });
}

/** Whether one comes before another: by the score, then, where ties are broken so, by the higher of further measures. */
function beats(one: Ranked, other: Ranked, { best, ties }: Contest): boolean {
  const sign = order(one.score, other.score);
  if (sign !== 0) return best === 'highest' ? sign > 0 : sign < 0;
  if (ties !== 'break-by') return false;
  const decides = one.breaks.findIndex((each, at) => order(each, other.breaks[at] ?? NOTHING) !== 0);
  return decides >= 0 && order(one.breaks[decides] ?? NOTHING, other.breaks[decides] ?? NOTHING) > 0;
}

/** The prize of each of those who tie for the places after so many others. */
function prizeFor(
  { before, tied }: { before: number; tied: number },
  prizes: readonly Fraction[],
  { ties }: Contest,
): Fraction {
  const theirs = prizes.slice(before, before + tied);
  if (ties === 'all-higher') return theirs[0] ?? NOTHING;
  if (ties === 'fewer' && theirs.length < tied) return NOTHING;
  return over(sumOf(theirs), fraction(tied));
}

/** Amounts in cents that make the rounded whole: each takes the whole so far to the nearest cent. */
export function together(
  amounts: readonly Fraction[],
  half: string,
): readonly { exact: Fraction; cents: bigint }[] {
  return amounts.map((exact, at) => ({
    exact,
    cents: toCents(sumOf(amounts.slice(0, at + 1)), half) - toCents(sumOf(amounts.slice(0, at)), half),
  }));
}
