import type { Day, NamedPeriod } from '../../kernel/day.js';
import { ONE, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earning } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Incentive, WindowName } from '../../rulebook/rulebook.js';
import type { Measuring } from '../measure/measuring.js';
import type { PlanVersion } from '../plan-version.js';
import type { OwnEarned, SpiffProgram } from './spiff-program.js';

/** Somebody who takes part. */
export interface Contestant {
  readonly person: PersonNumber;
  readonly id: string;
  readonly measuring: Measuring;
}

/** Everybody who takes part, and until when anything is known. */
export interface Sharing {
  readonly program: SpiffProgram;
  readonly people: readonly Contestant[];
  readonly horizon: Day;
}

/** Somebody's pay, to be capped and budgeted. */
export interface Paid {
  readonly person: PersonNumber;
  readonly earned: OwnEarned;
}

/** What is told of a shared earning. */
export interface SharedEarning {
  readonly incentive: Incentive;
  readonly version: PlanVersion;
  readonly window: NamedPeriod;
  /** The day whose pay period it falls in. */
  readonly day: Day;
  readonly participant: string;
  readonly measure: Ratio;
  readonly tier: string;
  readonly formula: string;
  readonly exact: Ratio;
  readonly cents: bigint;
}

/** The earning of somebody's part. */
export function sharedEarning(of: SharedEarning): Earning {
  const { incentive, version, window, day, exact } = of;
  const { plan } = version;
  const every: WindowName = incentive.payEvery ?? plan.payEvery ?? 'month';
  return {
    participant: of.participant,
    incentive: incentive.id,
    plan: plan.id,
    version: plan.fingerprint,
    period: version.periodOn(every, day) ?? window,
    window,
    currency: plan.currency,
    measure: of.measure,
    quota: null,
    attainment: null,
    amount: of.cents,
    working: {
      formula: of.formula,
      tiers: [{ id: of.tier, base: exact, rate: ONE, amount: exact }],
      modifiers: [],
      earlier: ZERO,
      exact,
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
    },
    reason: null,
  };
}

/** The windows of a measure in a SPIFF that are over, as far as anything is known. */
export function* windowsOver(
  { program, horizon }: Sharing,
  name: string,
): Generator<{ window: NamedPeriod; version: PlanVersion }> {
  const { plans } = program.books;
  const id = name.slice(name.indexOf('.') + 1);
  for (let day: Day | undefined = plans.versions(program.id)[0]?.plan.effective.from; day !== undefined;) {
    const version = plans.on(program.id, day);
    const measure = version?.measure(id);
    const window: NamedPeriod | undefined = version && measure && version.periodOn(measure.window, day);
    if (!version || !window || window.until - 1 > horizon) return;
    const until = Math.min(window.until, version.unbroken.until ?? window.until);
    yield { window: { ...window, until }, version };
    day = window.until;
  }
}
