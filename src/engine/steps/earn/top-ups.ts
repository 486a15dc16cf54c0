import { addMonths, type Day, type NamedPeriod } from '../../kernel/day.js';
import type { Half } from '../../kernel/whole.js';
import { add, ONE, ratio, roundToUnits, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import { capped, floored } from '../../formulas/limits.js';
import { sayCents } from '../../explain/say-numbers.js';
import type { Earned, Earning as EarningResult, EarningLine } from '../../model/result.js';
import { whyNot } from '../../conditions/verdict/why-not.js';
import type { PlanModifier } from '../../rulebook/rulebook.js';
import type { Incentives, Earning } from './incentives.js';
import { StandingWindow } from './standing/standing-window.js';
import { lastEnd, topUpSteps, type TopUpStep } from './top-up-windows.js';
import { sayDuring } from '../../explain/say-window.js';

/** What the plan as a whole puts on top of its incentives, or takes off: told what each earned, then asked. */
export interface TopUps {
  add(earning: EarningResult): void;
  earned(): Generator<Earned>;
}

/** Guarantees and caps of a plan, by the pay periods that fall in their windows. An incentive that is paid for a longer time counts in the period in which it is paid. */
export function topUps(incentives: Incentives, by: Earning): TopUps {
  const sums: Sum[] = [];
  const told = new Map<string, Earned>();
  return {
    add({ period, amount }) {
      if (amount !== 0n) sums.push({ period, cents: amount, cut: null });
    },
    *earned() {
      const { versions } = incentives.measuring.stint;
      const most = Math.max(0, ...versions.map(({ plan }) => plan.modify?.length ?? 0));
      for (let at = 0; at < most; at += 1) {
        for (const earned of toppedUp(incentives, { by, at, sums })) {
          const { incentive, window, period, amount } = earned.earning;
          const cut = incentive === 'cap' ? { at, window } : null;
          sums.push({ period, cents: amount, cut });
          const key = [incentive, window.from, window.until, period.from].join('\u001f');
          const before = told.get(key);
          told.set(key, before ? together(before, earned) : earned);
        }
      }
      yield* told.values();
    },
  };
}

/** What was earned in a pay period; where a cap took it off, by which and of which window. */
interface Sum {
  readonly period: NamedPeriod;
  readonly cents: bigint;
  readonly cut: { readonly at: number; readonly window: NamedPeriod } | null;
}

/** One earning of two of a kind for one window, such as two guarantees: what the second adds lies on top of what the first paid. */
function together(first: Earned, second: Earned): Earned {
  const [one, two] = [first.earning, second.earning];
  const exact = add(ratio(one.amount, 100n), two.working.exact);
  const amount = one.amount + two.amount;
  const modifiers = [...one.working.modifiers, ...two.working.modifiers];
  const tiers = two.working.tiers.map((tier) => ({ ...tier, base: exact, amount: exact }));
  return {
    earning: { ...two, amount, working: { ...two.working, tiers, modifiers, exact } },
    lines: [...second.lines].map((line) => ({ ...line, exact, amount })),
  };
}

interface Topping {
  readonly by: Earning;
  /** Which of the plan's modifiers. */
  readonly at: number;
  readonly sums: readonly Sum[];
}

function* toppedUp({ measuring }: Incentives, { by, at, sums }: Topping): Generator<Earned> {
  const paidUntil = lastEnd(sums.map(({ period }) => period));
  const cutOf = new Map<string, Cut>();
  for (const step of topUpSteps(measuring, at, { horizon: by.horizon, paidUntil })) {
    const { version, modifier, window, period } = step;
    const standing = new StandingWindow(measuring, version, { window, known: step.until });
    const cents = sums
      .filter((each) => each.period.until > window.from && each.period.until <= period.until)
      .filter(({ cut }) => cut?.at !== at || keyOf(cut.window) !== keyOf(window))
      .reduce((sum, each) => sum + each.cents, 0n);
    const now = { standing, window, earned: ratio(cents, 100n) };
    if (modifier?.kind === 'guarantee') {
      const found = guaranteed(modifier, now);
      if (found) yield earnedOf(found, step, standing);
      continue;
    }
    const before = cutOf.get(keyOf(window)) ?? NO_CUT;
    const found = cappedBy(modifier, now, before);
    cutOf.set(keyOf(window), found.cut);
    if (found.top) yield earnedOf(found.top, step, standing);
  }
}

function keyOf({ from, until }: NamedPeriod): string {
  return `${from} ${until}`;
}

/** What a cap had taken off a window by the end of a pay period. */
interface Cut {
  readonly exact: Ratio;
  readonly cents: bigint;
}

const NO_CUT: Cut = { exact: ZERO, cents: 0n };

interface Top {
  readonly id: 'guarantee' | 'cap';
  readonly amount: Ratio;
  readonly cents: bigint;
  readonly because: string;
}

interface Now {
  readonly standing: StandingWindow;
  readonly window: NamedPeriod;
  readonly earned: Ratio;
}

/** What a cap takes off the window by now, less what it had taken off before; what it no longer takes off comes back. */
function cappedBy(
  modifier: Extract<PlanModifier, { kind: 'cap' }> | null,
  { standing, window, earned }: Now,
  before: Cut,
): { readonly cut: Cut; readonly top: Top | null } {
  const limit = modifier ? standing.number(modifier.at) : undefined;
  const exact = limit ? capped(earned, limit).cut : ZERO;
  const cut = { exact, cents: -roundToUnits({ n: -exact.n, d: exact.d }, 2, halfOf(standing)) };
  const amount = subtract(before.exact, exact);
  if (amount.n === 0n) return { cut, top: null };
  const own = `${centsSaid(earned)} would be earned ${sayDuring(window)}`;
  const says = limit ? `, and the plan's cap is ${centsSaid(limit)}` : ', and the plan no longer caps it';
  const earlier = before.exact.n === 0n ? '' : `; ${centsSaid(before.exact)} was taken off before`;
  const because = `${own}${says}${earlier}.`;
  return { cut, top: { id: 'cap', amount, cents: before.cents - cut.cents, because } };
}

function guaranteed(
  modifier: Extract<PlanModifier, { kind: 'guarantee' }>,
  { standing, window, earned }: Now,
): Top | null {
  const limit = standing.base(modifier.at);
  if (!limit || !isGuaranteed(modifier, standing, window)) return null;
  const { cut } = floored(earned, limit);
  if (cut.n === 0n) return null;
  const because = `${centsSaid(earned)} was earned ${sayDuring(window)}, and ${centsSaid(limit)} is guaranteed.`;
  const amount = { n: -cut.n, d: cut.d };
  return { id: 'guarantee', amount, cents: roundToUnits(amount, 2, halfOf(standing)), because };
}

function centsSaid(amount: Ratio): string {
  return sayCents(roundToUnits(amount, 2));
}

function halfOf({ version }: StandingWindow): Half {
  return version.plan.rounding.half;
}

/** A guarantee holds for windows that begin within its months, where its condition holds. */
function isGuaranteed(
  { since, months, when }: Extract<PlanModifier, { kind: 'guarantee' }>,
  standing: StandingWindow,
  window: NamedPeriod,
): boolean {
  const read = (name: string): ReturnType<StandingWindow['reading']['read']> => standing.reading.read(name);
  const start = since === null ? window.from : read(since);
  if (typeof start !== 'number') return false;
  const within = (day: Day): boolean => months === null || day < addMonths(start, months);
  if (window.until <= start || !within(Math.max(window.from, start))) return false;
  const { conditions } = standing.version.plan;
  const named = new Map(conditions.map((each) => [each.id, each.when]));
  return when === null || whyNot(when, { read, named }).holds;
}

function earnedOf(top: Top, step: TopUpStep, standing: StandingWindow): Earned {
  return { earning: earningOf(top, step, standing), lines: [lineOf(top)] };
}

function earningOf(
  { id, amount, cents, because }: Top,
  { version, window, period }: TopUpStep,
  standing: StandingWindow,
): EarningResult {
  const { plan } = version;
  return {
    participant: standing.measuring.stint.participant,
    incentive: id,
    plan: plan.id,
    version: plan.fingerprint,
    period,
    window,
    currency: plan.currency,
    measure: ZERO,
    quota: null,
    attainment: null,
    amount: cents,
    working: {
      formula: id,
      tiers: [{ id, base: amount, rate: ONE, amount }],
      modifiers: [{ what: id, times: ONE, applied: true, because, change: amount }],
      earlier: ZERO,
      exact: amount,
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
      measured: '',
    },
    reason: null,
  };
}

function lineOf({ id, amount, cents }: Top): EarningLine {
  return {
    credit: null,
    credited: ZERO,
    measureBefore: ZERO,
    tier: id,
    rate: null,
    exact: amount,
    amount: cents,
  };
}
