import {
  calculated,
  companyOf,
  linesOf,
  payByLine,
  payOf,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import {
  day,
  flat,
  incentive,
  IS_NEW,
  measure,
  operand,
  plan,
  tiers,
} from '../../test/support/sample-rules.js';
import { calculate, type Calculation } from './calculate.js';
import type { Incentive, Plan } from './rulebook/rulebook.js';

const ANA = { id: 'ana' };
const LOW_HIGH = [
  ['low', '0 USD', '10%'],
  ['high', '100,000 USD', '20%'],
] as const;

function booked(...rows: readonly (readonly [string, string, string])[]): readonly Booked[] {
  return rows.map(([id, date, net]) => ({ id, date, net }));
}

/** A version of the plan of some days. */
function version(from: string, until: string | null, changes: Partial<Plan>): Plan {
  const effective = { from: day(from), until: until === null ? null : day(until) };
  return plan({ fingerprint: `ae from ${from}`, payEvery: 'month', effective, ...changes });
}

function expectFooting({ earnings }: Calculation): void {
  for (const { earning, lines } of earnings)
    expect(lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
}

const TWICE: Incentive['modify'] = [{ kind: 'multiplier', times: operand('2x'), when: null }];
const YEAR = { measures: [measure({ window: 'year' })] };

describe('plan-to-date', () => {
  it('adds up over every version of the plan, so that a new version loses nothing', () => {
    const toDate = { measures: [measure({ window: 'plan-to-date' })] };
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-03-01', toDate),
        version('2026-03-01', null, { ...toDate, incentives: [incentive(flat('20%'))] }),
      ],
      bookings: booked(
        ['A', '2026-02-10', '1,000'],
        ['B', '2026-03-10', '1,000'],
        ['C', '2026-04-10', '1,000'],
      ),
    };
    expect(payOf(calculated(situation))).toEqual({
      'ana commission 2026-02': '100.00',
      'ana commission 2026-03': '200.00',
      'ana commission 2026-04': '200.00',
    });
    expect(calculated(situation).earnings.at(-1)?.earning.measure.n).toBe(3000n);
  });
});

describe('a credit is rated wholly by the version in force on its date', () => {
  const onQuota = version('2026-01-01', '2026-02-01', {
    measures: [measure({ quota: 'attribute.quota' })],
    incentives: [
      incentive(
        tiers(
          [
            ['low', '0%', '10%'],
            ['high', '100%', '20%'],
          ],
          { noQuota: 'refuse' },
        ),
      ),
    ],
  });
  const situation = (later: Partial<Plan>): Situation => ({
    people: [{ id: 'ana', facts: { 'attribute.quota': '100,000 USD' } }],
    plans: [onQuota, version('2026-02-01', null, later)],
    bookings: booked(['A', '2026-01-10', '60,000'], ['B', '2026-02-20', '1,000']),
  });

  it.each([
    ['5% flat', { incentives: [incentive(flat('5%'))] }, '50.00'],
    ['tiers on amounts', { incentives: [incentive(tiers(LOW_HIGH, { axis: 'measure.sold' }))] }, '100.00'],
  ] as const)('a later version of %s without a quota takes nothing back', (_, later, february) => {
    const found = calculated(situation(later));
    expect(payOf(found)).toEqual({
      'ana commission 2026-01': '6000.00',
      'ana commission 2026-02': february,
    });
    expect(found.troubles).toEqual([]);
    expectFooting(found);
  });

  it('a multiplier that a later version drops stays with the credits it was promised for', () => {
    const doubled = { ...YEAR, incentives: [incentive(flat('10%'), { modify: TWICE })] };
    const dropped: Situation = {
      people: [ANA],
      plans: [version('2026-01-01', '2026-07-01', doubled), version('2026-07-01', null, YEAR)],
      bookings: booked(['A', '2026-02-10', '1,000'], ['B', '2026-07-10', '1,000']),
    };
    const found = calculated(dropped);
    expect(payOf(found)).toEqual({ 'ana commission 2026-02': '200.00', 'ana commission 2026-07': '100.00' });
    expect(found.earnings.at(-1)?.earning.working.modifiers).toMatchObject([
      { applied: true, because: expect.stringContaining('from 2026-01-01 to 2026-06-30') },
    ]);
  });

  it('a multiplier that a later version brings does not raise what was credited before', () => {
    const doubled = { ...YEAR, incentives: [incentive(flat('10%'), { modify: TWICE })] };
    const brought: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-07-01', { ...YEAR, payEvery: 'year' }),
        version('2026-07-01', null, { ...doubled, payEvery: 'year' }),
      ],
      bookings: booked(['A', '2026-02-10', '1,000'], ['B', '2026-07-10', '1,000']),
    };
    expect(payByLine(calculated(brought), brought)).toEqual({ A: '100.00', B: '200.00' });
  });

  it('what a later version asks for is no trouble of the periods before it', () => {
    const start = [
      ['low', '0%', '10%'],
      ['high', 'attribute.goal', '20%'],
    ] as const;
    const later: Situation = {
      ...situation({ measures: onQuota.measures, incentives: [incentive(tiers(start))] }),
      people: [
        {
          id: 'ana',
          facts: { 'attribute.quota': '100,000 USD' },
          dated: [['attribute.goal', '100%', '2026-02-01']],
        },
      ],
    };
    expect(calculated(later).troubles).toEqual([]);
  });

  it('a later version that pays on more brings no negative into a window that is running', () => {
    const measures = [measure({ window: 'month' })];
    const onSome = version('2026-01-01', '2026-02-15', {
      measures,
      incentives: [incentive(flat('10%'), { when: IS_NEW })],
    });
    const situation: Situation = {
      people: [ANA],
      plans: [onSome, version('2026-02-15', null, { measures })],
      bookings: booked(
        ['R', '2026-01-10', '-500'],
        ['A', '2026-02-10', '1,000'],
        ['B', '2026-02-20', '1,000'],
      ).map((each) => ({ ...each, facts: { 'booking.type': each.id === 'R' ? 'renewal' : 'new' } })),
    };
    expect(payByLine(calculated(situation), situation)).toEqual({ R: '0.00', A: '100.00', B: '100.00' });
  });

  it('a negative goes on under the name that the next version gives its measure', () => {
    const renamed: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-02-01', { measures: [measure({ window: 'month' })] }),
        version('2026-02-01', null, {
          measures: [measure({ id: 'net', window: 'month' })],
          incentives: [incentive(flat('10%', 'measure.net'))],
        }),
      ],
      bookings: booked(['R', '2026-01-10', '-20,000'], ['A', '2026-02-10', '30,000']),
    };
    expect(payOf(calculated(renamed))).toMatchObject({ 'ana commission 2026-02': '1000.00' });
  });
});

