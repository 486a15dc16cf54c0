import type { Day, NamedPeriod } from '../../kernel/day.js';
import { ONE, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earned, Earning, EarningLine, Stood, WindowWorking } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import { mainMeasure } from '../../rulebook/reads/main-measure.js';
import { unitOf } from '../../rulebook/reads/unit-of.js';
import type { Budget, Incentive, WindowName } from '../../rulebook/rulebook.js';
import type { Books } from '../credit/admission.js';
import type { Earning as EarningBy } from '../earn/incentives.js';
import type { Measuring } from '../measure/measuring.js';
import type { Stint } from '../measure/stint.js';
import type { PlanVersion } from '../plan-version.js';
import type { BookingNets } from './booking-nets.js';

/** Somebody who takes part, by the facts of one knowledge. */
export interface Contestant {
  readonly program: SharedProgram;
  readonly person: PersonNumber;
  readonly id: string;
  readonly measuring: Measuring;
}

/** A SPIFF that people share, in all its versions, with everybody's credits as known now or by the end of a day. */
export interface SharedProgram {
  readonly id: string;
  readonly books: Books;
  /** Ids of incentives that are paid to several people together, in the order of the documents. */
  readonly crossIds: readonly string[];
  /** What each booking came to, with what takes it back. */
  readonly nets: BookingNets;
  /** What comes before the place of a line among the lines of this knowledge, to make its ordinal among all. */
  readonly offset: number;
  /** The same SPIFF as known by the end of a day; undefined where nothing else is known than here. */
  asKnownOn(day: Day): SharedProgram | undefined;
  /** Everybody with a credit, and where a result is enough everybody who may take part on some day. */
  people(): readonly PersonNumber[];
  /** Whether somebody is on a plan on a day, and the condition on who takes part holds for them. */
  takesPart(person: PersonNumber, version: PlanVersion, day: Day): boolean;
  /** What a version may cost. */
  budgetOf(version: PlanVersion): Budget | null;
  /** What somebody earns by their own credits alone. Troubles are told where the person's pay is. */
  own(person: PersonNumber, by: EarningBy): readonly Paid['earned'][];
  /** A person's credits in the SPIFF, over all its unbroken versions. */
  stintOf(person: PersonNumber): Stint;
}

/** Everybody who takes part, and the last day that is over, as far as is known. */
export interface Sharing {
  readonly program: SharedProgram;
  readonly people: readonly Contestant[];
  readonly over: Day;
  /** The last day whose cut-offs have passed: a booking that is dated later does not make them pass. */
  readonly settledBy: Day;
}

/** The terms that something shared was paid by, and the day whose pay period it falls in. */
export interface Under {
  readonly version: PlanVersion;
  readonly incentive: Incentive;
  readonly day: Day;
}

/** Somebody's pay, to be capped and budgeted. */
export interface Paid {
  readonly who: Contestant;
  readonly earned: Earned & { readonly lines: readonly EarningLine[] };
  /** Of what is shared; null of what somebody earns by their own credits alone. */
  readonly under: Under | null;
  /** Of a place for one of the first: from when to when a budget reserves it. */
  readonly held?: Reserved;
}

/** From when to when a booking holds a place, as it became known; null of what it holds since it became known itself, and still. */
export interface Held {
  readonly since: bigint | null;
  readonly until: bigint | null;
}

/** From when a budget reserves somebody's part of a place, and whether others had given the place up by then; and until when, where it was given up again: then nobody is paid for it. */
export interface Reserved {
  readonly from: bigint;
  readonly movedUp: boolean;
  readonly until: bigint | null;
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
  /** What decided it beside the measure, such as the size of a pool. */
  readonly by?: readonly Stood[];
  /** Why it is nothing. */
  readonly reason?: string;
}

/** The earning of somebody's part. */
export function sharedEarning(of: SharedEarning): Earning {
  const { incentive, version, window, day, exact } = of;
  const { plan } = version;
  const by = of.by ? { by: of.by } : {};
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
      tiers: of.tier === '' ? [] : [{ id: of.tier, base: exact, rate: ONE, amount: exact, ...by }],
      modifiers: [],
      earlier: ZERO,
      ...measuredBy(of),
      exact,
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
    },
    reason: of.reason ?? null,
  };
}

/** What the measure counts where it is not money, and its name where no credits add up to it. */
function measuredBy({ incentive, version: { plan } }: Under): Pick<WindowWorking, 'unit' | 'measured'> {
  const measure = mainMeasure(incentive, plan);
  const unit = measure && unitOf(measure, plan);
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(measure?.derived ? { measured: measure.id } : {}),
  };
}
