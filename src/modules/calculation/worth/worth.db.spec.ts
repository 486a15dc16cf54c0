import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../test/support/api/api.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import {
  ACTOR,
  booking,
  bookings,
  onFreshDatabase,
  people,
  publishRules,
  tell,
} from '../../../../test/support/small-company.js';
import { sumsOf, type Worth } from '../../../engine/worth/worth.js';
import type { Database } from '../../../platform/database/database.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { EarningsService } from '../earnings.service.js';
import { WORTH_LIMITS } from './asked.js';
import { WorthService, type AskedDeal } from './worth.service.js';

const database = testDatabase();
const serviceOn = (of: Database): WorthService =>
  new WorthService(of, new RulesService(of), new ParticipantsService());
const service = serviceOn(database);
const NEW = [{ name: 'booking.type', value: 'new' }];
const deal = (date: string, net: string, more: Partial<AskedDeal> = {}): AskedDeal => ({
  date,
  net,
  facts: NEW,
  ...more,
});
const cents = (worth: Worth | null): bigint => (worth && sumsOf(worth).get('USD')) ?? 0n;

async function paid(of: Database): Promise<ReadonlyMap<string, bigint>> {
  const { summary } = await calculationOn(of).service.calculate(ACTOR);
  const earnings = await new EarningsService(of).earnings(ACTOR, { calculation: summary.calculation });
  return new Map(
    earnings.map(({ earning: { participant, incentive, period, amount } }) => [
      `${participant} ${incentive} ${period.name}`,
      amount,
    ]),
  );
}

const stored = (of: Database): Promise<object[]> =>
  of.reading(ACTOR, (tx) =>
    tx.query(`select last_position() as position, (select count(*) from audit_entry) as entries, (select count(*) from booking_line) as lines,
      (select count(*) from calculation) as calculations, (select count(*) from earning) as earnings, (select count(*) from job) as jobs`),
  );

