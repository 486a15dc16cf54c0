import { compare, multiply, ONE, type Ratio } from '../../kernel/ratio.js';
import type { TierWorking } from '../../model/result.js';
import { sayExact, sayIn, sayRate } from '../say-numbers.js';

/** Formulas of what several people share, or may miss because of others. */
export function isShared(formula: string): boolean {
  return /^(?:contest|pool|first-n)$/.test(formula);
}

/** Somebody's part of what is shared, by their own place and numbers alone: `on place 2 with 1 other, who share prizes of 1,000.00: 500.00`. */
export function sayShared(part: TierWorking, formula: string): string {
  if (formula === 'contest') return sayPrize(part);
  return formula === 'pool' ? sayPoolPart(part) : sayFirst(part);
}

function sayPrize(part: TierWorking): string {
  const [prizes, people] = ['prizes', 'people'].map((name) => stood(part, name));
  const pays = sayExact(part.amount);
  if (!prizes || !people) return `on ${part.id}, which has a prize of ${pays}`;
  const others = people.n / people.d - 1n;
  return `on ${part.id} with ${others} ${others === 1n ? 'other' : 'others'}, who share prizes of ${sayExact(prizes)}: ${pays}`;
}

function sayPoolPart(part: TierWorking): string {
  const [pool, people, share] = ['pool', 'people', 'part'].map((name) => stood(part, name));
  const how = part.by?.find(({ name }) => name === 'pool')?.how;
  const of = `the pool${pool ? ` of ${sayExact(pool)}` : ''}${how === undefined ? '' : ` (${how})`}`;
  const pays = sayExact(part.amount);
  if (people && compare(people, ONE) === 0) return `the whole of ${of} = ${pays}`;
  if (people) return `one of ${people.n / people.d} equal parts of ${of} = ${pays}`;
  return `${share ? sayRate(share) : 'a part'} of ${of} = ${pays}`;
}

function sayFirst(part: TierWorking): string {
  const [bookings, places, each] = ['bookings', 'places', 'each'].map((name) => stood(part, name));
  const pays = sayExact(part.amount);
  if (!bookings || !places || !each) return `for being among the first ${pays}`;
  const took = sayIn(bookings, { unit: 'booking', currency: '' });
  const whole = multiply(each, bookings);
  if (compare(whole, part.amount) === 0)
    return `${took} among the first ${places.n / places.d} × ${sayExact(each)} = ${pays}`;
  return `${took} among the first ${places.n / places.d}, your part of ${sayExact(whole)}: ${pays}`;
}

function stood({ by = [] }: TierWorking, of: string): Ratio | undefined {
  return by.find(({ name }) => name === of)?.value;
}
