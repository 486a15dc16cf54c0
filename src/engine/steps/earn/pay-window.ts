import type { Day } from '../../kernel/day.js';
import { ratio, roundToUnits, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earned, Earning, ModifierWorking, WindowWorking } from '../../model/result.js';
import { capsSaid } from '../measure/caps/caps-said.js';
import type { Measuring, Standing } from '../measure/measuring.js';
import type { WindowRange } from '../measure/window-range.js';
import { groupFactOf, type PlanVersion } from '../plan-version.js';
import { unitOf } from '../../rulebook/reads/unit-of.js';
import type { Troubles } from '../troubles.js';
import { lastCounted } from './standing/contributions.js';
import { epochsOf, measuresOf, type Epoch } from './terms/epoch.js';
import { leftOver } from './terms/left-over.js';
import { linesOf } from './lines.js';
import { dealsOf, dealsPaid, type DealsPaid } from './terms/deal-pay.js';
import { groupNamed } from './terms/group-sums.js';
import { quotaMade } from './terms/quota-made.js';
import { judgeOf, modifiersOf, standingBy, type Missing } from './terms/judged.js';
import { withCut } from './terms/modify.js';
import { openingOf } from './opening.js';
import { paySlices, type PaySlice } from './pay-slices.js';
import { piecesOf, type WindowCredits } from './pieces.js';
import { RateCombinations } from './terms/rate-combinations.js';
import { payAlike, reckon, scaleOf, type Reckoned, type Window } from './reckon.js';
import { sliceTerms, type SliceTerms } from './terms/exact-terms.js';

/** One incentive of a person over one window. */
export interface PayingWindow {
  readonly id: string;
  readonly range: WindowRange;
  readonly measuring: Measuring;
  /** Negative earning the windows before left over, where the plan carries it as earning. */
  readonly owed: Ratio;
  /** What the windows before paid of deals, where they are capped. */
  readonly deals: DealsPaid;
  /** The last day any line is known of: pay periods after it have not begun. */
  readonly horizon: Day;
  readonly troubles: Troubles;
  /** Whether the modifiers are left to who asks. */
  readonly plain?: boolean;
}

/** What a window pays, and what the next one goes on from. */
export interface PaidWindow extends Pick<PayingWindow, 'owed' | 'deals'> {
  readonly earned: readonly Earned[];
}

/** Pays a window, pay period by pay period; returns what it still owes. */
export function payWindow(paying: PayingWindow): PaidWindow {
  const { id, range, measuring } = paying;
  const { version, period } = range;
  const measures = measuresOf(version, id);
  const incentive = version.incentive(id);
  if (!measures || !incentive) return { earned: [], owed: ZERO, deals: paying.deals };
  const { axis } = measures;
  const every = incentive.payEvery ?? version.plan.payEvery ?? axis.window;
  const { stint } = measuring;
  // A credit may be dated later than anything that is booked: its pay period has begun all the same.
  const horizon = Math.max(paying.horizon, lastCounted(stint, id));
  const slices = paySlices(version, period, { every, horizon });
  const credits = { stint, range, epochs: epochsOf(stint, id, period), combinations: new RateCombinations() };
  const pieces = piecesOf(credits, slices);
  const opening = {
    ...openingOf(measuring, id, range),
    owed: paying.owed,
    deals: dealsOf(pieces, paying.deals),
  };
  const { negative } = axis;
  const found: FoundWindow = { paying, credits, slices, pieces, opening, negative };
  const terms = slices.map((slice, index) => termsAt(found, slice, index));
  const window: Window = {
    unit: stint.unit,
    pieces,
    slices: terms,
    opening,
    negative,
    rounding: version.plan.rounding,
    groupOf: (group) => groupNamed(stint, groupFactOf(incentive) ?? '', group),
  };
  return paySlicesOf(found, window);
}

interface FoundWindow {
  readonly paying: PayingWindow;
  readonly credits: WindowCredits;
  readonly slices: readonly PaySlice[];
  readonly pieces: Window['pieces'];
  readonly opening: Window['opening'];
  readonly negative: Window['negative'];
}

function termsAt(found: FoundWindow, slice: PaySlice, index: number): SliceTerms {
  const { id, range, measuring, troubles } = found.paying;
  const said = new Set<string>();
  const missing: Missing = (code, message) => {
    said.add(message);
    troubles.add({ participant: measuring.stint.participant, period: slice.period.name, code, message });
  };
  let sum = found.opening.axis;
  for (const piece of found.pieces) if (piece.slice <= index) sum += piece.axis;
  const known = measuring.seenBy(id, slice.until);
  const at = { sum: ratio(sum, measuring.stint.unit), window: range.period, known };
  const judging = { id, measuring, missing, at, plain: found.paying.plain ?? false };
  const last = measuring.versionBefore(slice.until);
  const standing = standingBy(last?.incentive(id) ? last : range.version, judging);
  if (standing.lacks !== undefined) missing('TEAM_CURRENCIES', standing.lacks);
  const asAt = ({ axis, from }: Epoch): Standing | undefined =>
    axis.quotaChange === 'as-at-credit' ? measuring.stand(axis, { ...at, credit: from }) : undefined;
  return sliceTerms(found.credits, { standing, judge: judgeOf(judging), missing, said, asAt });
}

