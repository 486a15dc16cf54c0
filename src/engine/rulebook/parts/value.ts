import type { Half } from '../../kernel/ratio.js';
import type { Condition, FactType, Operand } from './condition.js';

/** What a value comes to: as facts have it, or an amount for each unit of something. */
export type ValueType = Exclude<FactType, 'text' | 'one-of' | 'person' | 'people'> | 'money-per';

/** Operators of two operands or more. */
export type ManyOperator = 'add' | 'multiply' | 'least' | 'greatest' | 'first-known' | 'earlier' | 'later';
/** Operators of exactly two operands. */
export type PairOperator = 'subtract' | 'divide' | 'days-between' | 'months-between';
/** Operators that go over the lines of a booking. */
export type LinesOperator = 'sum-of' | 'count-of' | 'largest-of';

/**
 * A tree of closed operators over constants and names. What is unknown makes everything unknown that is computed from it, except under
 * `first-known`. `ifZero` of a division is what it gives for a divisor of zero; `null` gives nothing known.
 */
export type ValueTree =
  | { readonly operand: Operand }
  | { readonly operator: ManyOperator; readonly of: readonly ValueTree[] }
  | { readonly operator: PairOperator; readonly of: readonly ValueTree[]; readonly ifZero: ValueTree | null }
  | {
      readonly operator: 'clamp';
      readonly of: ValueTree;
      readonly least: ValueTree | null;
      readonly most: ValueTree | null;
    }
  | {
      readonly operator: LinesOperator;
      /** What is added up or compared of each line; null where lines are counted. */
      readonly number: ValueTree | null;
      readonly when: Condition | null;
    };

/** How a value is rounded: to a whole multiple of a step of its natural unit (a cent is 1/100, a tenth of a percent 1/1000). */
export interface ValueRounding {
  readonly to: RoundingStep;
  readonly half: Half;
}

/** The steps that a value can be rounded to. */
export type RoundingStep =
  'whole' | 'cents' | 'millionths' | 'percent' | 'tenth-percent' | 'hundredth-percent';

/** A named number or date that a document computes: `value.<id>`, exact unless it says how it is rounded. */
export interface Value {
  readonly id: string;
  readonly is: ValueType;
  /** Of a count, and what an amount is for each of: `logo` in money-per-logo. */
  readonly unit: string | null;
  readonly tree: ValueTree;
  readonly round: ValueRounding | null;
}
