import { calculated, type Booked, type Situation } from '../../../../test/support/situation.js';
import { day, measure, number, operand } from '../../../../test/support/sample-rules.js';
import {
  budget,
  contest,
  first,
  paidBySpiff,
  pool,
  sold,
  spiff,
  type SoldRow,
} from '../../../../test/support/spiffs/sample-spiffs.js';
import { explain } from '../../explain/explain.js';
import type { Spiff } from '../../rulebook/rulebook.js';

type Rows = readonly SoldRow[];

const PEOPLE: Situation['people'] = ['ana', 'ben', 'cho', 'dee'].map((id) => ({ id }));
const AFTER = sold(['Z', 'dee', '2026-06-30', '1', 999]);

function situation(spiffs: readonly Spiff[], bookings: readonly Booked[]): Situation {
  return { people: PEOPLE, spiffs, bookings: [...bookings, ...AFTER] };
}

function pay(changes: Partial<Spiff>, ...rows: Rows): Readonly<Record<string, string>> {
  return paidBySpiff(calculated(situation([spiff(changes)], sold(...rows))));
}

describe('a pool', () => {
  const rows: Rows = [
    ['A', 'ana', '2026-05-04', '10,000'],
    ['B', 'ben', '2026-05-05', '20,000'],
    ['C', 'cho', '2026-05-06', '30,000'],
  ];

  it('in equal parts makes the whole: 33.33 + 33.34 + 33.33', () => {
    expect(pay({ incentives: [pool('100 USD')] }, ...rows)).toEqual({
      'ana share 2026-05': '33.33',
      'ben share 2026-05': '33.34',
      'cho share 2026-05': '33.33',
    });
  });

  it('in proportion to a measure: 10 : 20 : 30 of 100', () => {
    expect(pay({ incentives: [pool('100 USD', { sharedBy: 'measure.sold' })] }, ...rows)).toEqual({
      'ana share 2026-05': '16.67',
      'ben share 2026-05': '33.33',
      'cho share 2026-05': '50.00',
    });
  });

  it('is shared among those who qualify', () => {
    const among = {
      fact: 'measure.sold',
      test: { is: 'greater-or-equal' as const, than: operand('20,000 USD') },
    };
    expect(pay({ incentives: [pool('100 USD', { among })] }, ...rows)).toEqual({
      'ben share 2026-05': '50.00',
      'cho share 2026-05': '50.00',
    });
  });

  it('of each month is among those with a credit in it', () => {
    const monthly = { measures: [measure({ window: 'month' })], incentives: [pool('100 USD')] };
    const until = { effective: { from: day('2026-05-01'), until: day('2026-07-01') } };
    expect(pay({ ...monthly, ...until }, ...rows.slice(0, 1), ['B', 'ben', '2026-06-05', '1'])).toEqual({
      'ana share 2026-05': '100.00',
      'ben share 2026-06': '50.00',
      'dee share 2026-06': '50.00',
    });
  });
});

