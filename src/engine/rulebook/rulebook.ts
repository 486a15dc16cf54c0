import type { Day, NamedPeriod, Period } from '../kernel/day.js';
import type { Fingerprint } from '../kernel/fingerprint.js';
import type { ApprovalMatrix } from './parts/approvals.js';
import type { Fx } from './parts/fx.js';
import type { Condition, FactType, Operand, UnaryTest } from './parts/condition.js';
import type { Incentive, PlanModifier, Rounding } from './parts/incentive.js';
import type { Measure, WindowName } from './parts/measure.js';
import type { CreditParts, CreditPart, Overlay, QuotaParts } from './parts/credit.js';
import type { Decision, WhenUnknown } from './parts/decision.js';
import type { SpiffTerms } from './parts/spiff.js';
import type { Value } from './parts/value.js';
import type { PolicyWindow } from './parts/window.js';

export type { Condition, FactType, Operand, UnaryTest };
export type * from './parts/approvals.js';
export type * from './parts/fx.js';
export type * from './parts/incentive.js';
export type * from './parts/measure.js';
export type * from './parts/spiff.js';
export type { CreditPart, CreditParts, Overlay, QuotaParts };

/**
 * The rulebook: what documents say, as plain readonly data, after their text was read and before anything is compiled.
 * The parser in `modules/rules/documents` makes it, the check judges it, the steps read it. Every part that a finding may name
 * carries nothing of its place: findings name a path (`incentives.0.tiers.starts.1.pays`) and the parser knows where that stands.
 */
export interface Rulebook {
  readonly facts: FactCatalogue;
  readonly policies: readonly EngagementPolicy[];
  readonly plans: readonly Plan[];
  readonly spiffs?: readonly Spiff[];
  readonly approvals?: readonly ApprovalMatrix[];
  readonly tables: readonly Table[];
}

/** A fact of the catalogue, or an attribute of assignments: its dotted name, its type and what it means to whoever writes a rule. */
export interface FactField {
  readonly name: string;
  readonly is: FactType;
  /** For `count`: of what. For `one-of`: the words allowed. */
  readonly unit?: string;
  readonly values?: readonly string[];
  /** For a percentage, a count or days: what may be told of it, ends included, as they are written. */
  readonly atLeast?: string;
  readonly atMost?: string;
  /** For an attribute such as a quota: the window for which one value is meant. */
  readonly per?: WindowName;
  readonly means: string;
}

/** How dates fall into pay periods and windows. `quarters` listed one by one are contiguous and may be irregular; they have no months. */
export interface Calendar {
  readonly id: string;
  /** First day of one fiscal year; the other years, and their months, follow from it. Null when the quarters are listed. */
  readonly yearStarts: Day | null;
  /** Quarters in order, named as the document says; empty with `yearStarts`. */
  readonly quarters: readonly NamedPeriod[];
}

/** What an event does to pay: restates the origin period, charges the period of its own date, or changes no pay. */
export type EventEffect = 'restates' | 'charges' | 'informs';

/** A kind of thing that happens to a booking later. */
export interface EventKind {
  readonly name: string;
  readonly effect: EventEffect;
  /** For `charges`: the window whose attainment it changes. */
  readonly attainment: 'origin-window' | 'event-window' | 'none' | null;
  readonly means: string;
}

/** Everything a rule may read. The fingerprint covers names, types and calendars, not what they mean to people. */
export interface FactCatalogue {
  readonly id: string;
  readonly timeZone: string;
  readonly units: readonly string[];
  readonly fields: readonly FactField[];
  readonly attributes: readonly FactField[];
  readonly relations: readonly {
    readonly name: string;
    readonly gives: 'person' | 'people';
    readonly means: string;
  }[];
  readonly events: readonly EventKind[];
  readonly absences: readonly string[];
  /** Numbers and dates that every document may read as `value.<id>`. */
  readonly values: readonly Value[];
  readonly calendars: readonly Calendar[];
  readonly fingerprint: Fingerprint;
}

