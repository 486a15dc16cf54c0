import { sayVerdict } from '../../../conditions/verdict/say-verdict.js';
import { sayRate } from '../../../explain/say-numbers.js';
import type { Verdict } from '../../../conditions/verdict/verdict.js';
import { whyNot } from '../../../conditions/verdict/why-not.js';
import { poolParts } from '../../../formulas/shared/pool.js';
import { add, compare, divide, multiply, ONE, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { measureNamed } from '../../../rulebook/reads/main-measure.js';
import { settlesOn } from '../../../rulebook/reads/settling.js';
import type { Pool } from '../../../rulebook/rulebook.js';
import { contributing } from '../../earn/standing/contributions.js';
import { StandingWindow } from '../../earn/standing/standing-window.js';
import { nothingOf } from './nothing.js';
import { hasPart, prizeOf } from './prize.js';
import type { Contestant, Paid, Sharing } from '../sharing.js';
import type { SharedWindow } from './shared-windows.js';

/** Somebody who has a part, and how much of it. */
interface Sharer {
  readonly id: string;
  readonly weight: Ratio;
  readonly who: Contestant;
  readonly standing: StandingWindow;
}

interface Candidate extends Sharer {
  readonly verdict: Verdict | null;
}

/**
 * The parts of a pool for a window that is over: shared among those with a credit in it, or a result where results count, for whom its condition holds, in
 * equal parts or in proportion.
 */
export function poolPay(at: SharedWindow, pool: Pool, sharing: Sharing): readonly Paid[] {
  const { window, version } = at;
  const sharers = sharersIn(at, pool, sharing);
  const size = sizeOf(at, pool, { sharers, sharing });
  if (!size || size.n <= 0n) return [];
  const parts = poolParts(size, sharers, version.plan.rounding.half).flatMap(({ id, exact, cents }) => {
    const sharer = sharers.find((each) => each.id === id);
    if (!sharer) return [];
    const measure = sharer.standing.named(pool.over) ?? ZERO;
    const day = settlesOn(pool.settles, window.until);
    const part = { name: 'part', value: divide(exact, size), unit: '%' };
    const sharing = { name: 'people', value: ratio(BigInt(sharers.length)), unit: 'people' };
    const by = [
      { name: 'pool', value: size, ...howLarge(pool, sharer.standing) },
      pool.sharedBy === 'equal' ? sharing : part,
    ];
    return [prizeOf(sharer.who, { formula: 'pool', tier: 'pool', measure, day, exact, cents, by }, at)];
  });
  return [...parts, ...withoutPart(at, pool, sharing)];
}

/** What a pool is a share of. */
function howLarge({ size }: Pool, standing: StandingWindow): { readonly how?: string } {
  const share = 'of' in size ? standing.number(size.share) : undefined;
  return 'of' in size && share ? { how: `${sayRate(share)} of ${size.of} of all together` } : {};
}

/** Who has a result and no part, and which test of the pool they did not pass. */
function withoutPart(at: SharedWindow, pool: Pool, sharing: Sharing): readonly Paid[] {
  return candidatesIn(at, pool, sharing).flatMap(({ who, standing, weight, verdict }) => {
    const measure = standing.named(pool.over) ?? ZERO;
    const day = settlesOn(pool.settles, at.window.until);
    const failed =
      verdict && !verdict.holds ? sayVerdict(verdict, standing.reading.how).join(' ') : undefined;
    const light = weight.n <= 0n ? `${pool.sharedBy}, by which it is shared, is not above zero.` : undefined;
    const reason = failed ?? light;
    return reason === undefined ? [] : [nothingOf(who, at, { formula: 'pool', measure, day, reason })];
  });
}

/** Who keeps the part that they had by the cut-off, as known now: who would have one still, whatever it were. */
export function partsKept(pool: Pool, at: SharedWindow, sharing: Sharing): (id: string) => boolean {
  const sharers = sharersIn(at, pool, sharing).filter(({ weight }) => compare(weight, ZERO) > 0);
  return (id) => sharers.some((each) => each.id === id);
}

function sharersIn(at: SharedWindow, pool: Pool, sharing: Sharing): readonly Sharer[] {
  return candidatesIn(at, pool, sharing).filter(({ verdict }) => verdict?.holds ?? true);
}

/** Everybody with a result, and how the pool's condition came out for them. */
function candidatesIn(at: SharedWindow, pool: Pool, { people }: Sharing): readonly Candidate[] {
  const { version } = at;
  const named = new Map(version.plan.conditions.map(({ id, when }) => [id, when]));
  return people.flatMap((who) => {
    if (!hasPart(who, at)) return [];
    const standing = standingIn(at, who);
    if (!hasResult(at, pool, standing)) return [];
    const read = (name: string): ReturnType<typeof standing.reading.read> => standing.reading.read(name);
    const verdict = pool.among && whyNot(pool.among, { read, named });
    const weight = pool.sharedBy === 'equal' ? ONE : (standing.named(pool.sharedBy) ?? ZERO);
    return [{ id: who.id, weight, who, standing, verdict }];
  });
}

/** Where results count, who has none has no part. */
function hasResult({ version, incentive }: SharedWindow, pool: Pool, standing: StandingWindow): boolean {
  return contributing(version, incentive.id) !== null || standing.named(pool.over) !== undefined;
}

function standingIn({ window, version }: SharedWindow, { measuring }: Contestant): StandingWindow {
  return new StandingWindow(measuring, version, { window, known: window.until });
}

/** The amount, or the share of what all together have of the measure; of what the company has where it is a result of the company. */
function sizeOf(
  at: SharedWindow,
  { size }: Pool,
  { sharers, sharing }: { sharers: readonly Sharer[]; sharing: Sharing },
): Ratio | undefined {
  if (!('of' in size)) return sharers[0]?.standing.number(size);
  const share = sharers[0]?.standing.number(size.share);
  const derived = measureNamed(size.of, at.version.plan)?.derived;
  const company = derived?.kind === 'reported' && derived.by === 'company';
  const of = company
    ? sharers.slice(0, 1).map(({ standing }) => standing)
    : sharing.people.map((who) => standingIn(at, who));
  const sum = of.reduce((all, standing) => add(all, standing.named(size.of) ?? ZERO), ZERO);
  return share && multiply(share, sum);
}
