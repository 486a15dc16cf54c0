import { compare, ONE } from '../kernel/ratio.js';
import type { Earning, TierWorking } from '../model/result.js';
import { oneOf, sayExact, sayIn, sayMoney, sayPrice, sayRate } from './say-numbers.js';
import { sayShared } from './spiff/say-shared.js';

/** What the parts of a window's pay are said by: its working, and the currency of its plan. */
export type Paying = Pick<Earning, 'working' | 'currency'>;

/** Formulas whose parts say by themselves which they are. */
const UNNAMED = /^(?:matrix|bonus|greater of|lesser of|contest|pool|first-n)$/;

/** One part of a window's pay in its own numbers: `781,000 × 1.5% = 11,715.00`, `105% of your target of 14,000 = 14,700.00`. */
export function sayPart(part: TierWorking, paying: Paying): string {
  const { base, rate, amount, by = [] } = part;
  const { currency, working } = paying;
  const pays = sayExact(amount);
  const places = by.map(({ name, value, unit }) => `${name} ${sayIn(value, { unit, currency })}`);
  const ofTarget = `${sayRate(rate)} of your target of ${sayMoney(base)} = ${pays}`;
  switch (working.formula) {
    case 'curve':
      return ofTarget;
    case 'matrix':
      return `at ${places.join(' and ')}, ${ofTarget}`;
    case 'mbo':
      return `${places.join(' × ')} of ${sayMoney(base)} = ${pays}`;
    case 'bonus':
      return `a bonus of ${pays}`;
    case 'greater of':
    case 'lesser of':
      return sayChosen(part, paying);
    case 'contest':
    case 'pool':
    case 'first-n':
      return sayShared(part, working.formula);
    default:
      return isAmount(part, paying) ? pays : `${sayRated(part, paying)} = ${pays}`;
  }
}

/** Which group of credits a part is for, as the start of a sentence: `line.product Laptops: `. */
export function sayGroup({ group }: Pick<TierWorking, 'group'>): string {
  if (!group) return '';
  return `${group.is === null ? `${group.by} unknown` : `${group.by} ${group.is}`}: `;
}

/** Whether two parts are for the same group of credits. */
export function isSameGroup(a: TierWorking, b: TierWorking | undefined): boolean {
  return a.group?.is === b?.group?.is;
}

/** Whether a formula takes one of several amounts. */
export function isChoice(formula: string): boolean {
  return /^(?:greater|lesser) of$/.test(formula);
}

/** Which amount was chosen, and in a bracket how it was made, where an incentive made it; without the measure where that was said already. */
export function sayChosen(part: TierWorking, { working }: Paying, measure = ''): string {
  const { id, by = [], amount } = part;
  const how = measure === '' ? undefined : by.find(({ name }) => name === id)?.how;
  const made = how?.startsWith(`${measure}: `) ? how.slice(measure.length + 2) : how;
  const bracket = made === undefined ? '' : ` (${made.replace(/\.$/, '')})`;
  const all = by.map(({ name, value }) => `${name} ${sayExact(value)}`).join(' and ');
  return `the ${working.formula} ${all} is ${id}${bracket}, ${sayExact(amount)}`;
}

/** The same with the name it has in the plan, where that tells anything. */
export function sayNamedPart(part: TierWorking, paying: Paying): string {
  const said = sayPart(part, paying);
  return part.id === '' || UNNAMED.test(paying.working.formula) ? said : `${part.id}: ${said}`;
}

/** Whether a part is to be named in a sentence too: an objective, or a step with an amount, is told by nothing else. */
export function isNamed(part: TierWorking, paying: Paying): boolean {
  return paying.working.formula === 'mbo' || isAmount(part, paying);
}

/** A step or a plan's answer to a missing quota may pay an amount rather than a rate. */
function isAmount({ base, rate, amount }: TierWorking, { working: { formula } }: Paying): boolean {
  if (!/^(?:steps|no-quota)/.test(formula)) return false;
  return compare(rate, ONE) === 0 && compare(base, amount) === 0;
}

function sayRated({ base, rate }: TierWorking, { working: { per, paidOn }, currency }: Paying): string {
  const of = paidOn === undefined ? '' : ` of ${paidOn}`;
  if (per === undefined) return `${sayMoney(base)}${of} × ${sayRate(rate)}`;
  const counted = `${sayIn(base, { unit: per, currency })}${of}`;
  return per === '%'
    ? `${counted} of ${sayPrice(rate)}`
    : `${counted} × ${sayPrice(rate)} ${currency} per ${oneOf(per)}`;
}
