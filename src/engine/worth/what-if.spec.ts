import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../../test/support/properties/property-runs.js';
import {
  calculated,
  cents,
  companyOf,
  linesOf,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../../test/support/situation.js';
import {
  day,
  flat,
  incentive,
  IS_NEW,
  measure,
  number,
  operand,
  plan,
  policy,
  tiers,
} from '../../../test/support/sample-rules.js';
import { writeDay } from '../kernel/day.js';
import { roundToUnits } from '../kernel/ratio.js';
import type { EngagementPolicy } from '../rulebook/rulebook.js';
import { factsOfDeals, whatIf } from '../what-if.js';
import type { OpenDeal } from './open-deal.js';
import { sumsOf, type Worth, type WorthOfDeals } from './worth.js';

type Asked = Partial<Booked> & { readonly date: string; readonly net: string };

function dealOf(asked: Asked, place: number, situation: Situation): OpenDeal {
  const [line] = linesOf({ ...situation, bookings: [{ id: 'x', ...asked }] });
  if (!line) throw new Error('no line');
  const { date, currency, source, salesperson, territory, account, facts } = line;
  const net = roundToUnits(number(`${asked.net} USD`), 6);
  const lines = [{ net, facts: factsOfDeals(rulebookOf(situation)).map((_, at) => facts[at]) }];
  return { id: `D${place + 1}`, date, currency, source, salesperson, territory, account, lines };
}

function asked(
  situation: Situation,
  deals: readonly Asked[],
  of: { who?: string; slip?: boolean } = {},
): WorthOfDeals {
  return whatIf({
    company: companyOf(situation),
    rulebook: rulebookOf(situation),
    participant: of.who ?? 'ana',
    lines: linesOf(situation),
    deals: deals.map((deal, place) => dealOf(deal, place, situation)),
    slip: of.slip ?? false,
  });
}

const total = (worth: Worth | null | undefined): string => cents((worth && sumsOf(worth).get('USD')) ?? 0n);
const byPeriod = (worth: Worth | null | undefined): Record<string, string> =>
  Object.fromEntries(
    (worth?.earnings ?? []).map(({ incentive: id, period, amount }) => [
      `${id} ${period.name}`,
      cents(amount),
    ]),
  );

const ACCELERATED = plan({
  payEvery: 'month',
  measures: [measure({ quota: 'attribute.quota' })],
  incentives: [
    incentive(
      tiers([
        ['to-quota', '0%', '10%'],
        ['above', '>100%', '15%'],
      ]),
    ),
  ],
});
const ana = { id: 'ana', dated: [['attribute.quota', '300,000 USD', '2026-01-01', '2026-04-01']] } as const;
/** 250,000 of a quota of 300,000: 50,000 more pay 10%, what comes then 15%. */
const NEAR_QUOTA: Situation = {
  plans: [ACCELERATED],
  people: [ana],
  bookings: [
    { id: 'B1', date: '2026-01-20', net: '100000' },
    { id: 'B2', date: '2026-02-10', net: '150000' },
  ],
};

describe('what a deal would be worth', () => {
  it('is what it earns on top of what is booked, with where the window stands before and after', () => {
    const { deals, together } = asked(NEAR_QUOTA, [{ date: '2026-03-10', net: '120000' }]);
    // 50,000 × 10% + 70,000 × 15%
    expect(byPeriod(deals[0]?.alone)).toEqual({ 'commission 2026-03': '15500.00' });
    expect(together).toEqual(deals[0]?.alone);
    const [earning] = together.earnings;
    expect(earning).toMatchObject({ currency: 'USD', window: { name: '2026-Q1' }, plan: 'ae', because: [] });
    expect(
      [earning?.before?.attainment, earning?.after?.attainment].map((each) => each && roundToUnits(each, 2)),
    ).toEqual([83n, 123n]);
    expect([earning?.before?.tier, earning?.after?.tier]).toEqual(['to-quota', 'above']);
    expect([earning?.before?.amount, earning?.after?.amount]).toEqual([0n, 1_550_000n]);
  });

  it('pushes what is booked after it into a higher tier, which is part of its worth', () => {
    // January: 120,000 × 10% = 12,000. February then goes from 220,000 to 370,000: 80,000 × 10% + 70,000 × 15% = 18,500, and had 15,000.
    const { deals } = asked(NEAR_QUOTA, [{ date: '2026-01-25', net: '120000' }]);
    expect(byPeriod(deals[0]?.alone)).toEqual({
      'commission 2026-01': '12000.00',
      'commission 2026-02': '3500.00',
    });
  });

  it('adds up in the order of the list, though each alone is worth something else', () => {
    const list = [
      { date: '2026-03-10', net: '50000' },
      { date: '2026-03-05', net: '50000' },
    ];
    const { deals, together } = asked(NEAR_QUOTA, list);
    expect(deals.map(({ alone }) => total(alone))).toEqual(['5000.00', '5000.00']);
    expect(deals.map(({ inOrder }) => total(inOrder))).toEqual(['5000.00', '7500.00']);
    expect(total(together)).toBe('12500.00');
  });

  it('is told for the same deal a pay period later: here in a quarter without a quota', () => {
    const { deals, slipped } = asked(NEAR_QUOTA, [{ date: '2026-03-31', net: '120000' }], { slip: true });
    expect(deals[0]?.slipped?.dates.map(writeDay)).toEqual(['2026-04-30']);
    // Without a quota the plan pays `noQuota`, 0%.
    expect(total(deals[0]?.slipped)).toBe('0.00');
    expect(slipped).toEqual(deals[0]?.slipped);
    const [earning] = deals[0]?.slipped?.earnings ?? [];
    expect(earning).toMatchObject({ period: { name: '2026-04' }, amount: 0n });
    expect(earning?.because.join(' ')).toMatch(/\S/);
  });

  it('moves only the period where it slips within the window of a yearly quota', () => {
    const yearly = plan({
      ...ACCELERATED,
      measures: [measure({ window: 'year', quota: 'attribute.quota' })],
    });
    const of = {
      ...NEAR_QUOTA,
      plans: [yearly],
      people: [
        { id: 'ana', dated: [['attribute.quota', '300,000 USD', '2026-01-01', '2027-01-01']] as const },
      ],
    };
    const { deals } = asked(of, [{ date: '2026-03-10', net: '120000' }], { slip: true });
    expect(byPeriod(deals[0]?.alone)).toEqual({ 'commission 2026-03': '15500.00' });
    expect(byPeriod(deals[0]?.slipped)).toEqual({ 'commission 2026-04': '15500.00' });
  });

  it('takes no guarantee of a later month for the deal’s', () => {
    const guarantee = {
      at: operand('4,000 USD'),
      window: 'month',
      since: null,
      months: null,
      when: null,
    } as const;
    const guaranteed = plan({ ...ACCELERATED, modify: [{ kind: 'guarantee', ...guarantee }] });
    // May: without a quota 10,000 earns nothing; the 4,000 of April and May are there with or without it.
    const { deals } = asked({ ...NEAR_QUOTA, plans: [guaranteed] }, [{ date: '2026-05-10', net: '10000' }]);
    expect(deals[0]?.alone.earnings).toMatchObject([{ incentive: 'commission', amount: 0n }]);
    // March: 10,000 × 10% are earned, and the guarantee has 1,000 less to add.
    const under = asked({ ...NEAR_QUOTA, plans: [guaranteed] }, [{ date: '2026-03-10', net: '10000' }]);
    expect(byPeriod(under.together)).toEqual({
      'commission 2026-03': '1000.00',
      'guarantee 2026-03': '-1000.00',
    });
  });
});

const NEW_ONLY = plan({ measures: [measure({ when: IS_NEW })] });

describe('what a deal does not count for', () => {
  const why = (
    situation: Partial<Situation>,
    deal: Asked,
    who = 'ana',
  ): readonly (readonly [string, string])[] => {
    const { together } = asked(
      { people: [{ id: 'ana' }, { id: 'ben' }], bookings: [], ...situation },
      [deal],
      { who },
    );
    expect(total(together)).toBe('0.00');
    return together.uncounted.map(({ code, because }) => [code, because.join(' ')] as const);
  };

  it('is said: the test that fails, nobody, somebody else, no plan, another currency', () => {
    const deal = { date: '2026-03-10', net: '100' };
    expect(why({ plans: [NEW_ONLY] }, { ...deal, facts: { 'booking.type': 'renewal' } })).toEqual([
      ['NOT_COUNTED', 'booking.type is renewal, and must be new.'],
    ]);
    expect(why({}, { ...deal, by: null })).toEqual([['HOUSE', 'Nobody holds the territory']]);
    expect(why({}, { ...deal, by: 'ben' })).toEqual([
      ['OTHERS', 'The rules of engagement credit it to somebody else.'],
    ]);
    expect(why({ people: [{ id: 'ana', plan: '' }] }, deal)).toEqual([
      ['NO_PLAN', 'ana is on no plan on 2026-03-10.'],
    ]);
    expect(why({}, { ...deal, currency: 'EUR' })).toEqual([
      ['CURRENCY', 'The booking is in EUR, the plan ae pays in USD.'],
    ]);
  });

  it('says nothing of what keeps somebody else from a credit', () => {
    const people = [{ id: 'ana' }, { id: 'ben', plan: '' }];
    expect(why({ people }, { date: '2026-03-10', net: '100', by: 'ben' })).toEqual([
      ['OTHERS', 'The rules of engagement credit it to somebody else.'],
    ]);
    const byOwner: EngagementPolicy = policy({
      phases: [
        {
          id: 'all',
          hit: 'first',
          rules: [
            {
              id: 'owner',
              when: { all: [] },
              credit: [{ to: 'account.owner', parts: 1 }],
              because: 'Owns it',
            },
          ],
        },
      ],
    });
    const owned = { date: '2026-03-10', net: '100', facts: { 'account.owner': 'zoe' } };
    expect(JSON.stringify(why({ policies: [byOwner] }, owned))).not.toContain('zoe');
  });
});

describe('facts about other bookings', () => {
  const FIRST_OF_ACCOUNT = plan({
    measures: [
      measure({
        when: {
          fact: 'account.earlier-bookings',
          test: { is: 'equal', to: { quantity: { value: number('0'), unit: { kind: 'plain' } } } } as never,
        },
      }),
    ],
  });
  const of: Situation = {
    plans: [FIRST_OF_ACCOUNT],
    people: [{ id: 'ana' }],
    bookings: [{ id: 'B1', date: '2026-03-15', net: '1000', account: 'acme' }],
  };

  it('count: a deal before it makes a booking the second of its account', () => {
    // +300 × 10% for the deal, −1,000 × 10% for what is no longer the first.
    expect(total(asked(of, [{ date: '2026-03-10', net: '300', account: 'acme' }]).together)).toBe('-70.00');
    expect(total(asked(of, [{ date: '2026-03-10', net: '300', account: 'other' }]).together)).toBe('30.00');
    const late = asked(of, [{ date: '2026-03-20', net: '300', account: 'acme' }]).together;
    expect([total(late), late.uncounted.map(({ code }) => code)]).toEqual(['0.00', ['NOT_COUNTED']]);
  });
});

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
