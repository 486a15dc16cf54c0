import {
  calculated,
  payByLine,
  payOf,
  totalOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import {
  day,
  flat,
  incentive,
  measure,
  operand,
  plan,
  policy,
  tiers,
} from '../../test/support/sample-rules.js';

const ANA = { id: 'ana' };

function booked(...rows: readonly (readonly [string, string, string])[]): readonly Booked[] {
  return rows.map(([id, date, net]) => ({ id, date, net }));
}

describe('semantics 19: a bonus is per window, holds are per deal', () => {
  const whole = (attribution: 'in-order' | null): Situation => ({
    people: [ANA],
    plans: [
      plan({
        incentives: [
          incentive(
            tiers(
              [
                ['low', '0 USD', '5%'],
                ['high', '100,000 USD', '8%'],
              ],
              { mode: 'whole', axis: 'measure.sold' },
            ),
            { attribution },
          ),
        ],
      }),
    ],
    bookings: booked(['A', '2026-01-10', '99,000'], ['B', '2026-01-11', '2,000']),
  });

  it('99,000 earn 4,950 alone and 8,080 with 2,000 more; the 2,000 contributed 160', () => {
    expect(totalOf(calculated({ ...whole(null), bookings: booked(['A', '2026-01-10', '99,000']) }))).toBe(
      '4950.00',
    );
    expect(payByLine(calculated(whole(null)), whole(null))).toEqual({ A: '7920.00', B: '160.00' });
  });

  it('in order the deal that reaches the tier brings the jump: 3,130', () => {
    expect(payByLine(calculated(whole('in-order')), whole('in-order'))).toEqual({
      A: '4950.00',
      B: '3130.00',
    });
  });
});

describe('semantics 20: rollup', () => {
  const team = (changes: Partial<Situation> = {}): Situation => ({
    people: [
      { id: 'ana', manager: 'mia' },
      { id: 'bob', manager: 'mia' },
      { id: 'mia', manager: 'vera' },
      { id: 'vera', manager: 'mia' },
    ],
    territories: [{ id: 't', group: null }],
    holders: ['ana', 'bob'].map((participant) => ({
      of: 't',
      participant,
      from: day('2020-01-01'),
      until: null,
    })),
    policies: [
      policy({
        rollup: [
          { id: 'chain', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
        ],
      }),
    ],
    plans: [
      plan({
        measures: [measure(), measure({ id: 'team', credits: 'rollup' })],
        incentives: [
          incentive(flat('10%')),
          incentive(
            { kind: 'override', base: 'measure.team', pays: { what: operand('1%'), times: null } },
            { id: 'override' },
          ),
        ],
      }),
    ],
    bookings: [{ id: 'A', date: '2026-01-10', net: '1,000', by: null, territory: 't' }],
    ...changes,
  });

  it('a split under one manager rolls up as one whole line, once per person, and a circle of managers ends', () => {
    const { earnings, troubles } = calculated(team());
    expect(troubles.map(({ participant, code }) => [participant, code])).toEqual([['mia', 'MANAGER_CIRCLE']]);
    const rolled = earnings.filter(({ earning }) => earning.incentive === 'override');
    expect(
      rolled.map(({ earning, lines }) => [
        earning.participant,
        earning.amount,
        lines.map(({ credit }) => [credit?.parts, credit?.of]),
      ]),
    ).toEqual([
      ['mia', 1000n, [[2, 2]]],
      ['vera', 1000n, [[2, 2]]],
    ]);
  });

  it('stops after the levels that were declared', () => {
    const one = team({
      policies: [
        policy({
          rollup: [
            { id: 'chain', to: 'participant.manager', levels: 1, when: null, ownBookings: 'excluded' },
          ],
        }),
      ],
    });
    expect(payOf(calculated(one))).toEqual({
      'ana commission 2026-Q1': '50.00',
      'bob commission 2026-Q1': '50.00',
      'mia override 2026-Q1': '10.00',
    });
  });

  it('a player-coach is not paid twice on a deal of their own, unless declared', () => {
    const own = team({ bookings: [{ id: 'A', date: '2026-01-10', net: '1,000', by: 'mia' }] });
    expect(payOf(calculated(own))).toEqual({
      'mia commission 2026-Q1': '100.00',
      'vera override 2026-Q1': '10.00',
    });
  });

  it('what the house gets does not roll up', () => {
    const house = team({ holders: [] });
    expect(calculated(house)).toMatchObject({
      earnings: [],
      exceptions: [{ code: 'HOUSE', reason: 'Nobody holds the territory' }],
    });
  });

  it('ends at a manager between two assignments, and says so once', () => {
    const onLeave = team({
      people: [
        { id: 'ana', manager: 'mia' },
        { id: 'mia', manager: 'vera', until: '2026-02-01' },
        { id: 'mia', manager: 'vera', from: '2026-04-01' },
        { id: 'vera' },
      ],
      bookings: booked(
        ['A', '2026-02-10', '1,000'],
        ['B', '2026-03-10', '1,000'],
        ['C', '2026-04-10', '1,000'],
      ),
    });
    const { troubles } = calculated(onLeave);
    expect(troubles).toMatchObject([{ participant: 'mia', period: '2026-02-01', code: 'VACANT_MANAGER' }]);
    expect(payOf(calculated(onLeave))).not.toHaveProperty('vera override 2026-Q1');
    expect(payOf(calculated(onLeave))).toMatchObject({ 'vera override 2026-Q2': '10.00' });
  });

  it('goes by the manager of the line’s date', () => {
    const changed = team({
      people: [
        { id: 'ana', manager: 'mia', until: '2026-02-01' },
        { id: 'ana', manager: 'vera', from: '2026-02-01' },
        { id: 'mia' },
        { id: 'vera' },
      ],
      bookings: booked(['A', '2026-01-31', '1,000'], ['B', '2026-02-01', '1,000']),
    });
    expect(payOf(calculated(changed))).toMatchObject({
      'mia override 2026-Q1': '10.00',
      'vera override 2026-Q1': '10.00',
    });
  });
});

describe('semantics 22: negatives', () => {
  const monthly = (
    negative: 'carry-measure' | 'carry-earning' | 'zero' | 'pay-back',
    nets: readonly [string, string] = ['-20,000', '110,000'],
  ): Situation => ({
    people: [ANA],
    plans: [
      plan({
        measures: [measure({ window: 'month', negative })],
        incentives: [
          incentive(
            tiers(
              [
                ['to', '0 USD', '1.5%'],
                ['over', '>100,000 USD', '2%'],
              ],
              { axis: 'measure.sold' },
            ),
          ),
        ],
      }),
    ],
    bookings: booked(['R', '2026-01-10', nets[0]], ['A', '2026-02-10', nets[1]]),
  });

  it.each([
    ['carry-earning', '0.00', '1400.00'],
    ['carry-measure', '0.00', '1350.00'],
    ['zero', '0.00', '1700.00'],
    ['pay-back', '-300.00', '1700.00'],
  ] as const)('%s: a month of −20,000 pays %s, then 110,000 pay %s', (negative, january, february) => {
    expect(payOf(calculated(monthly(negative)))).toEqual({
      'ana commission 2026-01': january,
      'ana commission 2026-02': february,
    });
  });

  it('an earning that waits is pay, rounded as pay is: −0.249 waits as −0.25', () => {
    expect(payOf(calculated(monthly('carry-earning', ['-16.60', '556.95'])))).toEqual({
      'ana commission 2026-01': '0.00',
      'ana commission 2026-02': '8.10', // 8.35425 − 0.25; by −0.249 it would be 8.11
    });
  });

  it('attainment exists only where the quota is above zero', () => {
    const situation: Situation = {
      people: [{ id: 'ana', facts: { 'attribute.quota': '0 USD' } }],
      plans: [
        plan({
          measures: [measure({ quota: 'attribute.quota' })],
          incentives: [incentive(tiers([['to', '0%', '10%']], { noQuota: 'refuse' }))],
        }),
      ],
      bookings: booked(['A', '2026-01-10', '1,000']),
    };
    const { earnings, troubles } = calculated(situation);
    expect(earnings[0]?.earning).toMatchObject({
      attainment: null,
      amount: 0n,
      reason: expect.stringContaining('no attribute.quota above zero'),
    });
    expect(troubles).toMatchObject([{ participant: 'ana', period: '2026-Q1', code: 'NO_QUOTA' }]);
  });
});

describe('semantics 26: cause', () => {
  it('a late January deal moves January by 1,500 and February by 500', () => {
    const year = (...rows: readonly (readonly [string, string, string])[]): Situation => ({
      people: [ANA],
      plans: [
        plan({
          payEvery: 'month',
          measures: [measure({ window: 'year' })],
          incentives: [
            incentive(
              tiers(
                [
                  ['to', '0 USD', '5%'],
                  ['over', '>100,000 USD', '10%'],
                ],
                { axis: 'measure.sold' },
              ),
            ),
          ],
        }),
      ],
      bookings: booked(...rows),
    });
    const known = [
      ['A', '2026-01-10', '90,000'],
      ['B', '2026-02-10', '30,000'],
    ] as const;
    expect(payOf(calculated(year(...known)))).toEqual({
      'ana commission 2026-01': '4500.00',
      'ana commission 2026-02': '2500.00',
    });
    expect(payOf(calculated(year(...known, ['L', '2026-01-20', '20,000'])))).toEqual({
      'ana commission 2026-01': '6000.00',
      'ana commission 2026-02': '3000.00',
    });
  });
});
