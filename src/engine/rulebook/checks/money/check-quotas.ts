import { writeDay, type Period } from '../../../kernel/day.js';
import { valuesOf } from '../../../values/values-of.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Rulebook } from '../../rulebook.js';

/** A quota that a plan version measures by: an attribute that its people should have. */
export interface QuotaAsked {
  readonly plan: string;
  readonly measure: string;
  /** The attribute; several are asked where a value computes the quota. */
  readonly name: string;
  /** The days of the version. */
  readonly on: Period;
  readonly path: string;
}

/** How many people are on a plan on a day of a version, and how many of them have the attribute that day. */
export interface QuotaHeld {
  readonly people: number;
  readonly having: number;
}

/** The quotas of all plans. */
export function quotasAsked(rulebook: Rulebook): QuotaAsked[] {
  return rulebook.plans.flatMap((plan, index) => {
    const values = valuesOf(plan, rulebook);
    return plan.measures.flatMap(({ id, quota, teamQuota }, at) => {
      // Of a team's quota the members have the parts, and they are on other plans.
      const names = quota === null || teamQuota ? [] : values.dependence(quota).leaves;
      return names
        .filter((name) => name.startsWith('attribute.'))
        .map((name) => ({
          plan: plan.id,
          measure: id,
          name,
          on: plan.effective,
          path: `plans.${index}.measures.${at}.quota`,
        }));
    });
  });
}

/** Quotas that nobody has who is on the plan; nothing is said of a plan that nobody is on yet. */
export function checkQuotas(asked: readonly QuotaAsked[], held: readonly QuotaHeld[]): Finding[] {
  return asked.flatMap(({ plan, measure, name, on, path }, index) => {
    const { people, having } = held[index] ?? { people: 0, having: 0 };
    if (people === 0 || having > 0) return [];
    const who = people === 1 ? 'The one person' : `None of the ${people} people`;
    const has = people === 1 ? 'does not have' : 'has';
    const from = writeDay(on.from);
    const until = on.until === null ? `from ${from} on` : `from ${from} until ${writeDay(on.until)}`;
    const message = `${who} on ${plan} ${has} ${name} ${until}: 100,000 in ${measure} would be no percent of anything, and everybody is paid as without a quota.`;
    const remedy = `Import ${name} for them, or name the attribute that they have.`;
    return [warningAt(path, { code: 'QUOTA_NOBODY_HAS', message, remedy }, name)];
  });
}
