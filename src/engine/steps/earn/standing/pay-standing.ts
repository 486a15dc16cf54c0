import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { add, roundToUnits, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Earned, Earning, EarningLine } from '../../../model/result.js';
import { mainMeasure } from '../../../rulebook/reads/main-measure.js';
import type { Modifier, WindowName } from '../../../rulebook/rulebook.js';
import type { Measuring } from '../../measure/measuring.js';
import type { Stint } from '../../measure/stint.js';
import type { PlanVersion } from '../../plan-version.js';
import type { Troubles } from '../../troubles.js';
import { paySlices, type PaySlice } from '../pay-slices.js';
import { contributing, contributionsOf, lastCounted, type Contribution } from './contributions.js';
import { innerPay, type InnerPay } from './inner-pay.js';
import { modifiedPay, type Before, type Modifying } from './limits.js';
import { earningOf, type EarningAt } from './standing-earning.js';
import {
  attributionOf,
  NO_ATTRIBUTION,
  standingLines,
  type Attribution,
  type Weighted,
} from './standing-lines.js';
import { StandingWindow } from './standing-window.js';
import type { StreamedWindow } from './streamed-windows.js';
import { windowName, windowsToPay } from './windows-to-pay.js';

/** One incentive of a person that is paid by where its windows stand. */
export interface PayingStanding {
  readonly id: string;
  readonly measuring: Measuring;
  /** The last day anything is known of. */
  readonly horizon: Day;
  readonly troubles: Troubles;
  /** What another incentive earned within a window by a day, pay period by pay period; undefined where there is none of that name. */
  readonly earnings: (
    name: string,
    at: { window: NamedPeriod; known: Day },
  ) => readonly Earning[] | undefined;
  /** The same incentive's windows, where its credits make what its limits are put on. */
  readonly streamed: readonly StreamedWindow[];
  /** Whether the modifiers are left out. */
  readonly plain?: boolean;
}

/** What a window had come to by the end of a pay period. */
interface Reached {
  readonly exact: Ratio;
  readonly cents: bigint;
  readonly attribution: Attribution;
  readonly stages: readonly Ratio[];
  /** Whether each credit has what it earned by itself, as no limit changed the whole. */
  readonly byCredit: boolean;
}

const NOTHING: Reached = { exact: ZERO, cents: 0n, attribution: NO_ATTRIBUTION, stages: [], byCredit: true };

/** Pays an incentive window by window and pay period by pay period: what the window has come to, less what it had by the end of the period before. */
export function* payStanding(paying: PayingStanding): Generator<Earned> {
  const done: { window: NamedPeriod; exact: Ratio }[] = [];
  let carried = ZERO;
  const horizon = Math.max(paying.horizon, lastCounted(paying.measuring.stint, paying.id));
  for (const { window, version } of windowsToPay(paying.measuring.stint, paying.id, horizon)) {
    const incentive = version.incentive(paying.id);
    if (!incentive) continue;
    const every = incentive.payEvery ?? version.plan.payEvery ?? windowName(version, incentive);
    let [before, from, over] = [NOTHING, window.from, ZERO];
    for (const slice of paySlices(version, window, { every, horizon })) {
      // Nobody is paid for a period that ended before they came.
      if (slice.until <= paying.measuring.stint.segment.from) continue;
      const found = paySlice(paying, { window, slice, before, from, done, carried, every });
      before = found.reached;
      over = found.over;
      from = slice.until;
      if (found.earned) yield found.earned;
    }
    done.push({ window, exact: before.exact });
    carried = over;
  }
}

interface SliceAt {
  readonly window: NamedPeriod;
  readonly slice: PaySlice;
  readonly before: Reached;
  readonly from: Day;
  readonly done: readonly { readonly window: NamedPeriod; readonly exact: Ratio }[];
  readonly carried: Ratio;
  readonly every: WindowName;
}

interface PaidSlice {
  readonly reached: Reached;
  readonly over: Ratio;
  readonly earned: Earned | null;
}

function paySlice(paying: PayingStanding, at: SliceAt): PaidSlice {
  const { id, measuring } = paying;
  const { window, slice, before } = at;
  const known = slice.until;
  const version = measuring.versionPaying(id, known);
  const incentive = version?.incentive(id);
  if (!version || !incentive) return { reached: before, over: ZERO, earned: null };
  const seen = measuring.seenBy(id, known);
  const standing = new StandingWindow(measuring, version, {
    window,
    known: seen,
    earnings: (name) => paying.earnings(name, { window, known }),
  });
  const inner = innerPay(id, paying.streamed, { version, incentive, standing, window, known });
  const modifying = modifiedPay(inner.total, paying.plain ? [] : incentive.modify, {
    window: standing,
    before: limitsBefore(version, at),
  });
  const { rounding } = version.plan;
  const exact = modifying.amount;
  const cents = roundToUnits(exact, 2, rounding.half);
  const contributions = contributionsOf(measuring.stint, id, { window, known: seen });
  const attribution = attributionOf(
    { exact, cents },
    { credits: weighted(contributions, inner, measuring.stint), rest: inner.rest ?? 0n },
    rounding,
  );
  const byCredit = inner.weights !== null && inner.rest === undefined && modifying.isEven;
  const reached = { exact, cents, attribution, stages: modifying.stages, byCredit };
  const measure = mainMeasure(incentive, version.plan);
  const where = { ...at, id, version, known, measuring, measure, standing, inner, modifying, contributions };
  const earned = earnedOf(paying, where, reached);
  return {
    reached,
    over: modifying.over,
    earned: earned && { ...earned, byCredit: byCredit && before.byCredit },
  };
}

