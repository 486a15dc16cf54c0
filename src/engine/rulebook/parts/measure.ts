import type { Condition, Operand } from './condition.js';

/** A stretch over which a measure adds up before it starts anew, or after which pay falls due. */
export type WindowName = 'month' | 'quarter' | 'half' | 'year' | 'plan-to-date';

/** What the number of a measure is; an amount of money is in the plan's currency. */
export type MeasureIs = 'money' | 'percent' | 'count' | 'days';

/** Which credits a measure counts: the person's own, those of the people below, or those given beside. */
export type CountedCredits = 'own' | 'rollup' | 'overlay';

/** How bookings, lines or the different values of a fact are counted; a split one as one for each, or as the person's part of it. */
export interface Counted {
  readonly what: 'booking' | 'line' | 'distinct';
  /** For `distinct`: of which the different values count. */
  readonly fact: string | null;
  readonly split: 'whole' | 'by-share';
}

/** A measure that is made of others, or handed in: no credit counts for it. */
export type Derived =
  | { readonly kind: 'ratio'; readonly of: readonly [string, string]; readonly ifZero: Operand | 'refuse' }
  | { readonly kind: 'difference'; readonly of: readonly [string, string] }
  | {
      readonly kind: 'weighted';
      readonly parts: readonly { readonly of: string; readonly weight: Operand }[];
      readonly noQuota: Operand | 'refuse';
    }
  | { readonly kind: 'reported'; readonly by: 'participant' | 'team' | 'company' };

/** What changes the quota of a measure, or what of it counts; from top to bottom. */
export type MeasureModifier =
  | {
      readonly kind: 'ramp';
      /** A date, such as `assignment.start`. */
      readonly since: string;
      /** The part of the quota in the first, second, … month from then on. */
      readonly months: readonly Operand[];
    }
  | ({ readonly kind: 'proration'; readonly by: 'days' | 'months' | 'weeks' | 'none' } & PartMonth)
  | Relief
  | {
      /** The most that one credit, or all of a person's credits of one booking, count; what is over is lost. */
      readonly kind: 'cap';
      readonly what: 'credit' | 'deal';
      readonly at: Operand;
    }
  | {
      /** What a booking may count before somebody looks at it; it changes nothing. */
      readonly kind: 'windfall';
      readonly above: Operand;
    };

/** Who is on a team, and how far, is settled when the window begins: who joins or leaves within it changes nothing. */
export interface TeamQuota {
  /** A date of each member, from which months are counted. */
  readonly since: string | null;
  /** The part that counts of somebody who is in the first, second, … month when the window begins; afterwards the whole. */
  readonly months: readonly Operand[];
}

/** By months: whether a month counts of which only a part is meant. */
export interface PartMonth {
  /** `counts-if-started`: where the part begins before a day of the month and is not over by it. */
  readonly partMonth: 'counts' | 'does-not-count' | 'counts-if-started';
  /** That day, such as 15. */
  readonly beforeDay?: number;
}

/** Less quota for somebody who is away, and in the months after they came back. */
export interface Relief extends PartMonth {
  readonly kind: 'relief';
  /** Kinds of absence, from the catalogue. */
  readonly for: readonly string[];
  /** How the time away counts: its days, whole months or whole weeks; `none`, where only the months after it have less. */
  readonly by: 'days' | 'months' | 'weeks' | 'none';
  /** How many days an absence must have; null for any. */
  readonly atLeast: number | null;
  /** The part of the quota in the first, second, … month after the return. */
  readonly after: readonly Operand[];
}

/** What is added up of a person's credits over a window, in the plan's currency, exact; attainment is the measure ÷ its quota. */
export interface Measure {
  readonly id: string;
  /** The number of each credited line whose shares add up; `count.<id>` where things are counted, empty where it is derived. */
  readonly sum: string;
  /** Money unless said. */
  readonly is?: MeasureIs;
  /** Of a count: of what. */
  readonly unit?: string;
  readonly counted?: Counted;
  readonly derived?: Derived;
  readonly when: Condition | null;
  /** `own`: direct, split; a measure counts one kind. */
  readonly credits: CountedCredits;
  readonly window: WindowName;
  /** Over the last so many days instead, whenever it is read; `window` is then `plan-to-date`, from which they are taken. */
  readonly rolling?: number;
  /** The date on which a credit counts, a fact or value of its booking; the booking date unless said. All measures of a plan have the same. */
  readonly date?: string;
  /** Name of the attribute, or value, that holds the quota. */
  readonly quota: string | null;
  /** Of the team, where it is the sum of what `quota` names of each of the people who report to somebody. */
  readonly teamQuota?: TeamQuota;
  readonly quotaChange: 'by-day' | 'latest' | 'as-at-credit';
  /** How the quota of a longer time falls on the windows in it, such as a year's on its quarters; they make 100%. */
  readonly seasonal?: readonly Operand[];
  readonly modify?: readonly MeasureModifier[];
  readonly negative: 'carry-measure' | 'carry-earning' | 'zero' | 'pay-back';
}
