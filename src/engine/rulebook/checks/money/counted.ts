import { axisOf, valueIn, type Axis } from '../../../conditions/verify/axis.js';
import { atomsOf, valuesIn } from '../../../conditions/verify/atoms-of-test.js';
import {
  common,
  contains,
  stretches,
  union,
  without,
  type Ranges,
} from '../../../conditions/verify/ranges.js';
import { namesInTest } from '../../../conditions/fact-places.js';
import type { NameType } from '../../../conditions/types/name-types.js';
import { writeDay } from '../../../kernel/day.js';
import { sayNumber } from '../../../conditions/verdict/say-test.js';
import { multiply, ratio, type Ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import type { UnaryTest } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { countingSites, type CountingSite } from './counting-sites.js';
import { sayPay } from './money-words.js';
import { constantOf } from './plain-rate.js';

/** Incentives that differ by their test on one fact alone, and that fact's values cut by those tests. */
export interface Apart {
  readonly fact: string;
  readonly sites: readonly CountingSite[];
  readonly axis: Axis;
  /** The values that each takes. */
  readonly taken: readonly Ranges[];
}

/**
 * Bookings between two incentives that share them out by one fact: `< 10,000 USD` and `> 10,000 USD` leave out exactly 10,000, and `<=` with `>=`
 * pay it twice. Words are told as missing only where a single one of a closed list is.
 */
export function countedApart(by: InPlan): Finding[] {
  return apartOf(countingSites(by.plan), by).flatMap((apart) => [
    ...gapsIn(apart, by),
    ...twiceIn(apart, by),
  ]);
}

/** Incentives that share out bookings by one fact. */
export function apartOf(sites: readonly CountingSite[], by: InPlan): readonly Apart[] {
  const groups = new Map<string, { fact: string; sites: CountingSite[] }>();
  for (const site of sites) {
    for (const fact of site.tests.keys()) {
      const others = [...site.tests].filter(([name]) => name !== fact).sort();
      const { sum, credits, window } = site.measure;
      const what = site.measure.counted ? 'count' : sum;
      const key = JSON.stringify([fact, what, credits, window, others], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      const group = groups.get(key) ?? { fact, sites: [] };
      group.sites.push(site);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ fact, sites: together }) => {
    const type = by.credits.names.get(fact);
    const tests = together.map((site) => site.tests.get(fact) ?? ANYTHING);
    if (!type || together.length < 2 || tests.some((test) => namesInTest(test).length > 0)) return [];
    return [laidOut(fact, { sites: together, tests, type })];
  });
}

const ANYTHING: UnaryTest = { is: 'anything' };

function laidOut(
  fact: string,
  { sites, tests, type }: { sites: readonly CountingSite[]; tests: readonly UnaryTest[]; type: NameType },
): Apart {
  const axis = axisOf(tests, type);
  return { fact, sites, axis, taken: tests.map((test) => atomsOf(test, axis)) };
}

/** What lies between the values that are taken, or the one word that is not. */
function gapsIn({ fact, sites, axis, taken }: Apart, by: InPlan): Finding[] {
  const last = sites.at(-1);
  const all = union(taken);
  const missing = without(valuesIn(axis), all);
  const places = stretches(missing);
  const isOrdered = axis.words.length === 0;
  const [low, high] = [all[0] ?? 0, all.at(-1) ?? 0];
  const inner = isOrdered ? places.filter(([from, to]) => from > low && to < high) : [];
  const words = !isOrdered && isOneWord(fact, { axis, missing }, by) && areApart(taken) ? places : [];
  const [first] = [...inner, ...words];
  if (!first || !last) return [];
  const value = sayAtom(axis, first[0]);
  const names = sites.map(({ incentive }) => incentive.id).join(' and ');
  const message = `A booking whose ${fact} is ${value} is paid by none of ${names}: ${amountOf(last, { fact, axis, atom: first[0] }).says} nothing.`;
  const remedy = `Let one of them take ${value} too; if nothing is to be paid for it, write it into an incentive that pays 0%.`;
  return [warningAt(`incentives.${last.index}.id`, { code: 'COUNTED_BY_NONE', message, remedy })];
}

/** A closed list of which exactly one word is taken by none. */
function isOneWord(fact: string, { axis, missing }: { axis: Axis; missing: Ranges }, by: InPlan): boolean {
  const values = by.rulebook.facts.fields.find(({ name }) => name === fact)?.values ?? [];
  return (
    values.length > 2 &&
    axis.words.length === values.length &&
    missing.length === 2 &&
    missing[0] === missing[1]
  );
}

function areApart(taken: readonly Ranges[]): boolean {
  return taken.every((one, at) =>
    taken.every((other, index) => index === at || common(one, other).length === 0),
  );
}

/** Whether two share no more than one value that their tests name: the end of one and the start of the other. */
function isOneValue({ atoms }: Axis, [from, to]: readonly [number, number]): boolean {
  return from === to && atoms.includes(from);
}

/** Values that two take which otherwise take different ones. Where one takes all that the other does, it is paid on top, on purpose. */
function twiceIn({ fact, sites, axis, taken }: Apart, by: InPlan): Finding[] {
  return sites.flatMap((site, at) =>
    sites.slice(0, at).flatMap((other, index) => {
      const [mine, theirs] = [taken[at] ?? [], taken[index] ?? []];
      const [both] = stretches(common(common(mine, theirs), valuesIn(axis)));
      if (!both || (site.measure.id === other.measure.id && !isOneValue(axis, both))) return [];
      if (contains(mine, theirs) || contains(theirs, mine)) return [];
      const value = sayAtom(axis, both[0]);
      const message = `A booking whose ${fact} is ${value} is paid by both ${other.incentive.id} and ${site.incentive.id}${togetherPay([other, site], { fact, axis, atom: both[0] }, by)}.`;
      const remedy = `Let only one of them take ${value}.`;
      return [warningAt(`incentives.${site.index}.id`, { code: 'COUNTED_TWICE', message, remedy })];
    }),
  );
}

/** A value of the fact that incentives are told apart by. */
interface Between {
  readonly fact: string;
  readonly axis: Axis;
  readonly atom: number;
}

/** The amount that a counter-example is reckoned with: the value itself where that is what is paid on, else 100,000. */
function amountOf(
  { measure }: CountingSite,
  { fact, axis, atom }: Between,
): { readonly value: Ratio; readonly says: string } {
  const value = valueIn(axis, atom);
  if (measure.sum === fact && typeof value === 'object') return { value, says: 'it earns' };
  return { value: ratio(100_000n), says: '100,000 of it earn' };
}

/** What two incentives pay together, where their rates are written out. */
function togetherPay(
  sites: readonly [CountingSite, CountingSite],
  between: Between,
  { plan }: InPlan,
): string {
  const [one, two] = sites.map(({ incentive: { formula } }) =>
    formula.kind === 'flat' || formula.kind === 'override' ? constantOf(formula.pays.what) : undefined,
  );
  if (!one || !two || sites[0].measure.counted) return '';
  const { value, says } = amountOf(sites[0], between);
  const pays = [one, two].map((rate) => sayPay(multiply(rate, value), plan.currency));
  return `: ${says} ${pays.join(' and ')}`;
}

function sayAtom(axis: Axis, atom: number): string {
  const value = valueIn(axis, atom);
  if (typeof value === 'object') return sayNumber(value, axis.unit);
  return typeof value === 'number' ? writeDay(value) : (value ?? 'unknown');
}
