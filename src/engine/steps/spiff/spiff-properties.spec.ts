import fc from 'fast-check';
import { calculated, type Booked, type Situation } from '../../../../test/support/situation.js';
import { day, flat, incentive, measure, operand, tiers } from '../../../../test/support/sample-rules.js';
import {
  budget,
  calculatedInShards,
  capAt,
  contest,
  first,
  pool,
  spiff,
} from '../../../../test/support/spiffs/sample-spiffs.js';
import { runs } from '../../../../test/support/properties/property-runs.js';
import type { Calculation } from '../../calculate.js';
import { writeDay } from '../../kernel/day.js';
import { writeUnits } from '../../kernel/ratio.js';
import type { Incentive, Spiff } from '../../rulebook/rulebook.js';

const RUNS = runs(50);
const IDS = ['ana', 'ben', 'cho', 'dee', 'eve'];
const START = day('2026-04-20');

const someBookings = fc
  .array(
    fc.record({
      by: fc.constantFrom(...IDS, null),
      at: fc.integer({ min: 0, max: 60 }),
      net: fc.integer({ min: -40, max: 200 }).map((hundreds) => hundreds * 100),
      recorded: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((rows): readonly Booked[] =>
    rows.map(({ by, at, net, recorded }, index) => ({
      id: `D${index}`,
      by,
      territory: 'west',
      date: writeDay(START + at),
      net: writeUnits(BigInt(net), 2),
      recorded,
    })),
  );

const somePrizes = fc.array(fc.constantFrom('100 USD', '33.33 USD', '7 USD'), { minLength: 1, maxLength: 4 });
const someContest = fc
  .record({
    prizes: somePrizes,
    ties: fc.constantFrom<'share' | 'fewer' | 'all-higher'>('share', 'fewer', 'all-higher'),
    best: fc.constantFrom<'highest' | 'lowest'>('highest', 'lowest'),
  })
  .map(({ prizes, ...rest }) => contest(prizes, rest));
const someFirst = fc
  .record({
    count: fc.integer({ min: 1, max: 6 }),
    each: fc.constantFrom<'company' | 'participant'>('company', 'participant'),
  })
  .map(({ count, each }) => first(count, { each, pays: operand('50 USD') }, { modify: [capAt('80 USD')] }));
const somePool = fc.constantFrom('equal', 'measure.sold').map((sharedBy) => pool('100 USD', { sharedBy }));
const someIncentives = fc
  .tuple(someContest, someFirst, somePool)
  .map((all): readonly Incentive[] => [
    ...all,
    incentive(flat('3%'), { id: 'own' }),
    incentive(tiers([['reached', '0%', '1%']], { noQuota: 'refuse' }), { id: 'troubled' }),
  ]);

const BUDGETS = [null, budget('150 USD'), budget('90.01 USD', 'pay-nothing')];

const someSituation = fc
  .record({
    bookings: someBookings,
    incentives: someIncentives,
    limit: fc.constantFrom(...BUDGETS),
    window: fc.constantFrom<'month' | 'plan-to-date'>('month', 'plan-to-date'),
  })
  .map(({ bookings, incentives, limit, window }): Situation & { readonly spiffs: readonly Spiff[] } => ({
    people: IDS.map((id) => ({ id })),
    holders: ['ana', 'ben', 'cho'].map((participant) => ({
      of: 'west',
      participant,
      from: day('2026-01-01'),
      until: null,
    })),
    spiffs: [
      spiff({
        effective: { from: day('2026-04-25'), until: day('2026-06-05') },
        measures: [measure({ window })],
        incentives,
        budget: limit,
      }),
    ],
    bookings,
  }));

describe('what is shared', () => {
  it('is the same in any number of shards', () => {
    fc.assert(
      fc.property(someSituation, fc.integer({ min: 2, max: 5 }), fc.nat(), (all, shards, salt) => {
        const shardOf = (id: string): number => (id.charCodeAt(0) * 7 + salt) % shards;
        const apart = calculatedInShards(all, shards, shardOf);
        expect(toldOf(apart)).toEqual(toldOf(calculated(all)));
        expect(troublesOf(apart)).toEqual(troublesOf(calculated(all)));
      }),
      RUNS,
    );
  });

  it('is the same in whatever order bookings arrive', () => {
    fc.assert(
      fc.property(someSituation, (all) => {
        const turned = { ...all, bookings: [...all.bookings].reverse(), people: [...all.people].reverse() };
        expect(toldOf(calculated(turned))).toEqual(toldOf(calculated(all)));
      }),
      RUNS,
    );
  });

  it('lies on bookings that make each earning, in cents and exactly', () => {
    fc.assert(
      fc.property(someSituation, (all) => {
        for (const { earning, lines } of calculated(all).earnings) {
          expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
        }
      }),
      RUNS,
    );
  });

  it('never exceeds the budget', () => {
    const some = fc.constantFrom<'pay-nothing' | 'pay-what-is-left'>('pay-nothing', 'pay-what-is-left');
    fc.assert(
      fc.property(someSituation, some, (all, whenExhausted) => {
        const [terms = spiff()] = all.spiffs;
        const limited = { ...all, spiffs: [{ ...terms, budget: budget('90.01 USD', whenExhausted) }] };
        const paid = bySpiff(calculated(limited)).reduce((sum, { earning }) => sum + earning.amount, 0n);
        expect(paid).toBeLessThanOrEqual(9_001n);
      }),
      RUNS,
    );
  });

  it('of a contest without ties for all, and of a pool, is never more than the prizes', () => {
    fc.assert(
      fc.property(someBookings, somePrizes, (bookings, prizes) => {
        const all: Situation = {
          people: IDS.map((id) => ({ id })),
          spiffs: [spiff({ incentives: [contest(prizes), pool('100 USD')] })],
          bookings: [...bookings, { id: 'Z', by: 'dee', date: '2026-07-01', net: '1', recorded: 99 }],
        };
        const most = prizes.reduce((sum, prize) => sum + Math.round(Number(prize.split(' ')[0]) * 100), 0);
        const sums = new Map<string, bigint>();
        for (const { earning } of bySpiff(calculated(all)))
          sums.set(earning.incentive, (sums.get(earning.incentive) ?? 0n) + earning.amount);
        expect(sums.get('prize') ?? 0n).toBeLessThanOrEqual(BigInt(most));
        expect([undefined, 10_000n]).toContain(sums.get('share'));
      }),
      RUNS,
    );
  });
});

function bySpiff({ earnings }: Calculation): Calculation['earnings'] {
  return earnings.filter(({ earning }) => earning.plan === 'sprint');
}

/** Everything told of every earning, in an order of its own. */
function toldOf(calculation: Calculation): readonly string[] {
  return calculation.earnings.map((earned) => JSON.stringify(earned, plain)).sort();
}

function troublesOf({ troubles }: Calculation): readonly string[] {
  return troubles.map((trouble) => JSON.stringify(trouble)).sort();
}

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
