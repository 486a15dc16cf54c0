import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Incentive, Measure, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { windowAround } from './facts/calendar.js';
import { creditsOf, readsOfCredit, type Credit } from './facts/credits.js';
import { derivedOf } from './derived.js';
import {
  fraction,
  least,
  most,
  NOTHING,
  order,
  over,
  plus,
  sumOf,
  times,
  type Fraction,
} from './facts/fraction.js';
import type { Seen } from './facts/seen.js';
import { quotaOf } from './quotas.js';
import { meets, worth } from './facts/reading.js';
import { holds, once, versionsOf } from './facts/world.js';

/** What a measure comes to, its quota, and what one is of the other where the quota is above zero. */
export interface Stand {
  readonly measure: Fraction | undefined;
  readonly quota: Fraction | undefined;
  readonly attainment: Fraction | undefined;
}

/** What of a credit adds to a measure, or to the part of it that an incentive pays on. */
export interface Counting {
  readonly measure: string;
  /** Only what this incentive lets through. */
  readonly incentive?: string;
}

/** Credits of a stay on days of a window. */
export function creditsIn({ world, stay }: Seen, days: { from: Day; until: Day }): readonly Credit[] {
  return creditsOf(world).filter(
    ({ person, date, version }) =>
      person === stay.person && version.id === stay.plan && holds(stay, date) && holds(days, date),
  );
}

/** Whether a credit is one that a measure of its version counts. */
export function isCounted({ world }: Seen, credit: Credit, { measure: id, incentive }: Counting): boolean {
  const measure = credit.version.measures.find((each) => each.id === id);
  if (!measure || measure.derived || measure.credits !== credit.kind) return false;
  const read = readsOfCredit(world, credit);
  if (measure.when && !meets(measure.when, credit.version, read)) return false;
  if (incentive === undefined) return true;
  const paid = credit.version.incentives.find((each) => each.id === incentive);
  return paid !== undefined && (paid.when === null || meets(paid.when, credit.version, read));
}

/** What a counted credit adds: the person's share of the number of its line; for counts one, or the share of one, where it brings something new. */
export function addsOf(
  seen: Seen,
  credit: Credit,
  { id, window }: { id: string; window: NamedPeriod },
): Fraction {
  const measure = credit.version.measures.find((each) => each.id === id);
  if (!measure) return NOTHING;
  const read = readsOfCredit(seen.world, credit);
  if (!measure.counted) {
    const number = worth({ name: measure.sum }, read);
    return typeof number === 'object' ? times(number, credit.share) : NOTHING;
  }
  const { split } = measure.counted;
  const key = keyOf(seen, credit, id);
  const earlier = creditsIn(seen, window)
    .filter((each) => isCounted(seen, each, { measure: id }))
    .find((each) => keyOf(seen, each, id) === key);
  if (key === undefined || earlier !== credit) return NOTHING;
  return split === 'whole' ? fraction(1) : credit.share;
}

/** What makes two credits the same thing; which things are counted, the version of the credit says. */
function keyOf({ world }: Seen, credit: Credit, id: string): string | undefined {
  const { source, booking, line } = credit.line;
  const counted = credit.version.measures.find((each) => each.id === id)?.counted;
  if (counted?.what === 'booking') return `booking ${source} ${booking}`;
  if (counted?.what === 'line') return `line ${source} ${booking} ${line}`;
  const value = readsOfCredit(world, credit)(counted?.fact ?? '');
  if (value === undefined) return undefined;
  return typeof value === 'object' ? `number ${value.n} ${value.d}` : `text ${value}`;
}

/** Sum of what credits of a window before a day add. */
function sumIn(seen: Seen, counting: Counting, days: { window: NamedPeriod; until: Day }): Fraction {
  const { window, until } = days;
  const counted = creditsIn(seen, { from: window.from, until: Math.min(window.until, until) }).filter(
    (credit) => isCounted(seen, credit, counting),
  );
  return sumOf(counted.map((credit) => addsOf(seen, credit, { id: counting.measure, window })));
}

/** The negative rest of the windows before, where it is carried as measure: every window begins with it. */
export function openingOf(seen: Seen, counting: Counting, at: { plan: Plan; window: NamedPeriod }): Fraction {
  const { plan, window } = at;
  const measure = plan.measures.find(({ id }) => id === counting.measure);
  if (!measure || measure.negative !== 'carry-measure' || window.from <= seen.stay.from) return NOTHING;
  const question = `opening ${JSON.stringify([seen.stay, counting, window])}`;
  return once(seen.world, question, () => {
    const before = windowBefore(seen, measure, { plan, window });
    if (!before) return NOTHING;
    const opened = openingOf(seen, counting, { plan, window: before });
    return least(NOTHING, plus(opened, sumIn(seen, counting, { window: before, until: before.until })));
  });
}

/** The window that ended last before another began; over plan-to-date there is one where a pause lies between. */
function windowBefore(
  { world }: Seen,
  { window: name }: Measure,
  { plan, window }: { plan: Plan; window: NamedPeriod },
): NamedPeriod | undefined {
  if (name !== 'plan-to-date') return windowAround({ world, plan }, name, window.from - 1);
  const earlier = versionsOf(world, plan.id).filter(({ effective }) => effective.from < window.from);
  const last = earlier.at(-1);
  return last && windowAround({ world, plan: last }, name, last.effective.from);
}

/** Nothing is measured below zero where a negative is dropped or carried as measure. */
export function clipped(sum: Fraction, { negative }: Measure): Fraction {
  return negative === 'zero' || negative === 'carry-measure' ? most(NOTHING, sum) : sum;
}

/** Where a measure stands, in the window around the last day seen, as a version of the plan says. */
export function standOf(seen: Seen, id: string, plan: Plan): Stand {
  const { world, stay, known } = seen;
  return once(world, `stand ${JSON.stringify([stay, known, id, plan.fingerprint])}`, () => {
    const measure = plan.measures.find((each) => each.id === id);
    if (!measure) return { measure: undefined, quota: undefined, attainment: undefined };
    const window =
      measure.rolling === undefined
        ? windowAround({ world, plan }, measure.window, known - 1)
        : { name: `last ${measure.rolling} days`, from: known - measure.rolling, until: known };
    const sum = measure.derived
      ? derivedOf(seen, measure, { window, read: (name) => namedStand(seen, name, plan) })
      : clipped(
          plus(
            openingOf(seen, { measure: id }, { plan, window }),
            sumIn(seen, { measure: id }, { window, until: known }),
          ),
          measure,
        );
    const quota = measure.quota === null ? undefined : quotaOf(seen, measure, { plan, window });
    const attained = sum && quota && order(quota, NOTHING) > 0 ? over(sum, quota) : undefined;
    return { measure: sum, quota, attainment: attained };
  });
}

/** A measure, a quota or an attainment by its name. */
export function namedStand(seen: Seen, name: string, plan: Plan): Fraction | undefined {
  const [what = '', id = ''] = name.split('.');
  const stand = standOf(seen, id, plan);
  return what === 'measure' ? stand.measure : what === 'quota' ? stand.quota : stand.attainment;
}

/** The id of a measure in `measure.sold` or `attainment.sold`. */
export function idOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/** An incentive of a version by its id. */
export function incentiveOf(plan: Plan, id: string): Incentive | undefined {
  return plan.incentives.find((each) => each.id === id);
}
