import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { sayInPlan } from '../../../explain/say-earning.js';
import { add, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Earning } from '../../../model/result.js';
import type { Operand } from '../../../rulebook/rulebook.js';
import { blended, lastSeen } from '../../measure/blended.js';
import type { Measuring } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import { WindowReading } from '../terms/reading.js';

const OF_WINDOW = /^(?:measure|quota|attainment|incentive)\./;

/** Which window, until which day, and what other incentives earned in it. */
export interface StandingAt {
  readonly window: NamedPeriod;
  readonly known: Day;
  readonly earnings?: (name: string) => readonly Earning[] | undefined;
}

/** A window of an incentive at the end of a pay period, as a version of the plan reads it. */
export class StandingWindow {
  readonly reading: WindowReading;

  constructor(
    readonly measuring: Measuring,
    readonly version: PlanVersion,
    readonly at: StandingAt,
  ) {
    const { known, earnings } = at;
    const earned = (name: string): Ratio | undefined =>
      earnings?.(name)?.reduce((sum, { working }) => add(sum, working.exact), ZERO);
    this.reading = new WindowReading(measuring, { known, version, ...(earnings ? { earned } : {}) }, null);
  }

  /** How another incentive came to what it earned in the window, a sentence for each pay period; empty where it earned nothing. */
  howEarned(name: string): string {
    return (this.at.earnings?.(name) ?? []).map(sayInPlan).join(' ');
  }

  /** A number as it stands. */
  number(operand: Operand): Ratio | undefined {
    return this.reading.number(operand);
  }

  /** A measure, quota or attainment. */
  named(name: string): Ratio | undefined {
    const value = this.reading.read(name);
    return typeof value === 'object' ? value : undefined;
  }

  /**
   * What pay is a part of: a target of the person for the window. One that changes, or holds for a part of the window, counts by its days; one that
   * hangs on the window itself is as it stands. Over plan-to-date, which has no days to count by, the last value stands, as a quota does.
   */
  base(operand: Operand): Ratio | undefined {
    const { version, measuring } = this;
    const { stint } = measuring;
    const names = 'name' in operand ? [operand.name] : [];
    const leaves = version.values.leaves(names);
    if (leaves.some((leaf) => OF_WINDOW.test(leaf))) return this.number(operand);
    const seen = (day: Day): Ratio | undefined => {
      if ('quantity' in operand) return operand.quantity.value;
      const [name] = names;
      const value = name === undefined ? undefined : stint.factOn(name, { version, day });
      return typeof value === 'object' ? value : undefined;
    };
    if (this.at.window.name === 'plan-to-date') return lastSeen(stint, names, { ...this.at, seen });
    return blended(stint, names, { ...this.at, seen }) ?? undefined;
  }
}
