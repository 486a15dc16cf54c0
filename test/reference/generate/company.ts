import fc from 'fast-check';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type { Plan, Table } from '../../../src/engine/rulebook/rulebook.js';
import { day, operand, policy } from '../../support/sample-rules.js';
import type { Booked, Handed, Seated, Situation } from '../../support/situation.js';
import { someStart, startOf } from './words/dates.js';
import { someDate, someDay } from './plans.js';

/** Amounts that hit the places where tiers and quotas lie, and some that do not. */
const someNet = fc.oneof(
  fc.constantFrom('100', '150', '200', '300', '50', '-100', '-150', '-300', '0'),
  fc.integer({ min: -400, max: 900 }).map((units) => `${units}.37`),
);

/** Bookings with one or two lines of one day; returns are negative, some share a line, and when they came to be known does not matter. */
export const someBookings = fc
  .array(
    fc.record({
      nets: fc.array(someNet, { minLength: 1, maxLength: 2 }),
      date: someDate,
      by: fc.constantFrom('ana', 'ana', 'bob', 'mia', null),
      type: fc.constantFrom('new', 'new', 'renewal'),
      product: fc.constantFrom('basic', 'basic', 'plus', 'plus', undefined),
      margin: fc.constantFrom(0, 30, 77, -10),
      start: someStart,
    }),
    { maxLength: 12 },
  )
  .map((rows): readonly Booked[] =>
    rows.flatMap(({ nets, date, by, type, product, margin, start }, index) =>
      nets.map((net, at) => ({
        id: `D${index}`,
        line: at + 1,
        date,
        net,
        by,
        territory: 't',
        sequence: BigInt((index * 7) % 13),
        facts: {
          'booking.type': type,
          ...(product === undefined ? {} : { 'line.product': product }),
          'line.margin': `${margin} USD`,
          ...startOf(date, start),
        },
      })),
    ),
  );

/** Dated values of one attribute: at first, from a day on, and perhaps no longer from another. */
const someDated = (name: string, ...values: readonly string[]): fc.Arbitrary<NonNullable<Seated['dated']>> =>
  fc
    .array(
      fc.record({
        value: fc.constantFrom(...values),
        from: someDay,
        days: fc.option(fc.integer({ min: 5, max: 90 }), { nil: null }),
      }),
      { maxLength: 2 },
    )
    .map((rows) =>
      rows.map(({ value, from, days }) =>
        days === null
          ? ([name, value, writeDay(from)] as const)
          : ([name, value, writeDay(from), writeDay(from + days)] as const),
      ),
    );

/** Before every booking, in the year before, and not on the first of a month. */
const HIRED = '2025-11-20';

/** Where somebody starts, what they have, and where they go. */
export const someSeat = fc.record({
  quota: fc.constantFrom('300 USD', '600 USD', '777.77 USD', '0 USD', undefined),
  rate: fc.constantFrom('8%', '5%'),
  dated: fc.tuple(
    someDated('attribute.quota', '400 USD', '900 USD', '0 USD'),
    someDated('attribute.rate', '9.5%', '6%'),
  ),
  moves: fc.option(someDate, { nil: null }),
  from: fc.oneof(fc.constant(HIRED), someDate),
  until: fc.option(someDate, { nil: null }),
  to: fc.constantFrom('ae', 'lead', ''),
});
type Seat = typeof someSeat extends fc.Arbitrary<infer T> ? T : never;

/** Somebody who may join late, leave early, or move to another plan, back to the same one, or out of all plans. */
export function seated(id: string, seat: Seat, manager: string | null): readonly Seated[] {
  const { quota, rate, dated, moves, from, until, to } = seat;
  const facts = {
    'attribute.rate': rate,
    'attribute.target': '400 USD',
    'participant.team': 'west',
    'attribute.goal': '80%',
    ...(quota === undefined ? {} : { 'attribute.quota': quota }),
  };
  const row = { id, facts, ...(manager === null ? {} : { manager }) };
  const ends = until === null || until <= from ? {} : { until };
  const all = { ...row, from, ...ends, dated: dated.flat() };
  if (moves === null || moves <= from || (until !== null && moves >= until)) return [all];
  const other = { ...facts, 'attribute.rate': '4%' };
  return [
    { ...all, until: moves },
    ...(to === '' ? [] : [{ ...row, facts: other, plan: to, from: moves, ...ends }]),
  ];
}

/** People of a small team. */
export const somePeople = fc
  .tuple(someSeat, someSeat, fc.constantFrom<readonly string[]>(['mia', 'mia'], ['mia', 'bob']))
  .map(([ana, bob, [, of = 'mia']]): readonly Seated[] => [
    ...seated('ana', ana, of),
    ...seated('bob', bob, 'mia'),
    {
      id: 'mia',
      manager: 'vera',
      from: HIRED,
      facts: { 'attribute.rate': '3%', 'attribute.quota': '1,000 USD' },
    },
    { id: 'vera', from: HIRED, facts: { 'attribute.rate': '2%' } },
  ]);

const RATES: Table = {
  id: 'rates',
  effective: { from: day('2000-01-01'), until: null },
  fingerprint: 'rates-1',
  inputs: ['line.product', 'booking.type'],
  outputs: [{ id: 'rate', is: 'percent' }],
  hit: 'first',
  rows: [
    {
      id: '1',
      tests: [
        { is: 'equal', to: { word: 'plus' } },
        { is: 'equal', to: { word: 'new' } },
      ],
      outputs: [operand('9%')],
    },
    {
      id: '2',
      tests: [{ is: 'equal', to: { word: 'basic' } }, { is: 'anything' }],
      outputs: [operand('5%')],
    },
    { id: '3', tests: [{ is: 'anything' }, { is: 'anything' }], outputs: [operand('2.5%')] },
  ],
  noMatch: 'refuse',
};

/** Results that somebody hands in, early or late, for the windows or for a first part of them, and corrects. */
export const someResults = fc.array(
  fc
    .record({
      measure: fc.constantFrom('score', 'nps', 'ebitda'),
      months: fc.constantFrom(1, 1, 3, 6, 12),
      ordinal: fc.integer({ min: 0, max: 8 }),
      date: someDate,
      value: fc.constantFrom('40%', '50%', '80%', '100%', '133.3%'),
      subject: fc.constantFrom('ana', 'bob'),
    })
    .map(({ measure, months, ordinal, date, value, subject }): Handed => {
      const first = months >= 6 ? 0 : (ordinal * months) % 12;
      const of = measure === 'score' ? 'participant' : measure === 'nps' ? 'team' : 'company';
      const named = { participant: subject, team: 'west', company: '' };
      return {
        measure,
        of,
        subject: named[of],
        date,
        value,
        from: firstOf(first),
        until: firstOf(first + months),
      };
    }),
  { maxLength: 8 },
);

function firstOf(month: number): string {
  return `${2026 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** Everything together. */
export function situationOf(
  plans: readonly Plan[],
  people: readonly Seated[],
  bookings: readonly Booked[],
): Situation {
  return {
    plans,
    people,
    bookings: [
      ...bookings,
      { id: 'Z', date: '2026-08-31', net: '0', by: 'vera', facts: { 'booking.type': 'new' } },
    ],
    tables: [RATES],
    policies: [
      policy({
        rollup: [
          { id: 'chain', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
        ],
      }),
    ],
    territories: [{ id: 't', group: null }],
    holders: ['ana', 'bob', 'mia'].map((participant) => ({
      of: 't',
      participant,
      from: day('2020-01-01'),
      until: participant === 'mia' ? day('2026-03-15') : null,
    })),
  };
}
