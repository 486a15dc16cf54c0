import { readDay, writeDay } from '../engine/kernel/day.js';
import { Stream } from './random.js';
import { REGIONS, type SamplePerson } from './sample-people.js';

export interface SampleBooking {
  readonly id: string;
  readonly date: string;
  readonly net: string;
  readonly salesperson: string;
  readonly territory: string;
  readonly account: string;
  readonly type: string;
  readonly product: string;
}

export interface SampleBookings {
  readonly inTime: readonly SampleBooking[];
  /** Dated in quarters that are closed by the time they are told. */
  readonly late: readonly SampleBooking[];
  /** Orders told before, now with another amount or another seller. */
  readonly amended: readonly SampleBooking[];
}

const ORDERS = 2000;
const LATE = 40;
const AMENDED = 30;
const FIRST_DAY = '2026-01-02';
const DAYS = 362;

/** 2,000 orders over four quarters: most name their seller, a fifth only their territory. */
export function sampleBookings(people: readonly SamplePerson[], seed: number): SampleBookings {
  const stream = new Stream(seed);
  const orders = Array.from({ length: ORDERS }, (_, index) => order(stream, people, index));
  const lateOnes = new Set(
    orders
      .filter(({ date }) => date < '2026-09-20')
      .filter((_, index) => index % 31 === 7)
      .slice(0, LATE),
  );
  const inTime = orders.filter((each) => !lateOnes.has(each));
  const changed = inTime
    .filter(({ date, net }) => date < '2026-09-20' && !net.startsWith('-'))
    .filter((_, index) => index % 43 === 11);
  return { inTime, late: [...lateOnes], amended: changed.slice(0, AMENDED).map(amend) };
}

function order(stream: Stream, people: readonly SamplePerson[], index: number): SampleBooking {
  const date = writeDay((readDay(FIRST_DAY) ?? 0) + stream.below(DAYS));
  const region = stream.pick(REGIONS);
  const kind = stream.pick([
    'executive',
    'executive',
    'executive',
    'executive',
    'executive',
    'development',
    'territory',
    'territory',
  ]);
  const sellers = people.filter(
    (person) =>
      person.region === region && person.role === ROLE[kind] && person.hired <= date && worksOn(person, date),
  );
  const seller = kind === 'territory' ? '' : (sellers[stream.below(sellers.length)]?.id ?? '');
  return {
    id: `SO-${10_001 + index}`,
    date,
    net: amount(stream, kind),
    salesperson: seller,
    territory: `${region}-${1 + stream.below(4)}`,
    account: `c-${1 + stream.below(120)}`,
    type: kind === 'development' ? 'new' : stream.pick(['new', 'new', 'expansion', 'renewal']),
    product: stream.pick(['platform', 'platform', 'analytics', 'services']),
  };
}

const ROLE: Record<string, SamplePerson['role']> = {
  executive: 'account-executive',
  development: 'sales-development',
};

function worksOn(person: SamplePerson, date: string): boolean {
  return person.left === '' || date <= person.left;
}

/** Whole cents as a decimal: 3,000 to 37,000 for executives, a third of that for the others; one order in a hundred is a return. */
function amount(stream: Stream, kind: string): string {
  const cents = 300_000 + stream.below(3_400_000);
  const part = kind === 'executive' ? cents : Math.floor(cents / 3);
  const sign = stream.below(100) === 0 ? '-' : '';
  return `${sign}${Math.floor(part / 100)}.${String(part % 100).padStart(2, '0')}`;
}

/** Every third correction names another seller of the region; the others cut the amount to nine tenths. */
function amend(booking: SampleBooking, index: number): SampleBooking {
  if (index % 3 === 0 && booking.salesperson.includes('-ae-')) {
    const region = booking.salesperson.split('-')[0] ?? 'west';
    return { ...booking, salesperson: `${region}-ae-${booking.salesperson.endsWith('-2') ? 4 : 2}` };
  }
  const [whole = '0', cents = '00'] = booking.net.split('.');
  const cut = Math.floor(((Number(whole) * 100 + Number(cents)) * 9) / 10);
  return { ...booking, net: `${Math.floor(cut / 100)}.${String(cut % 100).padStart(2, '0')}` };
}
