import { LAST_DAY, type Day, type NamedPeriod } from '../../../kernel/day.js';
import { add, ratio, roundToUnits, subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Earned, Earning, ModifierWorking, TierWorking } from '../../../model/result.js';
import { mainMeasure } from '../../../rulebook/main-measure.js';
import type { Incentive, Measure, Modifier, WindowName } from '../../../rulebook/rulebook.js';
import type { Measuring } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import type { Troubles } from '../../troubles.js';
import { paySlices, type PaySlice } from '../pay-slices.js';
import { contributionsOf } from './contributions.js';
import { isStreamed } from './is-standing.js';
import { modifiedPay, type Before } from './limits.js';
import { attributionOf, NO_ATTRIBUTION, standingLines, type Attribution } from './standing-lines.js';
import { standingPay } from './standing-pay.js';
import { StandingWindow } from './standing-window.js';
import { streamedStanding, type StreamedStanding, type StreamedWindow } from './streamed-windows.js';

/** One incentive of a person that is paid by where its windows stand. */
export interface PayingStanding {
  readonly id: string;
  readonly measuring: Measuring;
  /** The last day anything is known of. */
  readonly horizon: Day;
  readonly troubles: Troubles;
  /** What another incentive earned within a window by a day. */
  readonly earnedBy: (name: string, at: { window: NamedPeriod; known: Day }) => Ratio | undefined;
  /** The same incentive's windows, where its credits make what its limits are put on. */
  readonly streamed: readonly StreamedWindow[];
}

/** What a window had come to by the end of a pay period. */
interface Reached {
  readonly exact: Ratio;
  readonly cents: bigint;
  readonly attribution: Attribution;
}

const NOTHING: Reached = { exact: ZERO, cents: 0n, attribution: NO_ATTRIBUTION };