describe('what the check refuses loses no pay where it comes all the same', () => {
  it('another grain: the accumulator goes on from what all credits made', () => {
    const grain = (each: 'booking' | 'running-total'): Partial<Plan> => ({
      ...YEAR,
      incentives: [incentive(tiers(LOW_HIGH, { axis: 'measure.sold', grain: each }))],
    });
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-07-01', grain('booking')),
        version('2026-07-01', null, grain('running-total')),
      ],
      bookings: booked(
        ['A', '2026-02-10', '60,000'],
        ['B', '2026-03-10', '60,000'],
        ['C', '2026-08-10', '60,000'],
      ),
    };
    expect(payOf(calculated(situation))).toMatchObject({ 'ana commission 2026-08': '12000.00' });
  });

  it('another rounding: the lines make the earning', () => {
    const rounded = (per: 'line' | 'window'): Partial<Plan> => ({
      rounding: { to: 'cents', half: 'away-from-zero', per },
    });
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-02-01', rounded('line')),
        version('2026-02-01', null, rounded('window')),
      ],
      bookings: booked(
        ['A', '2026-01-10', '0.05'],
        ['B', '2026-01-11', '0.05'],
        ['C', '2026-01-12', '0.05'],
        ['D', '2026-02-10', '0.01'],
        ['E', '2026-02-11', '0.01'],
      ),
    };
    const found = calculated(situation);
    expect(payOf(found)).toMatchObject({ 'ana commission 2026-01': '0.03' });
    expectFooting(found);
  });

  it('another window: a negative that was carried is still taken off', () => {
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-02-15', { measures: [measure({ window: 'month' })] }),
        version('2026-02-15', null, {}),
      ],
      bookings: booked(['R', '2026-01-10', '-20,000'], ['A', '2026-02-20', '30,000']),
    };
    expect(payByLine(calculated(situation), situation)).toEqual({ R: '0.00', A: '1000.00' });
  });

  it('another calendar: quarters of one name and other days are two windows', () => {
    const situation: Situation = {
      people: [ANA],
      plans: [
        version('2026-01-01', '2026-02-01', { payEvery: null }),
        version('2026-02-01', null, { payEvery: null, calendar: 'fiscal' }),
      ],
      bookings: booked(
        ['A', '2026-01-10', '1,000'],
        ['B', '2026-03-10', '1,000'],
        ['C', '2026-04-10', '1,000'],
      ),
    };
    const rules = rulebookOf(situation);
    const fiscal = { id: 'fiscal', yearStarts: day('2026-02-01'), quarters: [] };
    const facts = { ...rules.facts, calendars: [...rules.facts.calendars, fiscal] };
    const found = calculate(
      { company: companyOf(situation), lines: linesOf(situation) },
      { ...rules, facts },
    );
    expect(payByLine(found, situation)).toEqual({ A: '100.00', B: '100.00', C: '100.00' });
  });
});

describe('a period is not judged by the future', () => {
  const quota = [['attribute.quota', '90,000 USD', '2026-01-01', '2026-03-01']] as const;
  const january = (people: Situation['people']): readonly (bigint | undefined)[] => {
    const rules = {
      measures: [measure({ quota: 'attribute.quota' })],
      incentives: [incentive(tiers([['all', '0%', '10%']]))],
    };
    const { earnings } = calculated({
      people,
      plans: [version('2026-01-01', null, rules), { ...version('2026-01-01', null, rules), id: 'lead' }],
      bookings: booked(['A', '2026-01-10', '60,000'], ['B', '2026-03-02', '0']),
    });
    return earnings
      .filter(({ earning }) => earning.period.name === '2026-01')
      .map(({ earning }) => earning.quota?.n);
  };

  it('January has the whole quota of somebody who moves in February, or whose quota ends in March', () => {
    const facts = { 'attribute.quota': '90,000 USD' };
    const moves = [
      { id: 'ana', until: '2026-02-15', facts },
      { id: 'ana', plan: 'lead', from: '2026-02-15', facts },
    ];
    expect(january(moves)).toEqual([90_000n]);
    expect(january([{ id: 'ana', dated: quota }])).toEqual([90_000n]);
  });
});
