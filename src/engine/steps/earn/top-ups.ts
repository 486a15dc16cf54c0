import { addMonths, type Day, type NamedPeriod } from '../../kernel/day.js';
import { add, ONE, ratio, roundToUnits, ZERO, type Ratio } from '../../kernel/ratio.js';
import { capped, floored } from '../../formulas/limits.js';
import { sayCents } from '../../explain/say-numbers.js';
import type { Earned, Earning as EarningResult, EarningLine } from '../../model/result.js';
import { whyNot } from '../../conditions/verdict/why-not.js';
import type { PlanModifier, Rounding } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';
import type { Incentives, Earning } from './incentives.js';
import { StandingWindow } from './standing/standing-window.js';
import { topUpWindows } from './top-up-windows.js';
import { sayDuring } from '../../explain/say-window.js';

/** What the plan as a whole puts on top of its incentives, or takes off: told what each earned, then asked. */
export interface TopUps {
  add(earning: EarningResult): void;
  earned(): Generator<Earned>;
}

/** Guarantees and caps of a plan, by the pay periods that fall in their windows. An incentive that is paid for a longer time counts in the period in which it is paid. */
export function topUps(incentives: Incentives, by: Earning): TopUps {
  const sums: { period: NamedPeriod; cents: bigint }[] = [];
  const told = new Map<string, Earned>();
  return {
    add({ period, amount }) {
      if (amount !== 0n) sums.push({ period, cents: amount });
    },
    *earned() {
      const { versions } = incentives.measuring.stint;
      const most = Math.max(0, ...versions.map(({ plan }) => plan.modify?.length ?? 0));
      for (let at = 0; at < most; at += 1) {
        for (const earned of toppedUp(incentives, { by, at, sums })) {
          sums.push({ period: earned.earning.period, cents: earned.earning.amount });
          const { incentive, window } = earned.earning;
          const key = [incentive, window.from, window.until].join('\u001f');
          const before = told.get(key);
          told.set(key, before ? together(before, earned) : earned);
        }
      }
      yield* told.values();
    },
  };
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
  readonly sums: readonly { readonly period: NamedPeriod; readonly cents: bigint }[];
}

function* toppedUp({ measuring }: Incentives, { by, at, sums }: Topping): Generator<Earned> {
  for (const { version, modifier, window } of topUpWindows(measuring, at, by.horizon)) {
    const standing = new StandingWindow(measuring, version, { window, known: window.until });
    const earned = sums
      .filter(({ period }) => period.until > window.from && period.until <= window.until)
      .reduce((sum, { cents }) => sum + cents, 0n);
    const found = topOf(modifier, { standing, window, earned: { n: earned, d: 100n } });
    if (found)
      yield {
        earning: earningOf(found, { version, window, standing }),
        lines: [lineOf(found, version.plan.rounding)],
      };
  }
}

interface Top {
  readonly id: 'guarantee' | 'cap';
  readonly amount: Ratio;
  readonly because: string;
}

function topOf(
  modifier: PlanModifier,
  { standing, window, earned }: { standing: StandingWindow; window: NamedPeriod; earned: Ratio },
): Top | null {
  const limit = modifier.kind === 'guarantee' ? standing.base(modifier.at) : standing.number(modifier.at);
  if (!limit) return null;
  const said = sayCents(roundToUnits(limit, 2));
  const own = sayCents(roundToUnits(earned, 2));
  if (modifier.kind === 'cap') {
    const { cut } = capped(earned, limit);
    if (cut.n === 0n) return null;
    const because = `${own} would be earned ${sayDuring(window)}, and the plan's cap is ${said}.`;
    return { id: 'cap', amount: { n: -cut.n, d: cut.d }, because };
  }
  if (!isGuaranteed(modifier, standing, window)) return null;
  const { cut } = floored(earned, limit);
  if (cut.n === 0n) return null;
  const because = `${own} was earned ${sayDuring(window)}, and ${said} is guaranteed.`;
  return { id: 'guarantee', amount: { n: -cut.n, d: cut.d }, because };
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

function earningOf(
  { id, amount, because }: Top,
  { version, window, standing }: { version: PlanVersion; window: NamedPeriod; standing: StandingWindow },
): EarningResult {
  const { plan } = version;
  const cents = roundToUnits(amount, 2, plan.rounding.half);
  return {
    participant: standing.measuring.stint.participant,
    incentive: id,
    plan: plan.id,
    version: plan.fingerprint,
    period: window,
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

function lineOf({ id, amount }: Top, { half }: Rounding): EarningLine {
  const cents = roundToUnits(amount, 2, half);
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