function weighted(
  contributions: readonly Contribution[],
  { weights }: InnerPay,
  stint: Stint,
): readonly Weighted[] {
  return contributions.map((each) => ({
    ...each,
    weight: weights ? (weights.get(stint.credits.line[each.place] ?? 0) ?? 0n) : each.amount,
  }));
}

interface EarnedWhere extends SliceAt, Omit<EarningAt, 'before'> {
  readonly inner: InnerPay;
  readonly modifying: Modifying;
  readonly contributions: readonly Contribution[];
  readonly standing: StandingWindow;
}

/** The earning with its lines, where there is something to tell: pay, credits of the period, or why there is nothing once the window is over. */
function earnedOf(paying: PayingStanding, where: EarnedWhere, reached: Reached): Earned | null {
  const { id, known, window, inner, modifying, contributions, from } = where;
  const { stint } = paying.measuring;
  const isOver = known >= window.until;
  const unknown = modifying.unknown.map((name) => `${name} is not known, so ${id} is paid without it.`);
  const said = [...inner.said, ...unknown, ...lackOf(where)].filter(
    (message) => isOver || !/^(?:measure|attainment)\./.test(message),
  );
  for (const message of said) {
    const trouble = { participant: stint.participant, period: where.slice.period.name, message };
    paying.troubles.add({ ...trouble, code: 'NOT_KNOWN' });
  }
  const earning = earningOf(where, {
    exact: reached.exact,
    cents: reached.cents,
    working: [...inner.leftOver, ...modifying.working],
    parts: inner.parts,
    formula: inner.formula,
    per: inner.per,
    paidOn: inner.paidOn,
    paid: inner.paid,
    reason: reasonOf(said, inner.because, reached.cents),
  });
  const lines = [...linesOf(where, reached)];
  const hasOwn = contributions.some(({ place }) => (stint.dates[place] ?? 0) >= from);
  // Groups may gain and lose as much as each other: nothing is paid, and what lies on their credits moves.
  const isPaid = earning.amount !== 0n || earning.working.exact.n !== 0n || lines.some(moves);
  // Where no credit could say so, the end of the window says why it pays nothing.
  const tells =
    contributing(where.version, id) === null && inner.parts.length + (inner.because?.length ?? 0) > 0;
  if (!isPaid && !hasOwn && !(isOver && (tells || said.length > 0 || hasResult(where)))) return null;
  return { earning, lines };
}

function linesOf(
  { measuring: { stint }, contributions, before, from, inner }: EarnedWhere,
  { attribution: now }: Reached,
): Iterable<EarningLine> {
  // Objectives pay together, so that no one of them names the line.
  const tier = inner.formula === 'mbo' ? '' : (inner.parts.at(-1)?.id ?? '');
  return standingLines(stint, contributions, {
    now,
    before: before.attribution,
    from,
    stood: inner.stood,
    tier,
  });
}

function moves({ exact, amount }: EarningLine): boolean {
  return exact.n !== 0n || amount !== 0n;
}

/** Why the team has no quota, though its people have. */
function lackOf({ measure, measuring, known, version }: EarnedWhere): readonly string[] {
  const standing = measure?.teamQuota && measuring.standing(measure.id, { known, version });
  return standing?.lacks === undefined ? [] : [standing.lacks];
}

/** Whether somebody handed in the result that pay goes by: then it is told what came of it, and be it nothing. */
function hasResult({ measure, standing }: EarnedWhere): boolean {
  return measure?.derived?.kind === 'reported' && standing.named(`measure.${measure.id}`) !== undefined;
}

function reasonOf(said: readonly string[], because: string | null, cents: bigint): string | null {
  if (said.length > 0) return said.join(' ');
  return because !== null && cents === 0n ? because.replaceAll('\n', ' ') : null;
}

/** What the windows before left for the limits. */
function limitsBefore(version: PlanVersion, at: SliceAt): Before {
  const shorter = ({ window }: Extract<Modifier, { kind: 'cap' | 'floor' }>): boolean =>
    window === at.every && version.periodOn(window, at.window.from)?.until !== at.window.until;
  return {
    carried: at.carried,
    stages: at.before.stages,
    isPerPeriod: shorter,
    earnedIn: (modifier) => {
      const longer = modifier.window && version.periodOn(modifier.window, at.window.from);
      if (!longer) return ZERO;
      return at.done
        .filter(({ window }) => window.from >= longer.from && window.until <= longer.until)
        .reduce((sum, { exact }) => add(sum, exact), ZERO);
    },
  };
}