function paySlicesOf(found: FoundWindow, window: Window): PaidWindow {
  const scale = scaleOf(window);
  const earned: Earned[] = [];
  const first = window.pieces[0]?.slice ?? Infinity;
  let [before, from]: [Reckoned | null, Day] = [null, found.paying.range.period.from];
  found.slices.forEach((slice, index) => {
    if (index < first) return;
    const now = reckon(window, scale, index);
    const alike = before === null || payAlike({ window, slice: index }, before, now);
    const earning = earningOf(found, window, { slice, index, now, before });
    if (!alike || isPaid(earning) || window.pieces.some((piece) => piece.slice === index)) {
      const { credits } = found;
      earned.push({
        earning,
        lines: linesOf({ credits, from, until: slice.until, now, before: alike ? null : before }),
        byCredit: true,
      });
    }
    [before, from] = [now, slice.until];
  });
  return { earned, owed: owedAfter(before, window), deals: dealsAfter(before, found.paying) };
}

function dealsAfter(last: Reckoned | null, { deals }: PayingWindow): DealsPaid {
  return last ? dealsPaid(deals, last.end.deals, last.frame.denominator) : deals;
}

/** What waits for the next window is what this one would have taken back: pay, and therefore in cents. */
function owedAfter(last: Reckoned | null, { negative, rounding }: Window): Ratio {
  if (!last || negative !== 'carry-earning' || last.end.balance >= 0n) return ZERO;
  return ratio(roundToUnits(ratio(last.end.balance, last.frame.denominator), 2, rounding.half), 100n);
}

/** What the numbers of a working count, where it is not money, and what is paid on, where another measure picks the tier. */
function unitsOf(version: PlanVersion, id: string): Pick<WindowWorking, 'unit' | 'per' | 'paidOn'> {
  const { axis, base } = measuresOf(version, id) ?? {};
  const [unit, per] = [axis, base].map((measure) => measure && unitOf(measure, version.plan));
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(per === undefined ? {} : { per }),
    ...(base && base !== axis ? { paidOn: base.id } : {}),
  };
}

/** What is to be told of the quota beside what it is. */
function quotaOf(
  terms: SliceTerms | undefined,
  epochs: readonly Epoch[],
): Pick<WindowWorking, 'relievedFrom' | 'quotaByCredit' | 'members'> {
  const byCredit = epochs.some(({ axis }) => axis.quotaChange === 'as-at-credit');
  return { ...quotaMade(terms?.standing), ...(byCredit ? { quotaByCredit: true } : {}) };
}

/** What caps on credits left out of the measure that picks the tier. */
function capsOfWindow(
  { paying: { id, range, measuring } }: FoundWindow,
  until: Day,
): readonly ModifierWorking[] {
  const version = measuring.versionBefore(until) ?? range.version;
  const axis = measuresOf(version, id)?.axis;
  return axis ? capsSaid(measuring.stint, axis, { version, from: range.period.from, until }) : [];
}

/** What the window before left of the measure. */
function openedWith({ unit, opening: { axis } }: Window): Pick<WindowWorking, 'carried'> {
  return axis === 0n ? {} : { carried: ratio(axis, unit) };
}

/** What is paid on, where other parts of the same credits retire quota, or the incentive pays on some of what it measures only. */
function paidApart(
  { unit, pieces, opening }: Window,
  { id, version, index }: { id: string; version: PlanVersion; index: number },
): Pick<WindowWorking, 'paid'> {
  const measures = measuresOf(version, id);
  if (measures?.axis !== measures?.base) return {};
  let { axis, base } = opening;
  for (const piece of pieces) {
    if (piece.slice > index) continue;
    axis += piece.axis;
    base += piece.base;
  }
  return axis === base ? {} : { paid: ratio(base, unit) };
}

function isPaid(earning: Earning): boolean {
  return earning.amount !== 0n || earning.working.exact.n !== 0n;
}

/** What modified the pay: caps on credits, the modifiers of the plan, and what a negative left. */
function saidOf(
  found: FoundWindow,
  window: Window,
  { slice, index, now, epochs }: { slice: PaySlice; index: number; now: Reckoned; epochs: readonly Epoch[] },
): readonly ModifierWorking[] {
  const terms = window.slices[index];
  return [
    ...capsOfWindow(found, slice.until),
    ...(terms ? withCut(modifiersOf(epochs, terms.judge), now.overDeals) : []),
    ...leftOver(now, window),
  ];
}

function earningOf(
  found: FoundWindow,
  window: Window,
  at: { slice: PaySlice; index: number; now: Reckoned; before: Reckoned | null },
): Earning {
  const { paying } = found;
  const { now, before, slice } = at;
  const { measuring, range, id } = paying;
  const { plan } = measuring.versionPaying(id, slice.until) ?? range.version;
  const terms = window.slices[at.index];
  const epochs = window.pieces.filter((piece) => piece.slice <= at.index).map(({ epoch }) => epoch);
  const earlier = before ? ratio(before.end.earned, before.frame.denominator) : ZERO;
  return {
    participant: measuring.stint.participant,
    incentive: id,
    plan: plan.id,
    version: plan.fingerprint,
    period: slice.period,
    window: range.period,
    currency: plan.currency,
    measure: terms?.standing.measure ?? ZERO,
    quota: terms?.standing.quota ?? null,
    attainment: terms?.standing.attainment ?? null,
    amount: now.end.cents - (before?.end.cents ?? 0n),
    working: {
      formula: now.formula,
      tiers: now.tiers,
      modifiers: saidOf(found, window, { ...at, epochs }),
      earlier,
      exact: subtract(ratio(now.end.earned, now.frame.denominator), earlier),
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per ${plan.rounding.per}`,
      ...unitsOf(range.version, id),
      ...quotaOf(terms, epochs),
      ...openedWith(window),
      ...paidApart(window, { id, version: range.version, index: at.index }),
    },
    reason: terms && terms.said.size > 0 ? [...terms.said].join(' ') : null,
  };
}
