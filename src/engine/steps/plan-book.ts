import { catalogueTypes } from '../conditions/types/name-types.js';
import { isWithin, type Day } from '../kernel/day.js';
import type { Rulebook } from '../rulebook/rulebook.js';
import { valuesOf } from '../values/values-of.js';
import type { JudgingRow } from './credit/judging-row.js';
import { groupFactOf, namesInPlan, namesOfLines, PlanVersion } from './plan-version.js';

/** All versions of all plans, each ready for credits. */
export class PlanBook {
  private readonly byPlan = new Map<string, PlanVersion[]>();

  constructor(rulebook: Rulebook, row: JudgingRow) {
    const types = catalogueTypes(rulebook.facts);
    for (const plan of [...rulebook.plans].sort((a, b) => a.effective.from - b.effective.from)) {
      const calendar = rulebook.facts.calendars.find((each) => each.id === plan.calendar);
      const values = valuesOf(plan, rulebook);
      const own = row.own(values, [...namesInPlan(plan), ...namesOfLines(plan, values)]);
      const groupFacts = rulebook.plans
        .filter(({ id }) => id === plan.id)
        .flatMap(({ incentives }) => incentives.flatMap((each) => groupFactOf(each) ?? []));
      const version = new PlanVersion(plan, { calendar, values, own, types, groupFacts });
      const known = this.byPlan.get(plan.id);
      if (known) known.push(version);
      else this.byPlan.set(plan.id, [version]);
    }
    for (const versions of this.byPlan.values()) joinUnbroken(versions);
  }

  /** The versions of a plan, oldest first. */
  versions(plan: string): readonly PlanVersion[] {
    return this.byPlan.get(plan) ?? [];
  }

  /** The version of a plan in force on a day. */
  on(plan: string, date: Day): PlanVersion | undefined {
    const versions = this.byPlan.get(plan);
    if (!versions) return undefined;
    for (let at = versions.length - 1; at >= 0; at -= 1) {
      const version = versions[at];
      if (version && isWithin(date, version.plan.effective)) return version;
    }
    return undefined;
  }

  /** Whether a plan may pay somebody who has no credit: for a result that was handed in, a bonus, a guarantee. */
  paysWithoutCredits(plan: string): boolean {
    return this.versions(plan).some(
      ({ plan: { modify = [], incentives, measures } }) =>
        modify.length > 0 ||
        measures.some(({ derived }) => derived !== undefined) ||
        incentives.some(
          (incentive) =>
            !['flat', 'override', 'tiers'].includes(incentive.formula.kind) ||
            incentive.modify.some(({ kind }) => kind === 'floor'),
        ),
    );
  }

  /** Whether any plan pays or rounds by booking, so that the lines of one must stand side by side. */
  get paysByBooking(): boolean {
    return [...this.byPlan.values()]
      .flat()
      .some(
        ({ plan }) =>
          plan.rounding.per === 'booking' ||
          plan.incentives.some(({ formula }) => formula.kind === 'tiers' && formula.grain === 'booking'),
      );
  }

  /** Whether any plan counts credits on another date than that of their booking. */
  get datesCredits(): boolean {
    return [...this.byPlan.values()].flat().some(({ dateName }) => dateName !== undefined);
  }

  /** The most rates that depend on a line in any plan. */
  get rateColumns(): number {
    return Math.max(0, ...[...this.byPlan.values()].flat().map((version) => version.rateNames.length));
  }
}

/** Tells each version the unbroken row it is part of: versions of which each starts on the day the one before it ends. */
function joinUnbroken(versions: readonly PlanVersion[]): void {
  let row: PlanVersion[] = [];
  for (const version of versions) {
    const { from, until } = version.plan.effective;
    const goesOn = row.at(-1)?.plan.effective.until === from;
    row = goesOn ? [...row, version] : [version];
    const first = row[0]?.plan.effective.from ?? from;
    for (const each of row) each.unbroken = { from: first, until };
  }
}
