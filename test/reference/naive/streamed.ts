import type { NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Incentive, Measure, Modifier, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { readsOfCredit, type Credit } from './facts/credits.js';
import {
  fraction,
  least,
  minus,
  most,
  NOTHING,
  order,
  over,
  plus,
  sumOf,
  times,
  toCents,
  WHOLE,
  type Fraction,
} from './facts/fraction.js';
import type { CreditPay } from './facts/pay.js';
import type { Seen } from './facts/seen.js';
import {
  addsOf,
  clipped,
  creditsIn,
  idOf,
  incentiveOf,
  isCounted,
  openingOf,
  paysAsRetires,
  type Counting,
} from './measures.js';
import { measuresOf, type Streamed } from './main-measure.js';
import { aboveStart, everything, slices, tierAt, type Tier } from './tiers/tiers.js';
import { tiersOf } from './tiers/of-credit.js';
import { aboveStretch, alongStretch } from './tiers/stretch.js';
import { leftOfDeal, type DealPay, type EarnedByDeals } from './deals/earned.js';
import { multiplierOf } from './window-reads.js';

/** One incentive over one window of a stay, credit by credit. */
export interface Streaming {
  readonly seen: Seen;
  readonly id: string;
  /** The version that says what a negative means and how is rounded. */
  readonly plan: Plan;
  readonly window: NamedPeriod;
  /** Negative earning that the windows before left over. */
  readonly owed: Fraction;
  /** What deals earned in the windows before. */
  readonly deals: EarnedByDeals;
  /** Without its modifiers. */
  readonly plain: boolean;
}

/** What a window has earned by the end of the days that are seen. */
export interface Paid {
  readonly exact: Fraction;
  readonly cents: bigint;
  readonly owed: Fraction;
  /** What each credit has of it, so that in cents they make the whole. */
  readonly parts: readonly CreditPay[];
  /** What deals have earned by the end of it. */
  readonly deals: EarnedByDeals;
}

/** A credit in its window: the sums before and after it, clipped where the plan says so. */
interface Step {
  readonly credit: Credit;
  readonly isPaid: boolean;
  readonly before: Fraction;
  readonly after: Fraction;
  readonly base: Fraction;
  /** What the credit moves the axis by and is paid on, before anything is clipped. */
  readonly alone: { readonly moves: Fraction; readonly base: Fraction };
  readonly group: string;
}

/** What the credits of a window earn by the end of the days that are seen. */
export function payStreamed(streaming: Streaming): Paid {
  const { id, plan } = streaming;
  const incentive = incentiveOf(plan, id);
  const formula = incentive?.formula as Streamed;
  const { negative } = measuresOf(plan, { formula }).axis;
  const steps = stepsOf(streaming);
  const deals = new Map(streaming.deals);
  const earned = steps.map((step) =>
    modified(streaming, step, { earned: earnedBy(streaming, step, { steps }), deals }),
  );
  let balance = streaming.owed;
  const paid = earned.map((each) => {
    const before = balance;
    balance = plus(balance, each);
    return negative === 'carry-earning' ? minus(most(NOTHING, balance), most(NOTHING, before)) : each;
  });
  // What waits is pay, so it is in cents.
  const waiting = toCents(least(NOTHING, balance), plan.rounding.half);
  const owed = negative === 'carry-earning' ? fraction(waiting, 100n) : NOTHING;
  const parts = partsOf(plan, steps, paid);
  return {
    exact: sumOf(paid),
    cents: parts.reduce((sum, { cents }) => sum + cents, 0n),
    owed,
    parts,
    deals,
  };
}

/** Whether tiers start anew with each line or booking. */
function isGrouped(formula: Streamed): boolean {
  return formula.kind === 'tiers' && (formula.grain === 'line' || formula.grain === 'booking');
}

/** The fact of which each value stands as a window of its own would. */
function groupFact(formula: Streamed): string | undefined {
  return formula.kind !== 'override' && formula.grain === 'group' ? formula.groupBy : undefined;
}

/** Cents: of the sum of all, or of each line or booking; each credit takes what has come together so far to the nearest cent. */
function partsOf(
  { rounding: { per, half } }: Plan,
  steps: readonly Step[],
  paid: readonly Fraction[],
): readonly CreditPay[] {
  const sums = new Map<string, Fraction>();
  return steps.map(({ credit }, at) => {
    const { booking, line } = credit.line;
    const key = per === 'line' ? `${booking} ${line}` : per === 'booking' ? booking : '';
    const [before, exact] = [sums.get(key) ?? NOTHING, paid[at] ?? NOTHING];
    const after = plus(before, exact);
    sums.set(key, after);
    return { credit, exact, cents: toCents(after, half) - toCents(before, half) };
  });
}

/** The credits that move the axis or are paid on, in order, with the sums before and after each. */
function stepsOf({ seen, id, plan, window }: Streaming): readonly Step[] {
  const own = incentiveOf(plan, id)?.formula as Streamed;
  const measures = measuresOf(plan, { formula: own });
  const grouped = isGrouped(own);
  const opens = (of: string): [Fraction, Fraction] =>
    openingsOf({ seen, id, plan, window }, measures, (credit) => groupOf(seen, own, credit) === of);
  const sums = new Map<string, [Fraction, Fraction]>();
  let group = '';
  return creditsIn(seen, { from: window.from, until: Math.min(window.until, seen.known) }).flatMap(
    (credit) => {
      const formula = incentiveOf(credit.version, id)?.formula as Streamed | undefined;
      if (!formula) return [];
      const of = measuresOf(credit.version, { formula });
      const moves = isCounted(seen, credit, { measure: of.axis.id });
      const isPaid = isCounted(seen, credit, { measure: of.base.id, incentive: id });
      if (!moves && !isPaid) return [];
      const next = groupOf(seen, own, credit);
      if (grouped && next !== group) sums.set(next, [NOTHING, NOTHING]);
      group = next;
      const [axisBefore, baseBefore] = sums.get(group) ?? opens(group);
      const alone = {
        moves: moves ? addsOf(seen, credit, { id: of.axis.id, window }) : NOTHING,
        base: isPaid ? addsOf(seen, credit, { id: of.base.id, window, isPaid }) : NOTHING,
      };
      const [axis, base] = [plus(axisBefore, alone.moves), plus(baseBefore, alone.base)];
      sums.set(group, [axis, base]);
      const clip = (sum: Fraction): Fraction => (grouped ? sum : clipped(sum, measures.axis));
      return {
        credit,
        isPaid,
        group,
        before: clip(axisBefore),
        after: clip(axis),
        base: minus(clip(base), clip(baseBefore)),
        alone,
      };
    },
  );
}

/**
 * What the axis and the base open the window with. A base that is only a part of its measure, by the version on the first credit that counts, carries
 * the negative of that part; another what its measure left.
 */
function openingsOf(
  { seen, id, plan, window }: Pick<Streaming, 'seen' | 'id' | 'plan' | 'window'>,
  { axis, base }: { axis: Measure; base: Measure },
  isOfGroup: (credit: Credit) => boolean,
): [Fraction, Fraction] {
  const first = creditsIn(seen, window).find(
    (credit) =>
      isCounted(seen, credit, { measure: axis.id }) || isCounted(seen, credit, { measure: base.id }),
  );
  const opened = incentiveOf(first?.version ?? plan, id) ?? incentiveOf(plan, id);
  const isPart = opened?.when !== null;
  const own = isPart || !paysAsRetires(seen) ? { incentive: id } : {};
  const part: Counting = { measure: base.id, isPaid: true, ...own, ...(isPart ? {} : { orWithout: true }) };
  const brought = ({ isPaid, ...counting }: Counting): Fraction => {
    const adding = { id: counting.measure, window, ...(isPaid ? { isPaid } : {}) };
    const counted = creditsBefore(seen, id, window).filter(
      (credit) => isOfGroup(credit) && isCounted(seen, credit, counting),
    );
    return sumOf(counted.map((credit) => addsOf(seen, credit, adding)));
  };
  const opens = (counting: Counting): Fraction =>
    plus(openingOf(seen, counting, { plan, window }), brought(counting));
  return [opens({ measure: axis.id }), opens(part)];
}

/** The credits of a window before a later version brings the incentive: its measures add up all the same. */
function creditsBefore(seen: Seen, id: string, window: NamedPeriod): readonly Credit[] {
  const credits = creditsIn(seen, { from: window.from, until: Math.min(window.until, seen.known) });
  const first = credits.findIndex(({ version }) => incentiveOf(version, id));
  return credits.slice(0, Math.max(0, first));
}

/** The line or booking that tiers start anew with, or the value of the fact that makes groups; what is unknown is one too. */
function groupOf(seen: Seen, formula: Streamed, credit: Credit): string {
  const { booking, line } = credit.line;
  const fact = groupFact(formula);
  if (fact !== undefined) {
    const value = readsOfCredit(seen.world, credit)(fact);
    return typeof value === 'object' ? `number ${value.n} ${value.d}` : `${typeof value} ${value ?? ''}`;
  }
  if (!isGrouped(formula)) return '';
  return formula.kind === 'tiers' && formula.grain === 'line' ? `${booking} ${line}` : booking;
}

/** What a credit earns before the modifiers. */
function earnedBy(streaming: Streaming, step: Step, by: { steps: readonly Step[] }): Fraction {
  const incentive = incentiveOf(step.credit.version, streaming.id);
  const formula = incentive?.formula as Streamed;
  if (!incentive || !step.isPaid) return NOTHING;
  const tiers = tiersOf(streaming, step.credit, { incentive, formula });
  if (tiers === undefined) return NOTHING;
  if (!Array.isArray(tiers)) return times(step.base, tiers as Fraction);
  if (formula.kind !== 'tiers') throw new Error('tiers of a formula without tiers');
  const isAlike =
    paysAsRetires(streaming.seen) &&
    by.steps.every(({ isPaid, alone }) => !isPaid || order(alone.base, alone.moves) === 0);
  const total = by.steps.filter(({ group }) => group === step.group).at(-1)?.after ?? NOTHING;
  if (!isGrouped(formula)) return byMode(tiers, step, { formula, incentive, total, isAlike });
  // A line or booking stands for itself: tiers start anew with it, and a negative one takes back what its mirror would earn.
  if (order(total, NOTHING) >= 0) return byMode(tiers, step, { formula, incentive, total, isAlike });
  const minusOf = (each: Fraction): Fraction => minus(NOTHING, each);
  const mirrored = {
    ...step,
    before: minusOf(step.before),
    after: minusOf(step.after),
    base: minusOf(step.base),
    alone: { moves: minusOf(step.alone.moves), base: minusOf(step.alone.base) },
  };
  return minusOf(byMode(tiers, mirrored, { formula, incentive, total: minusOf(total), isAlike }));
}

interface ByMode {
  readonly formula: Extract<Streamed, { kind: 'tiers' }>;
  readonly incentive: Incentive;
  readonly total: Fraction;
  /** Whether every credit is paid on what it moves the axis by. */
  readonly isAlike: boolean;
}

function byMode(tiers: readonly Tier[], step: Step, by: ByMode): Fraction {
  const { total } = by;
  const { mode } = by.formula;
  // Lines of one booking are taken in order, whatever the plan says of the window's credits.
  const attribution = isGrouped(by.formula) && mode !== 'whole' ? 'in-order' : by.incentive.attribution;
  const share = (of: Fraction): Fraction =>
    order(total, NOTHING) === 0 ? NOTHING : over(times(of, step.base), total);
  if (mode === 'marginal' && (attribution === null || attribution === 'in-order'))
    return alongStretch(tiers, step);
  if (mode === 'marginal') return share(slices(tiers, total));
  const reached = mode === 'whole' ? everything : aboveStart;
  if (mode === 'above' && isGrouped(by.formula)) return aboveStretch(tiers, step);
  if (attribution === 'in-order' && paysOnAll(by))
    return minus(reached(tiers, step.after), reached(tiers, step.before));
  return mode === 'whole'
    ? times(step.base, tierAt(tiers, total)?.rate ?? NOTHING)
    : share(aboveStart(tiers, total));
}

/** Whether every credit that moves the axis is paid on as it does. */
function paysOnAll({ isAlike, formula, incentive: { when } }: ByMode): boolean {
  return isAlike && (isGrouped(formula) || (when === null && idOf(formula.base) === idOf(formula.axis)));
}

/** What the modifiers of the version of a credit, judged on the window as it stands, leave of what it earns. */
function modified(
  { seen, id, plain }: Streaming,
  { credit, isPaid }: Step,
  { earned, deals }: { earned: Fraction; deals: Map<string, DealPay> },
): Fraction {
  const { version } = credit;
  const modifiers: readonly Modifier[] = plain ? [] : (incentiveOf(version, id)?.modify ?? []);
  const factor = (of: readonly Modifier[]): Fraction =>
    of.map((each) => multiplierOf(seen, version, each)).reduce(times, WHOLE);
  const at = modifiers.findIndex(({ kind }) => kind === 'deal-cap');
  if (at < 0 || !isPaid) return times(earned, factor(modifiers));
  const left = leftOfDeal(seen.world, deals, {
    credit,
    earned: times(earned, factor(modifiers.slice(0, at))),
    modifier: modifiers[at],
  });
  return times(left, factor(modifiers.slice(at)));
}