/** What every versioned document has. `effective` is when it is in force; `fingerprint` covers what decides pay, not titles or sources. */
export interface Versioned {
  readonly id: string;
  readonly effective: Period;
  readonly fingerprint: Fingerprint;
}

/** A rule that answers who is credited; `because` is what a rep is told. */
export interface EngagementRule {
  readonly id: string;
  readonly when: Condition;
  readonly credit: readonly CreditPart[] | 'house';
  readonly because: string;
}

/**
 * A version of the rules of engagement. What it says of credits stands by itself: the first phase with an answer wins; without an answer the house
 * account is credited. `creditAt` is where that decision stands among all of the document, null where there is none; not said: the first.
 */
export interface EngagementPolicy extends Versioned {
  readonly creditAt?: number | null;
  readonly phases: readonly {
    readonly id: string;
    readonly hit: 'unique' | 'first';
    readonly rules: readonly EngagementRule[];
  }[];
  readonly otherwise: { readonly because: string };
  /** What its rules on credits are where a fact that they ask for is missing; not said: they do not hold. */
  readonly unknown?: WhenUnknown;
  readonly rollup: readonly Rollup[];
  /** Credit beside what the rules give, in their order. */
  readonly overlays?: readonly Overlay[];
  /** Everything else that it decides, in the order of the document. */
  readonly decisions?: readonly Decision[];
  /** What its rules read as `window.<id>`. */
  readonly windows?: readonly PolicyWindow[];
  /** Days after a booking was told in which a holder may be told and is credited for it; none where it is not said. */
  readonly backfill?: number;
}

/** Direct and split credit copied upwards. `levels`: how far up a chain of managers; a relation that is not a chain has one. */
export interface Rollup {
  readonly id: string;
  readonly to: 'participant.manager' | 'territory.group-manager';
  readonly levels: number | 'all';
  readonly when: Condition | null;
  readonly ownBookings: 'included' | 'excluded';
}

/** A version of a comp plan. Credits are rated by the version in force on their date. */
export interface Plan extends Versioned {
  readonly title: string | null;
  readonly currency: string;
  readonly calendar: string;
  readonly payEvery: WindowName | null;
  readonly conditions: readonly { readonly id: string; readonly when: Condition }[];
  /** Its own, beside those of the fact catalogue. */
  readonly values: readonly Value[];
  readonly measures: readonly Measure[];
  readonly incentives: readonly Incentive[];
  /** Changes the sum of what the incentives earn. */
  readonly modify?: readonly PlanModifier[];
  readonly rounding: Rounding;
  /** How currencies are converted, where they are. */
  readonly fx?: Fx;
}

/** A version of a SPIFF: a plan of its own for those who take part, on top of their plan. */
export interface Spiff extends Plan, SpiffTerms {}

/** What a table answers when several rows match, as in DMN. `rule-order`, `output-order` and `collect` give a list; the others one answer. */
export type HitPolicy =
  | 'unique'
  | 'any'
  | 'priority'
  | 'first'
  | 'rule-order'
  | 'output-order'
  | 'collect'
  | 'collect-sum'
  | 'collect-min'
  | 'collect-max'
  | 'collect-count';

/** What each row of a table gives. */
export interface TableOutput {
  readonly id: string;
  readonly is: FactType;
  /** The values it may have, the most important first: `priority` and `output-order` go by them. */
  readonly values?: readonly Operand[];
  /** What it gives when no row matches, where `noMatch` is `default`. */
  readonly default?: Operand;
}

/** A decision table: one unary test per input and one operand per output in each row. */
export interface Table extends Versioned {
  readonly inputs: readonly string[];
  readonly outputs: readonly TableOutput[];
  readonly hit: HitPolicy;
  /** Where each row is written with its id in front; otherwise rows are called by their numbers. */
  readonly rowsStartWith?: 'id';
  readonly rows: readonly {
    readonly id: string;
    readonly tests: readonly UnaryTest[];
    readonly outputs: readonly Operand[];
  }[];
  readonly noMatch: 'refuse' | 'nothing' | 'default';
}
