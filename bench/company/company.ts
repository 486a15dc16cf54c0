import { daysFromCivil, type Day } from '../../src/engine/kernel/day.js';
import { Random } from './random.js';

export const DIRECTORS = 20;
export const MANAGERS = 180;
export const SELLERS = 1800;
export const CURRENCY = 'USD';
export const YEAR_STARTS: Day = daysFromCivil(2026, 1, 1);
export const YEAR_ENDS: Day = daysFromCivil(2027, 1, 1);
export const QUARTERS: readonly { readonly from: Day; readonly until: Day }[] = [1, 4, 7, 10].map(
  (month) => ({
    from: daysFromCivil(2026, month, 1),
    until: month === 10 ? YEAR_ENDS : daysFromCivil(2026, month + 3, 1),
  }),
);
const TYPES = ['new', 'expansion', 'renewal'];
/** Cents: net amounts run from 100.00 to 50,099.99, so 25,100 on average. */
const LEAST_CENTS = 10_000;
const SPREAD_CENTS = 5_000_000;
const MEAN_CENTS = 2_510_000;

export interface Person {
  readonly id: string;
  readonly plan: 'seller' | 'manager' | 'director';
  readonly manager: string | null;
}

export interface Booking {
  readonly id: string;
  readonly sequence: number;
  readonly day: Day;
  readonly seller: string;
  readonly cents: number;
  readonly type: string;
}

const name = (kind: string, number: number): string => `${kind}-${String(number).padStart(4, '0')}`;

/** 2,000 people in three levels. */
export function people(): Person[] {
  const list = (count: number, of: (number: number) => Person): Person[] =>
    Array.from({ length: count }, (_, number) => of(number));
  return [
    ...list(DIRECTORS, (number) => ({ id: name('director', number), plan: 'director', manager: null })),
    ...list(MANAGERS, (number) => ({
      id: name('manager', number),
      plan: 'manager',
      manager: name('director', number % DIRECTORS),
    })),
    ...list(SELLERS, (number) => ({
      id: name('seller', number),
      plan: 'seller',
      manager: name('manager', number % MANAGERS),
    })),
  ];
}

/** Whole dollars: what a person sells on average in a quarter, times 50% to 180%, so that every tier is reached by somebody. */
export function quotaOf(person: Person, quarter: number, bookings: number): bigint {
  const count = person.plan === 'seller' ? SELLERS : person.plan === 'manager' ? MANAGERS : DIRECTORS;
  const share = new Random(1 + quarter * 7919 + hash(person.id)).below(131) + 50;
  return BigInt(Math.max(1000, Math.round(((bookings * MEAN_CENTS) / 100 / count / 4) * (share / 100))));
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return Math.abs(value);
}

/** Bookings over the year, in no order of date. */
export function* bookings(count: number): Generator<Booking> {
  const random = new Random(20_260_101);
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const day = YEAR_STARTS + random.below(YEAR_ENDS - YEAR_STARTS);
    const seller = name('seller', random.below(SELLERS));
    const cents = LEAST_CENTS + random.below(SPREAD_CENTS);
    yield {
      id: `B${String(sequence).padStart(8, '0')}`,
      sequence,
      day,
      seller,
      cents,
      type: TYPES[random.below(3)] ?? 'new',
    };
  }
}
