import type { Day } from '../../../engine/kernel/day.js';
import type { Plan, Spiff } from '../../../engine/rulebook/rulebook.js';

/** What somebody or something lacks before pay can be right. */
export type Lack =
  | 'PLAN'
  | 'PUBLISHED_PLAN'
  | 'QUOTA'
  | 'RESULT'
  | 'ATTRIBUTE'
  | 'MANAGER'
  | 'KNOWN_MANAGER'
  | 'PAYROLL_ID'
  | 'TERRITORY_HOLDER'
  | 'ASSIGNMENT_END'
  | 'OPPORTUNITY';

/** One thing to put right, in a sentence for a comp admin. */
export interface ReadinessLine {
  readonly lacks: Lack;
  /** Id of the participant, territory or opportunity, name of the team, or, of the company, id of the measure. */
  readonly id: string;
  readonly message: string;
}

export interface ReadinessQuestion {
  readonly on: Day;
  readonly plans: readonly Plan[];
  readonly spiffs?: readonly Spiff[];
  /** Participants who have a payroll id. */
  readonly onPayroll: ReadonlySet<string>;
  /** Participants who sign in, and as no rep or manager: where they are on no plan, nobody forgot them. */
  readonly office?: ReadonlySet<string>;
}
