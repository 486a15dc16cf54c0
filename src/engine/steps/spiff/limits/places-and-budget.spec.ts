import { calculated, type Booked, type Situation } from '../../../../../test/support/situation.js';
import { day, flat, incentive, operand } from '../../../../../test/support/sample-rules.js';
import {
  budget,
  capAt,
  first,
  paidBySpiff,
  sold,
  spiff,
  type SoldRow,
} from '../../../../../test/support/spiffs/sample-spiffs.js';
import type { Incentive, Spiff } from '../../../rulebook/rulebook.js';

type Rows = readonly SoldRow[];

const PEOPLE: Situation['people'] = ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id }));
const AFTER = sold(['Z', 'dee', '2026-06-30', '1', 999]);

function situation(spiffs: readonly Spiff[], bookings: readonly Booked[]): Situation {
  return { people: PEOPLE, spiffs, bookings: [...bookings, ...AFTER] };
}

function pay(changes: Partial<Spiff>, ...rows: Rows): Readonly<Record<string, string>> {
  return paidBySpiff(calculated(situation([spiff(changes)], sold(...rows))));
}

describe('places for the first', () => {
  const rows: Rows = [
    ['E1', 'ana', '2026-05-04', '12,000', 1],
    ['E2', 'ana', '2026-05-06', '12,000', 2],
    ['E3', 'ben', '2026-05-08', '12,000', 3],
    ['E4', 'cho', '2026-05-02', '12,000', 4],
  ];

  it('go by when a booking became known, not by its date', () => {
    expect(pay({ incentives: [first(3)] }, ...rows)).toEqual({
      'ana first 2026-05': '1000.00',
      'ben first 2026-05': '500.00',
    });
  });

  it('are for each person where it says so', () => {
    expect(pay({ incentives: [first(1, { each: 'participant' })] }, ...rows)).toEqual({
      'ana first 2026-05': '500.00',
      'ben first 2026-05': '500.00',
      'cho first 2026-05': '500.00',
    });
  });

  it('are kept by who is capped: nobody else moves up', () => {
    const capped = first(3, {}, { modify: [capAt('800 USD')] });
    expect(pay({ incentives: [capped], budget: budget('1,200 USD') }, ...rows)).toEqual({
      'ana first 2026-05': '800.00',
      'ben first 2026-05': '400.00',
    });
  });

  it('are not taken by what takes back', () => {
    expect(pay({ incentives: [first(1)] }, ['R', 'ana', '2026-05-03', '-10', 1], ...rows.slice(2))).toEqual({
      'ben first 2026-05': '500.00',
    });
  });

  it('a split booking takes one place and its parts make the amount: 33.33 + 33.34 + 33.33', () => {
    const holders = ['ana', 'ben', 'cho'].map((participant) => ({
      of: 'west',
      participant,
      from: day('2026-01-01'),
      until: null,
    }));
    const split = { id: 'S', date: '2026-05-04', net: '9,000', by: null, territory: 'west', recorded: 1 };
    const after = sold(['T', 'dee', '2026-05-05', '1,000', 2], ['U', 'dee', '2026-05-06', '1,000', 3]);
    const spiffs = [spiff({ incentives: [first(2, { pays: operand('100 USD') })] })];
    const all = { ...situation(spiffs, [split, ...after]), holders };
    expect(paidBySpiff(calculated(all))).toEqual({
      'ana first 2026-05': '33.33',
      'ben first 2026-05': '33.34',
      'cho first 2026-05': '33.33',
      'dee first 2026-05': '100.00',
    });
  });

  it('of several lines of a booking are one, from when the first of them became known', () => {
    const two: Booked[] = [
      { id: 'M', line: 1, by: 'ana', date: '2026-05-04', net: '10', recorded: 5 },
      { id: 'M', line: 2, by: 'ana', date: '2026-05-04', net: '10', recorded: 1 },
    ];
    const all = situation(
      [spiff({ incentives: [first(1)] })],
      [...two, ...sold(['N', 'ben', '2026-05-01', '10', 3])],
    );
    expect(paidBySpiff(calculated(all))).toEqual({ 'ana first 2026-05': '500.00' });
  });
});

