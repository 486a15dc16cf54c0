import type { Day, NamedPeriod } from '../../kernel/day.js';
import { ONE, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earned, Earning, EarningLine } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Budget, Incentive, WindowName } from '../../rulebook/rulebook.js';
import type { Books } from '../credit/admission.js';
import type { Earning as EarningBy } from '../earn/incentives.js';
import type { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import type { PlanVersion } from '../plan-version.js';

/** Somebody who takes part. */
export interface Contestant {
  readonly person: PersonNumber;
  readonly id: string;
  readonly measuring: Measuring;
}

/** A SPIFF that people share, in all its versions. */
export interface SharedProgram {
  readonly id: string;
  readonly books: Books;
  /** Ids of incentives that are paid to several people together, in the order of the documents. */
  readonly crossIds: readonly string[];
  /** What a version may cost. */
  budgetOf(version: PlanVersion): Budget | null;
  /** What somebody earns by their own credits alone. Troubles are told where the person's pay is. */
  own(person: PersonNumber, by: EarningBy): readonly Paid['earned'][];
  /** A person's credits in the SPIFF, over all its unbroken versions. */
  stintOf(person: PersonNumber): Stint;
}

/** Everybody who takes part, and until when anything is known. */
export interface Sharing {
  readonly program: SharedProgram;
  readonly people: readonly Contestant[];
  readonly horizon: Day;
}

/** The terms that something shared was paid by, and the day whose pay period it falls in. */
export interface Under {
  readonly version: PlanVersion;
  readonly incentive: Incentive;
  readonly day: Day;
}

/** Somebody's pay, to be capped and budgeted. */
export interface Paid {
  readonly person: PersonNumber;
  readonly earned: Earned & { readonly lines: readonly EarningLine[] };
  /** Of what is shared; null of what somebody earns by their own credits alone. */
  readonly under: Under | null;
}

/** What is told of a shared earning. */
export interface SharedEarning extends Under {
  readonly window: NamedPeriod;
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
