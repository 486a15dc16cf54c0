import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { flat, incentive, measure, plan, policy, tiers } from '../../test/support/sample-rules.js';
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
import { startCalculation } from './calculate.js';
import type { Plan } from './rulebook/rulebook.js';

const LATER: Plan['values'][number] = {
  id: 'effective',
  is: 'date',
  unit: null,
  tree: {
    operator: 'later',
    of: [{ operand: { name: 'booking.start' } }, { operand: { name: 'booking.signed' } }],
  },
  round: null,
};

const dated = (changes: Partial<Plan> = {}): Plan =>
  plan({
    values: [LATER],
    measures: [measure({ date: 'value.effective', quota: 'attribute.quota' })],
    ...changes,
  });

const booked = (id: string, date: string, start: string, signed: string, net = '1,000'): Booked => ({
  id,
  date,
  net,
  facts: { 'booking.start': start, 'booking.signed': signed },
});

const ANA = { id: 'ana', facts: { 'attribute.quota': '2,000 USD' } };

describe('a booking that counts on another date than its own', () => {
  it('counts in the quarter of the later of start and signature', () => {
    const situation: Situation = {
      people: [ANA],
      plans: [dated()],
      bookings: [
        booked('A', '2026-06-23', '2026-06-23', '2026-07-20'),
        booked('B', '2026-06-24', '2026-06-24', '2026-06-20', '500'),
      ],
    };
    expect(payOf(calculated(situation))).toEqual({
      'ana commission 2026-Q2': '50.00',
      'ana commission 2026-Q3': '100.00',
    });
  });

  it('that is later than anything booked begins the pay periods before it: a renewal of September lifts January', () => {
    const whole = tiers(
      [
        ['to', '0%', '10%'],
        ['over', '>100%', '20%'],
      ],
      { mode: 'whole' },
    );
    const isNew = { fact: 'booking.type', test: { is: 'equal', to: { word: 'new' } } } as const;
    const measures = [measure({ date: 'booking.start', quota: 'attribute.quota', window: 'year' })];
    const sold = (id: string, date: string, start: string, type: string): Booked => ({
      id,
      date,
      net: '1,500',
      facts: { 'booking.start': start, 'booking.type': type },
    });
    const situation: Situation = {
      people: [ANA],
      plans: [plan({ payEvery: 'month', measures, incentives: [incentive(whole, { when: isNew })] })],
      bookings: [
        sold('A', '2026-01-05', '2026-01-05', 'new'),
        sold('B', '2026-08-01', '2026-09-01', 'renewal'),
      ],
    };
    expect(payOf(calculated(situation))).toEqual({
      'ana commission 2026-01': '150.00',
      'ana commission 2026-09': '150.00',
    });
  });

  it('begins them in an earlier window too, where relief lowers a quota', () => {
    const slices = tiers([
      ['to', '0%', '10%'],
      ['over', '>100%', '20%'],
    ]);
    const relief = {
      kind: 'relief',
      for: ['sick'],
      by: 'months',
      partMonth: 'counts',
      beforeDay: 15,
      atLeast: null,
      after: [],
    } as const;
    const measures = [measure({ date: 'value.effective', quota: 'attribute.quota', modify: [relief] })];
    const situation: Situation = {
      people: [{ id: 'ana', facts: { 'attribute.quota': '3,000 USD' } }],
      plans: [dated({ payEvery: 'month', measures, incentives: [incentive(slices)] })],
      bookings: [
        booked('B', '2026-06-28', '2026-10-01', '2026-06-28', '100'),
        booked('A', '2026-07-01', '2026-07-01', '2026-07-01', '3,000'),
      ],
      absences: [['ana', 'sick', '2026-09-01', '2026-10-01']],
    };
    expect(payOf(calculated(situation))).toEqual({
      'ana commission 2026-07': '300.00',
      'ana commission 2026-09': '100.00',
      'ana commission 2026-10': '10.00',
    });
  });

  it('fills tiers in the order of those dates, by the quota, rates and version of those days', () => {
    const slices = tiers([
      ['to', '0%', 'attribute.rate'],
      ['over', '>100%', '20%'],
    ]);
    const situation: Situation = {
      people: [
        {
          ...ANA,
          dated: [
            ['attribute.rate', '10%', '2026-01-01', '2026-07-10'],
            ['attribute.rate', '12%', '2026-07-10'],
          ],
        },
      ],
      plans: [dated({ payEvery: 'month', incentives: [incentive(slices)] })],
      bookings: [
        booked('A', '2026-06-01', '2026-07-15', '2026-07-01', '1,500'), // the second to count
        booked('B', '2026-06-02', '2026-07-05', '2026-07-01', '1,500'), // the first
      ],
    };
    const found = calculated(situation);
    // B: 1,500 × 10%. A: 500 × 12% below quota, 1,000 × 20% above it.
    expect(payByLine(found, situation)).toEqual({ B: '150.00', A: '260.00' });
  });

  it('is rated by the version in force on that date', () => {
    const [old, fresh] = ['10%', '5%'].map((rate, at) =>
      dated({
        fingerprint: `ae-${at}`,
        incentives: [incentive(flat(rate))],
        effective: at === 0 ? { from: 0, until: 20_636 } : { from: 20_636, until: null }, // 2026-07-02
      }),
    );
    const situation: Situation = {
      people: [ANA],
      plans: [old, fresh].filter((each) => each !== undefined),
      bookings: [booked('A', '2026-06-23', '2026-07-20', '2026-06-23')],
    };
    expect(payOf(calculated(situation))).toEqual({ 'ana commission 2026-Q3': '50.00' });
  });

  it('waits where the date is not known, or the person is on no plan that day', () => {
    const of = (people: Situation['people'], booking: Booked): unknown =>
      calculated({ people, plans: [dated()], bookings: [booking] }).exceptions;
    const unknown: Booked = {
      id: 'A',
      date: '2026-06-23',
      net: '1',
      facts: { 'booking.start': '2026-07-01' },
    };
    expect(of([ANA], unknown)).toMatchObject([{ code: 'NO_DATE', participant: 'ana' }]);
    const left = [{ ...ANA, until: '2026-07-01' }];
    expect(of(left, booked('A', '2026-06-23', '2026-07-20', '2026-07-20'))).toMatchObject([
      { code: 'NO_PLAN', reason: 'ana is on no plan on 2026-07-20.' },
    ]);
  });

  it('each by their own plan: the manager counts it when it was booked', () => {
    const lead = plan({
      id: 'lead',
      measures: [measure({ credits: 'rollup' })],
      incentives: [incentive(flat('1%'))],
    });
    const rollup = [
      { id: 'managers', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
    ] as const;
    const found = calculated({
      people: [
        { ...ANA, manager: 'eve' },
        { id: 'eve', plan: 'lead' },
      ],
      plans: [dated(), lead],
      policies: [policy({ rollup })],
      bookings: [booked('A', '2026-06-23', '2026-07-20', '2026-07-20')],
    });
    expect(payOf(found)).toEqual({ 'ana commission 2026-Q3': '100.00', 'eve commission 2026-Q2': '10.00' });
  });

  it('pays as if it had been booked on that date, in every shard', () => {
    fc.assert(
      fc.property(DEALS, (all) => {
        const { later, atOnce } = situationsOf(all);
        const found = calculated(later);
        expect(payByLine(found, later)).toEqual(payByLine(calculated(atOnce), atOnce));
        const shard = startCalculation(companyOf(later), rulebookOf(later), { mine: (id) => id === 'bob' });
        for (const line of linesOf(later)) shard.credit(line);
        const own = [...shard.earn('bob')].map(({ earning }) => earning);
        expect(own).toEqual(
          found.earnings.map(({ earning }) => earning).filter(({ participant }) => participant === 'bob'),
        );
      }),
      runs(60),
    );
  });
});

interface Deal {
  readonly net: number;
  readonly by: string;
  readonly booked: number;
  readonly start: number;
}

const DEALS: fc.Arbitrary<readonly Deal[]> = fc.array(
  fc.record({
    net: fc.integer({ min: -2_000, max: 4_000 }),
    by: fc.constantFrom('ana', 'bob'),
    booked: fc.integer({ min: 0, max: 300 }),
    start: fc.integer({ min: 0, max: 300 }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Deals that count on the day they start, and the same booked on that day; one a day, so that the order within a day does not matter. */
function situationsOf(all: readonly Deal[]): { later: Situation; atOnce: Situation } {
  const day = (at: number): string => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
  const days = new Set<number>();
  const used = all.filter(({ start }) => !days.has(start) && days.add(start));
  const rows = (on: (deal: Deal) => number): readonly Booked[] =>
    used.map((deal, at) => ({
      ...booked(`D${at}`, day(on(deal)), day(deal.start), day(deal.start), String(deal.net)),
      by: deal.by,
    }));
  const slices = incentive(
    tiers([
      ['to', '0%', '10%'],
      ['over', '>100%', '20%'],
    ]),
  );
  const people = [ANA, { ...ANA, id: 'bob' }];
  const measures = [measure({ quota: 'attribute.quota' })];
  return {
    later: { people, plans: [dated({ incentives: [slices] })], bookings: rows((deal) => deal.booked) },
    atOnce: {
      people,
      plans: [plan({ measures, incentives: [slices] })],
      bookings: rows((deal) => deal.start),
    },
  };
}