/** Pays an incentive window by window and pay period by pay period: what the window has come to, less what it had by the end of the period before. */
export function* payStanding(paying: PayingStanding): Generator<Earned> {
  const done: { window: NamedPeriod; exact: Ratio }[] = [];
  let carried = ZERO;
  for (const { window, version } of windowsToPay(paying)) {
    const incentive = version.incentive(paying.id);
    if (!incentive) continue;
    const every = incentive.payEvery ?? version.plan.payEvery ?? windowName(version, incentive);
    let [before, from, over] = [NOTHING, window.from, ZERO];
    for (const slice of paySlices(version, window, { every, horizon: paying.horizon })) {
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

function paySlice(
  paying: PayingStanding,
  at: SliceAt,
): { reached: Reached; over: Ratio; earned: Earned | null } {
  const { id, measuring } = paying;
  const { stint } = measuring;
  const { window, slice, before } = at;
  const known = slice.until;
  const version = versionFor(paying, known);
  const incentive = version?.incentive(id);
  if (!version || !incentive) return { reached: before, over: ZERO, earned: null };
  const standing = new StandingWindow(measuring, version, { window, known }, (name) =>
    paying.earnedBy(name, { window, known }),
  );
  const inner = innerPay(paying, { version, incentive, standing, window, known });
  const limits = limitsBefore(version, at);
  const { amount, working, over, unknown } = modifiedPay(inner.total, incentive.modify, {
    window: standing,
    before: limits,
  });
  const { rounding } = version.plan;
  const exact = amount;
  const cents = roundToUnits(exact, 2, rounding.half);
  const contributions = contributionsOf(stint, id, { window, known });
  const weighted = contributions.map((each) => ({
    ...each,
    weight: inner.weights ? (inner.weights.get(stint.credits.line[each.place] ?? 0) ?? 0n) : each.amount,
  }));
  const attribution = attributionOf({ exact, cents }, weighted, rounding);
  const said = [
    ...inner.said,
    ...unknown.map((name) => `${name} is not known, so ${id} is paid without it.`),
  ];
  for (const message of said)
    paying.troubles.add({
      participant: stint.participant,
      period: slice.period.name,
      code: 'NOT_KNOWN',
      message,
    });
  const measure = mainMeasure(incentive, version.plan);
  const earning = earningOf(
    { ...at, id, version, known, measuring, measure },
    {
      exact,
      cents,
      working,
      parts: inner.parts,
      formula: inner.formula,
      reason: reasonOf(said, inner.because, cents),
    },
  );
  const hasOwn = contributions.some(({ place }) => (stint.dates[place] ?? 0) >= at.from);
  const told = said.length > 0 && known >= window.until;
  const isPaid = earning.amount !== 0n || earning.working.exact.n !== 0n;
  const lines = standingLines(stint, contributions, {
    now: attribution,
    before: before.attribution,
    from: at.from,
    tier: inner.parts.at(-1)?.id ?? '',
  });
  return {
    reached: { exact, cents, attribution },
    over,
    earned: isPaid || hasOwn || told ? { earning, lines } : null,
  };
}

function reasonOf(said: readonly string[], because: string | null, cents: bigint): string | null {
  if (said.length > 0) return said.join(' ');
  return because !== null && cents === 0n ? because.replaceAll('\n', ' ') : null;
}

interface InnerPay {
  readonly total: Ratio;
  readonly parts: readonly TierWorking[];
  readonly formula: string;
  readonly because: string | null;
  /** What could not be found, in sentences. */
  readonly said: readonly string[];
  readonly weights: ReadonlyMap<number, bigint> | null;
}

/** What the formula pays, before the modifiers. */
function innerPay(
  { id, streamed }: PayingStanding,
  of: {
    version: PlanVersion;
    incentive: Incentive;
    standing: StandingWindow;
    window: NamedPeriod;
    known: Day;
  },
): InnerPay {
  const { incentive, standing, window, known } = of;
  if (isStreamed(of.version, incentive)) {
    const own = streamed.find(
      (each) => each.window.from === window.from && each.window.until === window.until,
    );
    const found: StreamedStanding | null = own ? streamedStanding(own, known) : null;
    return {
      total: found?.total ?? ZERO,
      parts: found?.parts ?? [],
      formula: found?.formula ?? '',
      because: null,
      said: found?.reason ? [found.reason] : [],
      weights: found?.weights ?? new Map(),
    };
  }
  const { formula } = incentive;
  if (formula.kind === 'flat' || formula.kind === 'override') {
    const base = standing.named(formula.base);
    const rate = standing.number(formula.pays.what);
    const total = base && rate ? { n: base.n * rate.n, d: base.d * rate.d } : ZERO;
    const parts = base && rate ? [{ id: formula.kind, base, rate, amount: ratio(total.n, total.d) }] : [];
    const lacks = base ? 'the rate' : formula.base;
    const said = base && rate ? [] : [notKnown(lacks, id)];
    return {
      total: ratio(total.n, total.d),
      parts,
      formula: formula.kind,
      because: null,
      said,
      weights: null,
    };
  }
  const pay = standingPay(formula, standing);
  if ('lacks' in pay)
    return {
      total: ZERO,
      parts: [],
      formula: formula.kind,
      because: null,
      said: [notKnown(pay.lacks, id)],
      weights: null,
    };
  return { ...pay, said: [], weights: null };
}

function notKnown(name: string, id: string): string {
  return `${name} is not known, so ${id} pays nothing until it is.`;
}

/** What the windows before left for the limits. */
function limitsBefore(version: PlanVersion, at: SliceAt): Before {
  const shorter = ({ window }: Extract<Modifier, { kind: 'cap' | 'floor' }>): boolean =>
    window === at.every && version.periodOn(window, at.window.from)?.until !== at.window.until;
  return {
    carried: at.carried,
    earlier: at.before.exact,
    isPerPeriod: shorter,
    earnedIn: (modifier) => {
      const longer = modifier.window && version.periodOn(modifier.window, at.window.from);
      if (!longer || longer.until <= at.window.until) return ZERO;
      return at.done
        .filter(({ window }) => window.from >= longer.from && window.until <= longer.until)
        .reduce((sum, { exact }) => add(sum, exact), ZERO);
    },
  };
}

/** The version that says how a window is paid at the end of a pay period: the one in force then, else the last that had the incentive. */
function versionFor({ id, measuring }: PayingStanding, known: Day): PlanVersion | undefined {
  const last = measuring.versionBefore(known);
  if (last?.incentive(id)) return last;
  return measuring.stint.versions.findLast(
    (version) => version.plan.effective.from < known && version.incentive(id) !== undefined,
  );
}

interface EarningAt extends SliceAt {
  readonly id: string;
  readonly version: PlanVersion;
  readonly known: Day;
  readonly measuring: Measuring;
  readonly measure: Measure | undefined;
}

function earningOf(
  at: EarningAt,
  pay: {
    exact: Ratio;
    cents: bigint;
    working: readonly ModifierWorking[];
    parts: readonly TierWorking[];
    formula: string;
    reason: string | null;
  },
): Earning {
  const { version, measuring, measure, before, slice, window } = at;
  const { plan } = version;
  const standing = measure && measuring.standing(measure.id, { known: at.known, version });
  const unit = measure && unitOf(measure);
  return {
    participant: measuring.stint.participant,
    incentive: at.id,
    plan: plan.id,
    version: plan.fingerprint,
    period: slice.period,
    window,
    currency: plan.currency,
    measure: standing?.measure ?? ZERO,
    quota: standing?.quota ?? null,
    attainment: standing?.attainment ?? null,
    amount: pay.cents - before.cents,
    working: {
      formula: pay.formula,
      tiers: pay.parts,
      modifiers: pay.working,
      earlier: before.exact,
      exact: subtract(pay.exact, before.exact),
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
      ...(unit === undefined ? {} : { unit }),
    },
    reason: pay.reason,
  };
}

/** What the measure counts, where it is not money; nothing for what has no measure. */
function unitOf({ is, unit, derived }: Measure): string | undefined {
  if (is === 'count') return unit ?? 'units';
  if (is === 'percent' || derived?.kind === 'ratio' || derived?.kind === 'weighted') return '%';
  return is === 'days' ? 'days' : undefined;
}

function windowName(version: PlanVersion, incentive: Incentive): WindowName {
  return (
    mainMeasure(incentive, version.plan)?.window ?? incentive.payEvery ?? version.plan.payEvery ?? 'year'
  );
}

/** The windows of an incentive that somebody is on the plan in, as far as anything is known. */
function* windowsToPay({
  id,
  measuring,
  horizon,
}: PayingStanding): Generator<{ window: NamedPeriod; version: PlanVersion }> {
  const { stint } = measuring;
  const { segment } = stint;
  for (let day = firstDay(stint.versions, segment.from, id); day < segment.until && day <= horizon;) {
    const version = stint.versionOn(day);
    const incentive = version?.incentive(id);
    if (!version || !incentive) {
      const next = nextStart(stint.versions, day, id);
      if (next === undefined) return;
      day = next;
      continue;
    }
    const window = version.periodOn(windowName(version, incentive), day);
    if (!window || window.until > LAST_DAY) return;
    yield { window, version };
    day = window.until;
  }
}

function firstDay(versions: readonly PlanVersion[], from: Day, id: string): Day {
  const first = versions.find((version) => version.incentive(id) !== undefined);
  return Math.max(from, first?.plan.effective.from ?? from);
}

function nextStart(versions: readonly PlanVersion[], after: Day, id: string): Day | undefined {
  return versions.find(
    (version) => version.plan.effective.from > after && version.incentive(id) !== undefined,
  )?.plan.effective.from;
}
