import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { calculated, payOf, type Situation } from '../../test/support/situation.js';
import { flat, incentive, measure, operand, plan, policy } from '../../test/support/sample-rules.js';
import type { EngagementPolicy, Overlay } from './rulebook/rulebook.js';

const ENGINEER: Overlay = {
  id: 'engineer',
  when: { fact: 'booking.engineer', test: { is: 'known' } },
  to: 'booking.engineer',
  share: operand('100%'),
  quota: 'counts',
};

const MANAGERS: EngagementPolicy['rollup'] = [
  { id: 'managers', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
];

const LEADS = plan({
  id: 'lead',
  measures: [measure({ credits: 'rollup' })],
  incentives: [incentive(flat('1%'))],
});
const ENGINEERS = plan({
  id: 'se',
  measures: [measure({ credits: 'overlay' })],
  incentives: [incentive(flat('2%'))],
});

describe('semantics 20: rollup and overlay', () => {
  const situation: Situation = {
    people: [
      { id: 'ana', manager: 'eve' },
      { id: 'bob', manager: 'eve' },
      { id: 'sam', plan: 'se', manager: 'eve' },
      { id: 'eve', plan: 'lead' },
    ],
    plans: [plan(), ENGINEERS, LEADS],
    policies: [policy({ rollup: MANAGERS, overlays: [ENGINEER] })],
    bookings: [{ id: 'A', date: '2026-01-20', net: '100,000', facts: { 'booking.engineer': 'sam' } }],
  };

  it('an AE has 100% and an engineer 100% beside it, and their one manager 100,000, not 200,000', () => {
    const found = calculated(situation);
    expect(payOf(found)).toEqual({
      'ana commission 2026-Q1': '10000.00',
      'sam commission 2026-Q1': '2000.00',
      'eve commission 2026-Q1': '1000.00',
    });
    expect(found.exceptions).toEqual([]);
    const kinds = found.earnings.flatMap(({ lines }) =>
      lines.map(({ credit }) => `${credit?.participant ?? ''} ${credit?.kind ?? ''} ${credit?.rule ?? ''}`),
    );
    expect(kinds.sort()).toEqual([
      'ana direct field/seller',
      'eve rollup field/managers',
      'sam overlay field/engineer',
    ]);
  });

  it('a split of 60/40 under one manager rolls up once to her, as the whole line', () => {
    const split = policy({ rollup: MANAGERS, overlays: [ENGINEER] });
    const [named] = split.phases;
    const rule = {
      id: 'pair',
      when: { fact: 'booking.second', test: { is: 'known' as const } },
      credit: [
        { to: 'booking.salesperson', parts: 60 },
        { to: 'booking.second', parts: 40 },
      ],
      because: 'Agreed',
    };
    const phases = named ? [{ ...named, hit: 'first' as const, rules: [rule, ...named.rules] }] : [];
    const found = calculated({
      ...situation,
      policies: [{ ...split, phases }],
      bookings: [
        {
          id: 'A',
          date: '2026-01-20',
          net: '100,000.01',
          facts: { 'booking.engineer': 'sam', 'booking.second': 'bob' },
        },
      ],
    });
    // 60% and 40% of 100,000.01 at 10%; 1% of 100,000.01 once.
    expect(payOf(found)).toEqual({
      'ana commission 2026-Q1': '6000.00',
      'bob commission 2026-Q1': '4000.00',
      'sam commission 2026-Q1': '2000.00',
      'eve commission 2026-Q1': '1000.00',
    });
    const risen = found.earnings.filter(({ earning }) => earning.participant === 'eve');
    expect(risen.flatMap(({ lines }) => lines)).toHaveLength(1);
  });

  it('what goes to the house does not roll up, and an overlay does not wait for it', () => {
    const found = calculated({
      ...situation,
      bookings: [
        { id: 'A', date: '2026-01-20', net: '100,000', by: null, facts: { 'booking.engineer': 'sam' } },
      ],
    });
    expect(payOf(found)).toEqual({ 'sam commission 2026-Q1': '2000.00' });
    expect(found.exceptions).toMatchObject([{ code: 'HOUSE' }]);
  });

  it('a measure counts one kind: own credits are not an overlay’s, and the earning says so', () => {
    const found = calculated({ ...situation, plans: [plan(), plan({ id: 'se' }), LEADS] });
    const engineer = found.earnings.find(({ earning }) => earning.participant === 'sam');
    expect(engineer?.earning.reason).toBe(
      'No incentive of se counts these credits: sold counts own credits.',
    );
  });

  it('an overlay that retires no quota is paid on and leaves attainment where it was', () => {
    const se = plan({
      id: 'se',
      measures: [measure({ credits: 'overlay', quota: 'attribute.quota' })],
      incentives: [incentive(flat('2%'))],
    });
    const people = situation.people.map((each) =>
      each.id === 'sam' ? { ...each, facts: { 'attribute.quota': '200,000 USD' } } : each,
    );
    const of = (quota: Overlay['quota']): readonly [string, bigint] => {
      const found = calculated({
        ...situation,
        people,
        plans: [plan(), se, LEADS],
        policies: [policy({ overlays: [{ ...ENGINEER, quota }] })],
      });
      const own = found.earnings.find(({ earning }) => earning.participant === 'sam')?.earning;
      return [String(own?.amount ?? 0n), own?.attainment?.n ?? -1n];
    };
    expect(of('counts')).toEqual(['200000', 1n]); // 50%
    expect(of('does-not-count')).toEqual(['200000', 0n]);
    expect(of('only')).toEqual(['0', 1n]);
  });

  it('an overlay never changes what others are paid, or what rolls up', () => {
    const bookings = fc.array(
      fc.record({
        net: fc.integer({ min: -50_000, max: 90_000 }),
        by: fc.constantFrom('ana', 'bob', null),
        engineer: fc.constantFrom('sam', 'ana', undefined),
        day: fc.integer({ min: 1, max: 9 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const pay = (
      overlays: readonly Overlay[],
      rows: Situation['bookings'],
    ): Readonly<Record<string, string>> =>
      payOf(calculated({ ...situation, policies: [policy({ rollup: MANAGERS, overlays })], bookings: rows }));
    fc.assert(
      fc.property(
        bookings,
        fc.constantFrom<Overlay['quota']>('counts', 'does-not-count', 'only'),
        (all, quota) => {
          const rows = all.map(({ net, by, engineer, day }, at) => ({
            id: `B${at}`,
            date: `2026-01-0${day}`,
            net: String(net),
            by,
            ...(engineer === undefined ? {} : { facts: { 'booking.engineer': engineer } }),
          }));
          const others = Object.entries(pay([{ ...ENGINEER, quota }], rows)).filter(
            ([key]) => !key.startsWith('sam') && !/^ana {2}/.test(key),
          );
          expect(Object.fromEntries(others)).toEqual(pay([], rows));
        },
      ),
      runs(60),
    );
  });
});
