import fc from 'fast-check';
import { day, flat, incentive, measure } from '../../../../../test/support/sample-rules.js';
import { calculated, linesOf, type Booked, type Situation } from '../../../../../test/support/situation.js';
import { budget, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import type { Budget } from '../../../rulebook/rulebook.js';

const RUNS = runs(100);
const IDS = ['ana', 'ben', 'cho'];

const someChange = fc.record({
  what: fc.constantFrom<'back' | 'undone' | 'more'>('back', 'back', 'back', 'undone', 'more'),
  part: fc.integer({ min: 1, max: 9 }),
  recorded: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 10, max: 28 }),
});
const someDeal = fc.record({
  by: fc.constantFrom(...IDS),
  net: fc.integer({ min: 1, max: 9 }),
  recorded: fc.integer({ min: 1, max: 12 }),
  changes: fc.array(someChange, { maxLength: 5 }),
});
type Deal = typeof someDeal extends fc.Arbitrary<infer T> ? T : never;
const someDeals = fc.array(someDeal, { minLength: 1, maxLength: 7 });
const someBudget = fc.constantFrom(
  budget('7 USD'),
  budget('15 USD'),
  budget('7 USD', 'pay-nothing'),
  budget('15 USD', 'pay-nothing'),
);

/** A booking and what changes it: refunds that never take back more than there is, what takes these back, and up-sells. */
function bookingsOf({ by, net, recorded, changes }: Deal, at: number): readonly Booked[] {
  const root: Booked = { id: `D${at}`, by, date: `2026-05-0${at + 1}`, net: `${net}`, recorded };
  const all = [root];
  const refunds: Booked[] = [];
  let left = net;
  changes.forEach(({ what, part, ...told }, place) => {
    const add = (amount: number, changed: Booked): Booked => {
      left += amount;
      const own = { recorded: told.recorded, date: `2026-05-${told.day}`, changes: changed.id };
      const booked: Booked = { ...own, id: `${changed.id}-${place}`, by, net: `${amount}` };
      all.push(booked);
      return booked;
    };
    if (what === 'more') add(part, root);
    else if (what === 'back' && left > 0) refunds.push(add(-Math.min(part, left), root));
    else if (what === 'undone') {
      const refund = refunds.pop();
      if (refund) add(-Number(refund.net), refund);
    }
  });
  return all;
}

/** Each became known after those before it in the list. */
function inTurn(bookings: readonly Booked[]): readonly Booked[] {
  let known = 0;
  return bookings.map((each) => {
    known = Math.max(known + 1, each.recorded ?? 0);
    return { ...each, recorded: known };
  });
}

function situation(limit: Budget | null, bookings: readonly Booked[]): Situation {
  const all = incentive(flat('100%'), { id: 'bonus' });
  const measures = [measure({ window: 'plan-to-date', negative: 'pay-back' as const })];
  const spiffs = [spiff({ measures, incentives: [all], budget: limit })];
  return { people: IDS.map((id) => ({ id })), spiffs, bookings };
}

/** The same with a pause after the first bookings of all, before anything changes them. */
function inTwoRuns(limit: Budget | null, bookings: readonly Booked[]): Situation {
  const all = situation(limit, bookings);
  const spiffs = (all.spiffs ?? []).flatMap((each) => [
    { ...each, effective: { from: day('2026-05-01'), until: day('2026-05-09') } },
    { ...each, effective: { from: day('2026-05-10'), until: day('2026-06-01') }, fingerprint: 'sprint-2' },
  ]);
  return { ...all, spiffs };
}

/** What the SPIFF pays of bookings, in whole dollars, by what tells them apart. */
function paidBy(
  given: Situation,
  keyOf: (booking: string, by: string) => string,
): ReadonlyMap<string, bigint> {
  const lines = linesOf(given);
  const sums = new Map<string, bigint>();
  for (const { earning, lines: paid } of calculated(given).earnings)
    for (const { credit, amount } of earning.plan === 'sprint' ? paid : []) {
      const key = keyOf(lines[credit?.line ?? 0]?.booking ?? '', earning.participant);
      sums.set(key, (sums.get(key) ?? 0n) + amount);
    }
  return sums;
}

/** What is left of bookings. */
function netBy(
  bookings: readonly Booked[],
  keyOf: (booking: string, by: string) => string,
): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { id, by, net } of bookings) {
    const key = keyOf(id, by ?? '');
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(net) * 100n);
  }
  return sums;
}

function isWithin(paid: ReadonlyMap<string, bigint>, net: ReadonlyMap<string, bigint>): void {
  for (const [key, left] of net) {
    const has = paid.get(key) ?? 0n;
    expect([key, has >= 0n, has <= left]).toEqual([key, true, true]);
  }
}

describe('refunds under a budget', () => {
  it('leave of each booking with all that changes it no less than nothing, and no more than what is left of it', () => {
    const dealOf = (booking: string): string => booking.split('-')[0] ?? '';
    fc.assert(
      fc.property(someDeals, someBudget, (deals, limit) => {
        const bookings = deals.flatMap((deal, at) => inTurn(bookingsOf(deal, at)));
        isWithin(paidBy(situation(limit, bookings), dealOf), netBy(bookings, dealOf));
      }),
      RUNS,
    );
  });

  it('leave nobody less than nothing, whatever became known first', () => {
    const whose = (_: string, by: string): string => by;
    fc.assert(
      fc.property(someDeals, someBudget, (deals, limit) => {
        const bookings = deals.flatMap(bookingsOf);
        isWithin(paidBy(situation(limit, bookings), whose), netBy(bookings, whose));
      }),
      RUNS,
    );
  });

  it('never let all together have more than it', () => {
    fc.assert(
      fc.property(someDeals, someBudget, (deals, limit) => {
        const most = limit && 'quantity' in limit.amount ? limit.amount.quantity.value.n * 100n : 0n;
        const paid = paidBy(situation(limit, deals.flatMap(bookingsOf)), () => '');
        expect(paid.get('') ?? 0n).toBeLessThanOrEqual(most);
      }),
      RUNS,
    );
  });

  it('never let a run of a SPIFF have more than its own, whatever the next one refunds', () => {
    const runOf = (booking: string): string => booking.charAt(0);
    fc.assert(
      fc.property(someDeals, someDeals, someBudget, (deals, sold, limit) => {
        const most = limit && 'quantity' in limit.amount ? limit.amount.quantity.value.n * 100n : 0n;
        const before = deals.map(({ changes, ...deal }) => ({
          ...deal,
          changes: changes.filter(({ what }) => what !== 'more'),
        }));
        const after = sold.map(({ by, net, recorded }, at): Booked => ({
          id: `E${at}`,
          by,
          date: '2026-05-20',
          net: `${net}`,
          recorded,
        }));
        // In turn, so that no refund goes on to what others have in its window.
        const refunded = before.flatMap((deal, at) => inTurn(bookingsOf(deal, at)));
        const paid = paidBy(inTwoRuns(limit, [...refunded, ...after]), runOf);
        for (const run of ['D', 'E']) expect(paid.get(run) ?? 0n).toBeLessThanOrEqual(most);
      }),
      RUNS,
    );
  });

  it('take what they would without one, where it suffices', () => {
    const byLine = (booking: string, by: string): string => `${booking} ${by}`;
    fc.assert(
      fc.property(someDeals, (deals) => {
        const bookings = deals.flatMap(bookingsOf);
        const enough = paidBy(situation(budget('1,000 USD'), bookings), byLine);
        expect(enough).toEqual(paidBy(situation(null, bookings), byLine));
      }),
      RUNS,
    );
  });
});
