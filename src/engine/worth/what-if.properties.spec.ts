import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../test/support/properties/property-runs.js';
import { ACCELERATED, asked, total, type Asked } from '../../../test/support/rules/open-deals.js';
import { flat, incentive, measure, plan, policy } from '../../../test/support/sample-rules.js';
import { calculated, cents, type Situation } from '../../../test/support/situation.js';
import { sumsOf } from './worth.js';

const month = fc.integer({ min: 1, max: 12 });
const dated = fc.record({
  date: fc
    .tuple(month, fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `2026-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
  net: fc.integer({ min: -20_000, max: 200_000 }).map(String),
  by: fc.constantFrom('ana', 'ana', 'ben', 'mia'),
});
const MANAGED = policy({
  rollup: [{ id: 'managers', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' }],
});
const MANAGER = plan({
  id: 'manager',
  fingerprint: 'manager-1',
  measures: [measure({ credits: 'rollup' })],
  incentives: [incentive(flat('2%'))],
});
const YEARLY = plan({ ...ACCELERATED, measures: [measure({ window: 'year', quota: 'attribute.quota' })] });

const companies = fc.record({
  booked: fc.array(dated, { maxLength: 12 }),
  deals: fc.array(dated, { minLength: 1, maxLength: 4 }),
  yearly: fc.boolean(),
});

function situationOf({ booked, yearly }: { booked: readonly Asked[]; yearly: boolean }): Situation {
  const quota = [['attribute.quota', '300,000 USD', '2026-01-01', '2027-01-01']] as const;
  return {
    plans: [yearly ? YEARLY : ACCELERATED, MANAGER],
    policies: [MANAGED],
    people: [
      { id: 'ana', manager: 'mia', dated: quota },
      { id: 'ben', manager: 'mia', dated: quota },
      { id: 'mia', plan: 'manager' },
    ],
    bookings: booked.map((each, at) => ({ ...each, id: `B${at}`, sequence: BigInt(at) })),
  };
}

const payOf = (situation: Situation, who: string): bigint =>
  calculated(situation)
    .earnings.filter(({ earning }) => earning.participant === who)
    .reduce((sum, { earning }) => sum + earning.amount, 0n);

describe('for any company and deals', () => {
  it.each(['ana', 'mia'])(
    'the parts make the whole, which is what a calculation with the deals pays %s more',
    (who) => {
      fc.assert(
        fc.property(companies, ({ deals, ...of }) => {
          const situation = situationOf(of);
          const { deals: worths, together } = asked(situation, deals, { who });
          const parts = worths.reduce((sum, { inOrder }) => sum + (sumsOf(inOrder).get('USD') ?? 0n), 0n);
          expect(cents(parts)).toBe(total(together));
          const more = deals.map((deal, at) => ({ ...deal, id: `X${at}`, sequence: BigInt(1000 + at) }));
          const booked = { ...situation, bookings: [...situation.bookings, ...more] };
          expect(total(together)).toBe(cents(payOf(booked, who) - payOf(situation, who)));
        }),
        runs(60),
      );
    },
  );

  it('a deal of nothing is worth nothing, and one of somebody else shows nothing', () => {
    fc.assert(
      fc.property(companies, ({ deals, ...of }) => {
        const none = asked(
          situationOf(of),
          deals.map((deal) => ({ ...deal, net: '0' })),
          { slip: true },
        );
        const all = [
          none.together,
          none.slipped,
          ...none.deals.flatMap(({ alone, inOrder, slipped }) => [alone, inOrder, slipped]),
        ];
        expect(all.flatMap((worth) => worth?.earnings ?? []).filter(({ amount }) => amount !== 0n)).toEqual(
          [],
        );
        const bens = asked(
          situationOf(of),
          deals.map((deal) => ({ ...deal, by: 'ben' })),
        );
        expect(bens.together.earnings).toEqual([]);
        expect(new Set(bens.together.uncounted.map(({ code }) => code))).toEqual(new Set(['OTHERS']));
      }),
      runs(50),
    );
  });

  it('a deal that slips within the window of a yearly quota is worth the same in all', () => {
    const early = dated.filter(({ date, net }) => date < '2026-12' && Number(net) >= 0);
    const all = fc.record({
      booked: fc.array(early, { maxLength: 12 }),
      deals: fc.array(early, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(all, ({ booked, deals }) => {
        const found = asked(
          situationOf({ booked, yearly: true }),
          deals.map((deal) => ({ ...deal, by: 'ana' })),
          { slip: true },
        );
        expect(total(found.slipped)).toBe(total(found.together));
        expect(found.deals.map(({ slipped }) => total(slipped))).toEqual(
          found.deals.map(({ alone }) => total(alone)),
        );
      }),
      runs(50),
    );
  });
});