describe('a budget', () => {
  const flatSpiff = (changes: Partial<Spiff>): Partial<Spiff> => ({
    incentives: [incentive(flat('100%'), { id: 'bonus' })],
    ...changes,
  });
  const rows: Rows = [
    ['A1', 'ana', '2026-05-01', '500', 1],
    ['A2', 'ana', '2026-05-02', '500', 2],
    ['B1', 'ben', '2026-05-03', '500', 3],
    ['A3', 'ana', '2026-05-04', '500', 4],
  ];

  it('goes booking by booking in the order in which they became known, also within a month', () => {
    expect(pay(flatSpiff({ budget: budget('1,600 USD') }), ...rows)).toEqual({
      'ana bonus 2026-05': '1100.00',
      'ben bonus 2026-05': '500.00',
    });
  });

  it('pays nothing of what does not fit whole where it says so, and what fits after it', () => {
    const small: Rows = [...rows, ['B2', 'ben', '2026-05-05', '100', 5]];
    expect(pay(flatSpiff({ budget: budget('1,600 USD', 'pay-nothing') }), ...small)).toEqual({
      'ana bonus 2026-05': '1000.00',
      'ben bonus 2026-05': '600.00',
    });
  });

  it('has back what is taken back', () => {
    const returned: Rows = [
      ...rows.slice(0, 3),
      ['R', 'ana', '2026-05-04', '-500', 4],
      ['B2', 'ben', '2026-05-05', '500', 5],
    ];
    expect(pay(flatSpiff({ budget: budget('1,500 USD') }), ...returned)).toEqual({
      'ana bonus 2026-05': '500.00',
      'ben bonus 2026-05': '1000.00',
    });
  });

  it('of a later version holds for what it pays, less what was reserved before', () => {
    const may = spiff(flatSpiff({ budget: budget('700 USD') }));
    const later = day('2026-05-03');
    const versions = [
      { ...may, effective: { from: may.effective.from, until: later } },
      {
        ...may,
        fingerprint: 'sprint-2',
        effective: { from: later, until: may.effective.until },
        budget: budget('1,000 USD'),
      },
    ];
    expect(paidBySpiff(calculated(situation(versions, sold(...rows))))).toEqual({
      'ana bonus 2026-05': '700.00',
      'ben bonus 2026-05': '300.00',
    });
  });

  it('pays of one booking what the document has first: 500 for a place and nothing, or 400 and nothing', () => {
    const own = incentive(flat('4%'), { id: 'rate' });
    const by = (...incentives: readonly Incentive[]): Readonly<Record<string, string>> =>
      pay({ incentives, budget: budget('800 USD', 'pay-nothing') }, ['B1', 'ben', '2026-05-03', '10,000', 1]);
    expect(by(first(1), own)).toEqual({ 'ben first 2026-05': '500.00', 'ben rate 2026-05': '0.00' });
    expect(by(own, first(1))).toEqual({ 'ben rate 2026-05': '400.00', 'ben first 2026-05': '0.00' });
  });
});

describe('a place that others give up', () => {
  const back = (id: string, changes: string, recorded: number): Booked => ({
    id,
    by: 'ana',
    date: '2026-05-20',
    net: '-100',
    recorded,
    facts: { 'booking.changes': changes },
  });
  // A has the one place until its refund at 2; B would have it then. C comes after all, and 500 are there for it.
  const rows = sold(
    ['A', 'ana', '2026-05-01', '100', 1],
    ['B', 'ana', '2026-05-02', '100', 5],
    ['C', 'ben', '2026-05-03', '100', 6],
  );
  const paid = (...refunds: readonly Booked[]): Readonly<Record<string, string>> =>
    paidBySpiff(
      calculated(
        situation(
          [spiff({ incentives: [first(1)], budget: budget('500 USD') })],
          [...rows, back('RA', 'A', 2), ...refunds],
        ),
      ),
    );

  it('is not reserved for a booking that became known with its refund, or after it', () => {
    expect(paid()).toEqual({ 'ana first 2026-05': '500.00' });
    for (const recorded of [3, 5])
      expect(paid(back('RB', 'B', recorded))).toEqual({ 'ben first 2026-05': '500.00' });
  });

  it('is reserved from when somebody had a line of the booking, and for nobody who had one after it was given up', () => {
    const two = (one: Booked, other: Booked): Readonly<Record<string, string>> =>
      paidBySpiff(
        calculated(
          situation(
            [spiff({ incentives: [first(2)], budget: budget('500 USD') })],
            [one, other, back('RM', 'M', 3), ...sold(['N', 'cho', '2026-05-03', '100', 6])],
          ),
        ),
      );
    const line = { id: 'M', by: 'ana', date: '2026-05-01', net: '100', line: 1, recorded: 1 };
    const nothing = { ...line, net: '0', line: 2, recorded: 5 };
    for (const other of [nothing, { ...nothing, by: 'ben' }])
      expect(two(line, other)).toEqual({ 'cho first 2026-05': '500.00' });
    expect(two({ ...line, recorded: 5 }, { ...nothing, recorded: 1 })).toEqual({
      'cho first 2026-05': '500.00',
    });
  });

  it('is reserved until a later refund, and then for who moves up', () => {
    expect(paid(back('RB', 'B', 7))).toEqual({ 'ben first 2026-05': '500.00' });
  });
});
