import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { Held } from '../../../../test/support/ledger/held-company.js';
import type { HandEarning } from '../../../../test/support/ledger-company.js';
import { onFreshDatabase } from '../../../../test/support/small-company.js';

const actor = seeingAll('finance');

describe('whatever is booked, found out, settled and closed in whatever order', () => {
  type Act =
    | { readonly act: 'approve'; readonly booking: string; readonly decider: string }
    | { readonly act: 'credit'; readonly booking: string | null }
    | { readonly act: 'book'; readonly booking: string; readonly cents: number; readonly isOfDeal: boolean }
    | { readonly act: 'clear'; readonly booking: string; readonly lacks: string | null }
    | { readonly act: 'settle' | 'close' };
  const booking = fc.constantFrom('A', 'B', 'C');
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('book' as const),
        booking,
        cents: fc.integer({ min: -5000, max: 9000 }),
        isOfDeal: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('clear' as const),
        booking,
        lacks: fc.constantFrom(null, 'PENDING', 'REJECTED'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('approve' as const),
        booking,
        decider: fc.constantFrom('mia', 'dan'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant('credit' as const), booking: fc.option(booking) }),
    },
    { weight: 3, arbitrary: fc.constant({ act: 'settle' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'close' as const }) },
  );

  /** What mia earns of a booking, where she is credited for one. */
  const ofMia = (of: string | null): HandEarning[] =>
    of === null ? [] : [{ participant: 'mia', month: '2026-01', lines: [[of, '3.00', '3.00']] }];

  /** What is payable and held in the end, by the plain rule. */
  function expected(acts: readonly Act[]): string {
    const amounts = new Map<string, number>();
    const deals = new Map<string, boolean>();
    const deciders = new Map<string, string | null>();
    let credited: string | null = null;
    for (const each of acts) {
      if (each.act === 'book') amounts.set(each.booking, each.cents);
      if (each.act === 'book') deals.set(each.booking, each.isOfDeal);
      if (each.act === 'clear') deciders.set(each.booking, each.lacks === null ? 'nobody' : null);
      if (each.act === 'approve') deciders.set(each.booking, each.decider);
      if (each.act === 'credit') credited = each.booking;
    }
    const isHeld = (id: string): boolean => {
      const decider = deciders.get(id) ?? null;
      return deals.get(id) === true && (decider === null || (decider === 'mia' && credited === id));
    };
    const all = [...amounts, ...(credited === null ? [] : [[credited, 300] as const])];
    const sum = (wanted: boolean): string =>
      (all.filter(([id]) => isHeld(id) === wanted).reduce((sum, [, cents]) => sum + cents, 0) / 100).toFixed(
        2,
      );
    return `${sum(false)} ${sum(true)}`;
  }

  async function done(acts: readonly Act[], isWhole: boolean): Promise<string> {
    return await onFreshDatabase(async (database) => {
      const held = new Held(database);
      for (const person of ['ana', 'mia']) await held.company.hire(person);
      let month = 1;
      let credited: string | null = null;
      for (const each of acts) {
        if (each.act === 'book')
          await held.book(each.booking, (each.cents / 100).toFixed(2), each.isOfDeal ? each.booking : null);
        else if (each.act === 'clear') await held.company.clear(each.booking, each.booking, each.lacks);
        else if (each.act === 'approve')
          await held.company.approve(each.booking, each.booking, [
            [{ people: [each.decider], rollup: false }],
          ]);
        else if (each.act === 'credit') credited = each.booking;
        else if (!isWhole) await held.settle(...ofMia(credited));
        if (isWhole || each.act !== 'close' || month > 11) continue;
        await held.ledger.closePeriod(actor, { period: `2026-${String(month).padStart(2, '0')}` });
        month += 1;
      }
      await held.settle(...ofMia(credited));
      expect(await held.broken()).toEqual([]);
      return await held.balances();
    });
  }

  it('held and payable are together what is earned, and the same as in one settlement', async () => {
    const acts = fc.array(act, { minLength: 4, maxLength: 18 });
    await fc.assert(
      fc.asyncProperty(acts, async (told) => {
        const wanted = expected(told).replace(/^0\.00 0\.00$/, 'nothing');
        for (const isWhole of [false, true]) {
          const found = (await done(told, isWhole)).split(' ').map((amount) => Number(amount).toFixed(2));
          expect(found.join(' ').replace(/^-?0\.00 -?0\.00$/, 'nothing')).toBe(wanted);
        }
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
