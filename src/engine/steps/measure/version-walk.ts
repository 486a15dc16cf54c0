import { LAST_DAY, type Day } from '../../kernel/day.js';
import type { PlanVersion } from '../plan-version.js';

/** Goes through days in order and keeps at hand what the version in force says, looking it up only where the version changes. */
export class VersionWalk<T> {
  version: PlanVersion | undefined;
  says: T | undefined;
  private from: Day = 0;
  private until: Day = 0;

  constructor(
    private readonly stint: { versionOn(date: Day): PlanVersion | undefined },
    private readonly ask: (version: PlanVersion) => T,
  ) {}

  /** Goes to a day. */
  to(date: Day): void {
    if (date >= this.from && date < this.until) return;
    this.version = this.stint.versionOn(date);
    this.says = this.version && this.ask(this.version);
    const { from, until } = this.version?.plan.effective ?? { from: date, until: date + 1 };
    [this.from, this.until] = [from, until ?? LAST_DAY];
  }
}
