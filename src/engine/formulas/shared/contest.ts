import { add, compare, divide, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';

/** Somebody in a contest: what is ranked, and what decides between those who tie. */
export interface Contender {
  readonly id: string;
  readonly score: Ratio;
  readonly tieBreaks: readonly Ratio[];
}

/** A place in a contest and the prize of it, exact; several who tie have the same place. */
export interface Placed {
  readonly id: string;
  readonly place: number;
  readonly prize: Ratio;
}

/** How a contest is decided. */
export interface ContestRules {
  readonly best: 'highest' | 'lowest';
  readonly prizes: readonly Ratio[];
  readonly ties: 'share' | 'all-higher' | 'fewer' | 'break-by';
}

/**
 * Places with standard competition ranks (1, 2, 2, 4) and the prizes they win. `share`: those who tie share equally the prizes of the places they take;
 * 1,500 and 600 for two on the second place are 1,050 each. `all-higher`: each has the prize of the place. `fewer`: where not all who tie can have one,
 * none of them has. `break-by`: further measures decide; who ties in all of them shares. Exact: cents are for who pays.
 */
export function placesOf(contenders: readonly Contender[], rules: ContestRules): readonly Placed[] {
  const sign = rules.best === 'highest' ? -1 : 1;
  const order = (a: Contender, b: Contender): number =>
    compareScores(a, b, { sign, breaks: rules.ties === 'break-by' });
  const ranked = [...contenders].sort((a, b) => order(a, b) || (a.id < b.id ? -1 : 1));
  const placed: Placed[] = [];
  for (let at = 0; at < ranked.length;) {
    const first = ranked[at];
    if (!first) break;
    const tied = ranked.slice(at).filter((each) => order(first, each) === 0);
    const prize = prizeOf(at, tied.length, rules);
    for (const { id } of tied) placed.push({ id, place: at + 1, prize });
    at += tied.length;
  }
  return placed;
}

function compareScores(a: Contender, b: Contender, by: { sign: number; breaks: boolean }): number {
  const scores = compare(a.score, b.score) * by.sign;
  if (scores !== 0 || !by.breaks) return scores;
  for (let at = 0; at < a.tieBreaks.length; at += 1) {
    const decided = compare(b.tieBreaks[at] ?? ZERO, a.tieBreaks[at] ?? ZERO);
    if (decided !== 0) return decided;
  }
  return 0;
}

function prizeOf(from: number, tied: number, { prizes, ties }: ContestRules): Ratio {
  const taken = prizes.slice(from, from + tied);
  if (ties === 'all-higher') return taken[0] ?? ZERO;
  if (ties === 'fewer' && taken.length < tied) return ZERO;
  const sum = taken.reduce(add, ZERO);
  return divide(sum, ratio(BigInt(tied)));
}
