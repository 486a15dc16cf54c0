import type { Half } from '../../kernel/ratio.js';
import type { Condition, Operand } from './condition.js';
import type { Conversion, PayRateDay } from './fx.js';
import type { WindowName } from './measure.js';
import type { Contest, FirstN, Pool } from './spiff.js';

/** A rate (percent of the base), an amount, or an amount per unit; the unit of a constant says which. `times` multiplies it. */
export interface Pays {
  readonly what: Operand;
  readonly times: Operand | null;
}

/** A tier: where it starts along the axis (a percent of quota, or a number of the axis) and what it pays. */
export interface TierStart extends Pays {
  readonly id: string;
  readonly at: Operand;
  /** True for `from:` (the start itself belongs to this tier), false for `above:`. */
  readonly inclusive: boolean;
}

/**
 * What a formula is applied to, and rounded, at once. `running-total` pays the difference of the window's total after and before; `group`: what in the
 * window shares the value of a fact.
 */
export type Grain = 'line' | 'booking' | 'group' | 'window' | 'running-total';

/** `marginal`: its slice; `whole`: everything at the tier reached; `above`: everything above its start; `cumulative`: every start reached. */
export type TierMode = 'marginal' | 'whole' | 'above' | 'cumulative';

/** A point of a curve: at this attainment or number, this part of the base is paid. Two at one place are a jump. */
export interface CurvePoint {
  readonly id: string;
  readonly at: Operand;
  readonly pays: Operand;
}

/** What holds before the first and after the last point: nothing, that point's, the line to its neighbour, or points of pay for each point of the axis. */
export type CurveEnd = 'zero' | 'hold' | 'continue' | { readonly slope: Operand };

/** One side of a matrix: what is looked up, and the places of its grid. */
export interface MatrixAxis {
  readonly of: string;
  readonly at: readonly Operand[];
  readonly before: 'zero' | 'hold';
  readonly after: 'zero' | 'hold';
}

/** How an incentive computes pay; a rate is a part of the base (8% is 2/25). */
export type IncentiveFormula =
  | {
      readonly kind: 'flat';
      readonly base: string;
      readonly grain: Grain;
      readonly pays: Pays;
      /** The fact whose values make the groups, where the grain is one. */
      readonly groupBy?: string;
    }
  | { readonly kind: 'override'; readonly base: string; readonly pays: Pays }
  | {
      readonly kind: 'tiers';
      readonly axis: string;
      readonly base: string;
      readonly mode: TierMode;
      readonly grain: Grain;
      /** The fact whose values make the groups, where the grain is one. */
      readonly groupBy?: string;
      readonly noQuota: Operand | 'refuse';
      readonly starts: readonly TierStart[];
    }
  | {
      readonly kind: 'curve';
      readonly axis: string;
      readonly base: Operand;
      readonly points: readonly CurvePoint[];
      readonly between: 'straight' | 'step';
      readonly before: CurveEnd;
      readonly after: CurveEnd;
      readonly noQuota: Operand | 'refuse';
    }
  | {
      readonly kind: 'matrix';
      readonly base: Operand;
      readonly axes: readonly [MatrixAxis, MatrixAxis];
      readonly between: 'straight' | 'step';
      readonly noQuota: Operand | 'refuse';
      /** A row for each place of the first axis, a column for each of the second. */
      readonly pays: readonly (readonly Operand[])[];
    }
  | { readonly kind: 'bonus'; readonly pays: Operand; readonly when: Condition | null }
  | {
      readonly kind: 'steps';
      readonly axis: string;
      readonly mode: 'whole' | 'cumulative';
      readonly noQuota: Operand | 'refuse';
      readonly starts: readonly TierStart[];
    }
  | {
      readonly kind: 'mbo';
      readonly base: Operand;
      readonly objectives: readonly {
        readonly id: string;
        readonly title: string | null;
        readonly weight: Operand;
        readonly score: string;
      }[];
    }
  | { readonly kind: 'choice'; readonly pick: 'greater' | 'lesser'; readonly of: readonly Operand[] }
  | Contest
  | Pool
  | FirstN;

/** Changes what an incentive earns in a window, before rounding; a multiplier or gate whose condition says otherwise changes nothing. */
export type Modifier =
  | { readonly kind: 'multiplier'; readonly times: Operand; readonly when: Condition | null }
  | {
      readonly kind: 'multipliers';
      readonly add: readonly { readonly times: Operand; readonly when: Condition | null }[];
    }
  | { readonly kind: 'gate'; readonly when: Condition }
  | {
      readonly kind: 'cap';
      readonly what: 'earning' | 'rate';
      readonly at: Operand;
      readonly window: WindowName | null;
      readonly excess: 'lost' | 'carried';
    }
  /** The most that one booking earns; what is over is lost. */
  | { readonly kind: 'deal-cap'; readonly at: Operand }
  | { readonly kind: 'floor'; readonly at: Operand; readonly window: WindowName | null }
  | {
      readonly kind: 'threshold';
      readonly of: string;
      readonly from: Operand;
      readonly counts: 'from-first' | 'from-threshold';
    };

/** Changes the sum of a plan's incentives in a window. */
export type PlanModifier =
  | {
      readonly kind: 'guarantee';
      readonly at: Operand;
      readonly window: WindowName;
      /** A date from which it holds, and for how many months; always where there is none. */
      readonly since: string | null;
      readonly months: number | null;
      readonly when: Condition | null;
    }
  | {
      readonly kind: 'cap';
      readonly at: Operand;
      readonly window: WindowName;
      readonly excess: 'lost' | 'carried';
    };

/** A part of a plan that earns. Its id keys the ledger and outlives title and version. */
export interface Incentive {
  readonly id: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly when: Condition | null;
  readonly payEvery: WindowName | null;
  readonly attribution: 'in-order' | 'pro-rata' | 'by-contribution' | null;
  readonly formula: IncentiveFormula;
  readonly modify: readonly Modifier[];
  /** How its pay is converted, where that differs from the plan. */
  readonly fx?: { readonly pay: Conversion<PayRateDay> };
}

/** How exact pay becomes cents, once per `per`. */
export interface Rounding {
  readonly to: 'cents';
  readonly half: Half;
  readonly per: Grain;
}