describe('a SPIFF', () => {
  const rows: Rows = [
    ['A', 'ana', '2026-05-04', '10,000', 1],
    ['B', 'ben', '2026-05-20', '20,000', 2],
  ];

  it('pays beside the plan: the same booking pays both', () => {
    const { earnings } = calculated(
      situation([spiff({ incentives: [first(5)] })], sold(...rows.slice(0, 1))),
    );
    const ana = earnings.filter(({ earning }) => earning.participant === 'ana');
    expect(ana.map(({ earning }) => [earning.plan, earning.incentive, earning.amount])).toEqual([
      ['ae', 'commission', 100_000n],
      ['sprint', 'first', 50_000n],
    ]);
  });

  it('is for those of whom its condition holds on the day of the booking', () => {
    const who = {
      fact: 'attribute.level',
      test: { is: 'greater-or-equal' as const, than: operand('2 deals') },
    };
    const people: Situation['people'] = [
      {
        id: 'ana',
        dated: [
          ['attribute.level', '1 deal', '2026-01-01', '2026-05-10'],
          ['attribute.level', '2 deals', '2026-05-10'],
        ],
      },
      { id: 'ben', facts: { 'attribute.level': '2 deals' } },
    ];
    const all = { ...situation([spiff({ who, incentives: [first(5)] })], sold(...rows)), people };
    expect(paidBySpiff(calculated(all))).toEqual({ 'ben first 2026-05': '500.00' });
  });

  it('leaves bookings in another currency alone', () => {
    const euros = sold(...rows).map((booked) => ({ ...booked, currency: 'EUR' }));
    expect(paidBySpiff(calculated(situation([spiff({ incentives: [first(5)] })], euros)))).toEqual({});
  });

  it('a version of tomorrow changes nothing of what was decided today', () => {
    const effective = { from: day('2026-05-01'), until: day('2026-08-01') };
    const monthly = spiff({
      effective,
      measures: [measure({ window: 'month' })],
      incentives: [contest(['300 USD'])],
    });
    const july = day('2026-07-01');
    const versions = [
      { ...monthly, effective: { ...effective, until: july } },
      {
        ...monthly,
        fingerprint: 'sprint-2',
        effective: { ...effective, from: july },
        incentives: [contest(['900 USD'])],
      },
    ];
    const bookings = sold(...rows, ['C', 'ana', '2026-07-02', '1'], ['D', 'ana', '2026-08-02', '1']);
    expect(paidBySpiff(calculated(situation(versions, bookings)))).toEqual({
      'ben prize 2026-05': '300.00',
      'dee prize 2026-06': '300.00',
      'ana prize 2026-07': '900.00',
    });
  });

  it('that runs again after a pause pays again, with its places and its budget anew', () => {
    const once = spiff({ incentives: [first(1), contest(['300 USD'])], budget: budget('800 USD') });
    const again = {
      ...once,
      fingerprint: 'sprint-2',
      effective: { from: day('2026-07-01'), until: day('2026-08-01') },
    };
    const bookings = sold(...rows, ['C', 'cho', '2026-07-02', '9', 3], ['D', 'dee', '2026-08-02', '1', 4]);
    expect(paidBySpiff(calculated(situation([once, again], bookings)))).toEqual({
      'ana first 2026-05': '500.00',
      'ben prize 2026-05': '300.00',
      'cho first 2026-07': '500.00',
      'cho prize 2026-07': '300.00',
    });
  });

  it('ends a contest by its last day, though the window of the measure goes on', () => {
    const quarterly = { measures: [measure()], incentives: [contest(['300 USD'])] };
    const early = {
      people: PEOPLE,
      spiffs: [spiff(quarterly)],
      bookings: sold(...rows, ['Z', 'dee', '2026-06-01', '1']),
    };
    expect(paidBySpiff(calculated(early))).toEqual({ 'ben prize 2026-05': '300.00' });
  });

  it('does not rank who stays below the minimum', () => {
    const minimum = operand('15,000 USD');
    expect(pay({ incentives: [contest(['300 USD', '100 USD'], { minimum })] }, ...rows)).toEqual({
      'ben prize 2026-05': '300.00',
    });
  });

  it('leaves prizes that nobody reaches, and pays nobody beyond the prizes', () => {
    expect(pay({ incentives: [contest(['300 USD', '200 USD', '100 USD'])] }, ...rows)).toEqual({
      'ben prize 2026-05': '300.00',
      'ana prize 2026-05': '200.00',
    });
    expect(pay({ incentives: [contest(['300 USD'])] }, ...rows)).toEqual({ 'ben prize 2026-05': '300.00' });
  });

  it('tells of a contest the own place and prize, and no number or name of another', () => {
    const { earnings } = calculated(
      situation([spiff({ incentives: [contest(['300 USD', '200 USD', '100 USD'])] })], sold(...rows)),
    );
    const ana = earnings.find(
      ({ earning }) => earning.incentive === 'prize' && earning.participant === 'ana',
    );
    const told = JSON.stringify(ana && explain(ana.earning, ana.lines));
    expect(told).toContain('place 2');
    expect(told).toContain('200.00');
    expect(told).not.toMatch(/ben|20,000|300/);
    expect(number('200 USD')).toEqual(ana?.earning.working.exact);
  });
});