describe('what a deal is worth', () => {
  beforeAll(async () => {
    await publishRules(database);
    await tell(database, [...people(), ...bookings(60)]);
  }, 60_000);

  it('is what the next calculation pays more once it is booked, for a seller, the manager and the director, and leaves no trace', async () => {
    const deals = [deal('2026-02-14', '7654.32'), deal('2026-05-05', '12000')];
    const sold = deals.map((each) => ({ ...each, salesperson: 'seller-3' }));
    await onFreshDatabase(async (fresh) => {
      await publishRules(fresh);
      await tell(fresh, [...people(), ...bookings(60)]);
      const before = await paid(fresh);
      const traces = await stored(fresh);
      const worths = new Map<string, Worth>();
      for (const who of ['seller-3', 'manager-1', 'director', 'seller-4']) {
        const { deals: each, together } = await serviceOn(fresh).worth(ACTOR, {
          participant: who,
          deals: sold,
          slip: true,
        });
        expect(each.reduce((sum, { inOrder }) => sum + cents(inOrder), 0n)).toBe(cents(together));
        worths.set(who, together);
      }
      expect(await stored(fresh)).toEqual(traces);
      await tell(fresh, [
        booking({ id: 'X901', day: '2026-02-14', net: '7654.32', seller: 'seller-3' }),
        booking({ id: 'X902', day: '2026-05-05', net: '12000', seller: 'seller-3' }),
      ]);
      const after = await paid(fresh);
      for (const [who, { earnings }] of worths) {
        const told = earnings
          .filter(({ amount }) => amount !== 0n)
          .map(({ incentive, period, amount }) => [`${who} ${incentive} ${period.name}`, amount]);
        const keys = [...after.keys()].filter((key) => key.startsWith(`${who} `));
        const more = keys
          .map((key) => [key, (after.get(key) ?? 0n) - (before.get(key) ?? 0n)] as const)
          .filter(([, by]) => by !== 0n);
        expect(new Map(told as [string, bigint][])).toEqual(new Map(more));
        expect(more).toHaveLength(who === 'seller-4' ? 0 : 2);
      }
    });
  }, 60_000);

  it('is asked for a quarter later, and says when a deal does not count', async () => {
    const renewal = deal('2026-03-31', '1000', { facts: [{ name: 'booking.type', value: 'expansion' }] });
    const found = await service.worth(ACTOR, { participant: 'seller-0', deals: [renewal], slip: true });
    expect(found.deals[0]?.slipped?.earnings.map(({ period }) => period.name)).toEqual(['2026-Q2']);
    const untyped = await service.worth(ACTOR, {
      participant: 'seller-0',
      deals: [deal('2026-03-31', '1000', { facts: [] })],
      slip: false,
    });
    expect(untyped.together).toMatchObject({
      earnings: [],
      uncounted: [{ code: 'NOT_COUNTED', of: { plan: 'seller', id: 'sales' } }],
    });
    const others = await service.worth(ACTOR, {
      participant: 'seller-0',
      deals: [deal('2026-03-31', '1000', { salesperson: 'seller-1' })],
      slip: false,
    });
    expect(others.together).toMatchObject({ earnings: [], uncounted: [{ code: 'OTHERS', of: null }] });
  });

  it.each<[string, readonly AskedDeal[], string]>([
    ['no deal', [], 'deals'],
    [
      'too many deals',
      Array.from({ length: WORTH_LIMITS.deals + 1 }, () => deal('2026-03-01', '1')),
      'deals',
    ],
    [
      'too many lines',
      [{ date: '2026-03-01', lines: Array.from({ length: WORTH_LIMITS.lines + 1 }, () => ({ net: '1' })) }],
      'deals.0.lines',
    ],
    ['neither net nor lines', [deal('2026-03-01', '1'), { date: '2026-03-01' }], 'deals.1.net'],
    ['both', [{ date: '2026-03-01', net: '1', lines: [{ net: '1' }] }], 'deals.0.net'],
    [
      'an amount that is none',
      [{ date: '2026-03-01', lines: [{ net: '1' }, { net: '1e9' }] }],
      'deals.0.lines.1.net',
    ],
    ['an amount too fine', [deal('2026-03-01', '1.0000001')], 'deals.0.net'],
    ['no such day', [deal('2026-02-30', '1')], 'deals.0.date'],
    ['a day far ahead', [deal('9998-01-01', '1')], 'deals.0.date'],
    [
      'an unknown fact',
      [deal('2026-03-01', '1', { facts: [{ name: 'booking.typ', value: 'new' }] })],
      'deals.0.facts.0.name',
    ],
    [
      'a field as a fact',
      [deal('2026-03-01', '1', { facts: [{ name: 'line.net', value: '5 USD' }] })],
      'deals.0.facts.0.name',
    ],
    [
      'a fact of a person',
      [deal('2026-03-01', '1', { facts: [{ name: 'attribute.quota', value: '5 USD' }] })],
      'deals.0.facts.0.name',
    ],
    ['a fact twice', [deal('2026-03-01', '1', { facts: [...NEW, ...NEW] })], 'deals.0.facts.1.name'],
    [
      'another word',
      [deal('2026-03-01', '1', { facts: [{ name: 'booking.type', value: 'old' }] })],
      'deals.0.facts.0.value',
    ],
    ['no currency', [deal('2026-03-01', '1', { currency: 'UDS' })], 'deals.0.currency'],
    ['a long text', [deal('2026-03-01', '1', { account: 'x'.repeat(201) })], 'deals.0.account'],
  ])('is refused where it is asked with %s, by its path', async (_, deals, path) => {
    await expect(service.worth(ACTOR, { participant: 'seller-0', deals, slip: false })).rejects.toMatchObject(
      { code: 'BAD_INPUT', path },
    );
  });

  it('is refused for nobody', async () => {
    const asked = service.worth(ACTOR, {
      participant: 'nobody',
      deals: [deal('2026-03-01', '1')],
      slip: false,
    });
    await expect(asked).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN', path: 'participant' });
  });
});

describe('the API', () => {
  const api = testApi(database);

  it('tells it with the sentence', async () => {
    const { dealWorth } = await api.ask<{ dealWorth: object }>(
      `query ($deals: [OpenDealInput!]!) { dealWorth(participant: "seller-7", deals: $deals, slip: true) {
         participantId deals { deal alone { amounts { amount currency } } slipped { dates } } together { earnings { says before { amount { amount } } after { tier } } uncounted { code } } } }`,
      { deals: [{ id: 'OPP-1', date: '2026-08-10', net: '9000', facts: NEW }] },
    );
    // A quarter without bookings, quota 10,000: 8,000 × 6% + 1,000 × 8%.
    expect(dealWorth).toEqual({
      participantId: 'seller-7',
      deals: [
        {
          deal: 'OPP-1',
          alone: { amounts: [{ amount: '560.00', currency: 'USD' }] },
          slipped: { dates: ['2026-11-10'] },
        },
      ],
      together: {
        earnings: [
          {
            says: '560.00 USD more in 2026-Q3: 2026-Q3 goes from 0% to 90% of your quota of 10,000 USD, reaching near.',
            before: null,
            after: { tier: 'near' },
          },
        ],
        uncounted: [],
      },
    });
  });
});
