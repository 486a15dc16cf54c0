import type { Day, NamedPeriod } from '../../../src/engine/kernel/day.js';
import type { Incentive, Measure, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { windowAround } from './facts/calendar.js';
import { creditsOf, readsOfCredit, type Credit } from './facts/credits.js';
import { countedOf } from './deals/counted.js';
import { dealOf } from './deals/deal.js';
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
  /** Also all of what is counted in versions without that incentive. */
  readonly orWithout?: true;
  /** What is paid on, rather than what retires quota. */
  readonly isPaid?: true;
}

/** What is added up of credits of a window, and as what. */
interface Adding {
  readonly id: string;
  readonly window: NamedPeriod;
  readonly isPaid?: true;
}

/** Credits of a stay on days of a window. */
export function creditsIn({ world, stay }: Seen, days: { from: Day; until: Day }): readonly Credit[] {
  return creditsOf(world).filter(
    ({ person, date, version }) =>
      person === stay.person && version.id === stay.plan && holds(stay, date) && holds(days, date),
  );
}

/** Whether all credits of a stay, whenever they come, are paid on in the parts that retire quota. */
export function paysAsRetires(seen: Seen): boolean {
  const { world, stay } = seen;
  return once(world, `pays as retires ${JSON.stringify(stay)}`, () =>
    creditsIn(seen, stay).every(({ share, retires }) => order(share, retires) === 0),
  );
}

/** Whether a credit is one that a measure of its version counts. */
export function isCounted({ world }: Seen, credit: Credit, counting: Counting): boolean {
  const { measure: id, incentive, orWithout = false } = counting;
  const measure = credit.version.measures.find((each) => each.id === id);
  if (!measure || measure.derived || measure.credits !== credit.kind) return false;
  const read = readsOfCredit(world, credit);
  if (measure.when && !meets(measure.when, credit.version, read)) return false;
  if (incentive === undefined) return true;
  const paid = credit.version.incentives.find((each) => each.id === incentive);
  return paid ? paid.when === null || meets(paid.when, credit.version, read) : orWithout;
}

/** What a counted credit adds: the person's share of the number of its line; for counts one, or the share of one, where it brings something new. */
export function addsOf(seen: Seen, credit: Credit, { id, window, isPaid }: Adding): Fraction {
  const part = ({ share, retires }: Credit): Fraction => (isPaid ? share : retires);
  const measure = measureOf(credit, id);
  if (!measure) return NOTHING;
  if (!measure.counted) {
    const brings = broughtBy(seen, credit, { measure, part });
    if (!measure.modify?.some(({ kind }) => kind === 'cap')) return brings;
    const deal = dealSoFar(seen, credit, id).map((each) => ({
      credit: each,
      amount: broughtBy(seen, each, { measure: measureOf(each, id), part }),
    }));
    return countedOf(seen.world, measureOf(deal[0]?.credit ?? credit, id) ?? measure, deal);
  }
  const { split } = measure.counted;
  const key = keyOf(seen, credit, id);
  const earlier = creditsIn(seen, window)
    .filter((each) => isCounted(seen, each, { measure: id }) && order(part(each), NOTHING) !== 0)
    .find((each) => keyOf(seen, each, id) === key);
  if (key === undefined || earlier !== credit) return NOTHING;
  return split === 'whole' ? fraction(1) : part(credit);
}

function measureOf({ version }: Credit, id: string): Measure | undefined {
  return version.measures.find((each) => each.id === id);
}

/** The person's part of the number of a line. */
function broughtBy(
  { world }: Seen,
  credit: Credit,
  { measure, part }: { measure: Measure | undefined; part: (of: Credit) => Fraction },
): Fraction {
  const number = measure && worth({ name: measure.sum }, readsOfCredit(world, credit));
  return typeof number === 'object' ? times(number, part(credit)) : NOTHING;
}

/** The credits of somebody's deal that a measure counts, of all of their time on the plan, down to one. */
function dealSoFar(seen: Seen, credit: Credit, id: string): readonly Credit[] {
  const { world, stay } = seen;
  const counted = creditsIn(seen, stay).filter(
    (each) =>
      dealOf(world, each.line) === dealOf(world, credit.line) && isCounted(seen, each, { measure: id }),
  );
  return counted.slice(0, counted.indexOf(credit) + 1);
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
  const { measure: id, isPaid } = counting;
  const adding = { id, window, ...(isPaid ? { isPaid } : {}) };
  return sumOf(counted.map((credit) => addsOf(seen, credit, adding)));
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
