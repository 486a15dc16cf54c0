import { describe, expect, it } from '@jest/globals';
import { ACCELERATED, asked, byPeriod, total, type Asked } from '../../../test/support/rules/open-deals.js';
import { contest, spiff } from '../../../test/support/spiffs/sample-spiffs.js';
import {
  IS_NEW,
  flat,
  incentive,
  measure,
  number,
  operand,
  plan,
  policy,
} from '../../../test/support/sample-rules.js';
import type { Situation } from '../../../test/support/situation.js';
import { sayWorth } from '../explain/say-worth.js';
import { writeDay } from '../kernel/day.js';
import { roundToUnits } from '../kernel/ratio.js';
import type { EngagementPolicy } from '../rulebook/rulebook.js';

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
    expect(together.earnings.map(sayWorth)).toEqual([
      '15,500.00 USD more in 2026-03: 2026-Q1 goes from 83.3% to 123.3% of your quota of 300,000 USD, from to-quota to above.',
    ]);
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

describe('what hangs on what others book', () => {
  const prize = spiff({ incentives: [contest(['300 USD'])] });
  const people = [ana, { id: 'ben' }];
  const bookings = [...(NEAR_QUOTA.bookings ?? []), { id: 'B9', by: 'ben', date: '2026-05-03', net: '10' }];

  it('is named and not weighed, while the SPIFF is in force', () => {
    const of = { ...NEAR_QUOTA, people, bookings, spiffs: [prize] };
    const within = asked(of, [{ date: '2026-05-10', net: '100' }]);
    expect(within.notWeighed).toEqual(['sprint']);
    expect(within.together.earnings.map(({ incentive }) => incentive)).not.toContain('prize');
    expect(asked(of, [{ date: '2026-06-01', net: '100' }]).notWeighed).toEqual([]);
    expect(asked(of, [{ date: '2026-04-30', net: '100' }], { slip: true }).notWeighed).toEqual(['sprint']);
  });

  it('leaves a SPIFF that pays by own credits alone weighed', () => {
    const own = spiff({ incentives: [incentive(flat('2%'), { id: 'extra' })] });
    const { together, notWeighed } = asked({ ...NEAR_QUOTA, people, spiffs: [own] }, [
      { date: '2026-05-10', net: '100' },
    ]);
    expect(byPeriod(together)['extra 2026-05']).toBe('2.00');
    expect(notWeighed).toEqual([]);
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

  it('is for who is on no plan that they are on none, whoever is credited', () => {
    const people = [{ id: 'ana', until: '2026-03-01' }, { id: 'ben' }];
    expect(why({ people }, { date: '2026-03-10', net: '100', by: 'ben' })).toEqual([
      ['NO_PLAN', 'ana is on no plan on 2026-03-10.'],
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
