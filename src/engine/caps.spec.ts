import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { flat, incentive, measure, operand, plan, tiers } from '../../test/support/sample-rules.js';
import {
  calculated,
  companyOf,
  linesOf,
  onlyEarning,
  payByLine,
  payOf,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../test/support/situation.js';
import { startCalculation } from './calculate.js';
import { sayEarning } from './explain/say-earning.js';
import type { Measure, Modifier } from './rulebook/rulebook.js';

const ANA = { id: 'ana', facts: { 'attribute.quota': '100,000 USD', 'attribute.most': '40,000 USD' } };
const DEAL: Modifier = { kind: 'deal-cap', at: operand('5,000 USD') };

function paid(modify: readonly Modifier[], bookings: readonly Booked[], formula = flat('10%')): Situation {
  return { people: [ANA], plans: [plan({ incentives: [incentive(formula, { modify })] })], bookings };
}

function counting(modify: NonNullable<Measure['modify']>, bookings: readonly Booked[]): Situation {
  return {
    people: [ANA],
    plans: [plan({ measures: [measure({ modify, quota: 'attribute.quota' })] })],
    bookings,
  };
}

const line = (id: string, net: string, at = 1, day = '10'): Booked => ({
  id,
  net,
  line: at,
  date: `2026-01-${day}`,
});

describe('the most that one deal earns', () => {
  const bookings = [line('A', '30,000'), line('A', '40,000', 2), line('B', '20,000', 1, '11')];

  it('is lost over the cap, line after line, and other deals keep theirs', () => {
    const situation = paid([DEAL], bookings);
    const found = calculated(situation);
    expect(payOf(found)).toEqual({ 'ana commission 2026-Q1': '7000.00' });
    expect(payByLine(found, situation)).toEqual({ A: '5000.00', B: '2000.00' });
    expect(sayEarning(onlyEarning(found))).toBe(
      '90,000 USD credited in 2026-Q1: 90,000 × 10% = 9,000.00; less 2,000.00 because a booking earns 5,000.00 at most, which makes 7,000.00 USD.',
    );
  });

  it('takes back no more than the cap, so that a deal and its return are nothing', () => {
    expect(payOf(calculated(paid([DEAL], [line('A', '70,000'), line('R', '-70,000', 1, '12')])))).toEqual({
      'ana commission 2026-Q1': '0.00',
    });
  });

  it('is put on what multipliers above it leave, and those below it multiply what it leaves', () => {
    const double: Modifier = { kind: 'multiplier', times: operand('2x'), when: null };
    const pay = (...modify: Modifier[]): string =>
      payOf(calculated(paid(modify, [line('A', '40,000')])))['ana commission 2026-Q1'] ?? '';
    expect(pay(double, DEAL)).toBe('5000.00'); // 4,000 × 2 = 8,000, capped
    expect(pay(DEAL, double)).toBe('8000.00'); // 4,000 is below the cap
    const cap: Modifier = {
      kind: 'cap',
      what: 'earning',
      at: operand('9,000 USD'),
      window: null,
      excess: 'lost',
    };
    expect(pay(double, DEAL, cap)).toBe('5000.00');
    expect(pay(DEAL, double, cap)).toBe('8000.00');
  });

  it('holds in every pay period of a window whose tier is re-rated', () => {
    const whole = tiers(
      [
        ['to', '0%', '5%'],
        ['over', '>100%', '10%'],
      ],
      { mode: 'whole' },
    );
    const situation: Situation = {
      people: [ANA],
      plans: [
        plan({
          payEvery: 'month',
          measures: [measure({ quota: 'attribute.quota' })],
          incentives: [incentive(whole, { modify: [DEAL] })],
        }),
      ],
      bookings: [line('A', '80,000'), { id: 'B', net: '30,000', date: '2026-02-10' }],
    };
    const found = calculated(situation);
    // January 80,000 × 5% = 4,000. February makes it 8,000, of which 5,000 count: 1,000 more, and 3,000 of B.
    expect(payOf(found)).toEqual({
      'ana commission 2026-01': '4000.00',
      'ana commission 2026-02': '4000.00',
    });
    expect(payByLine(found, situation)).toEqual({ A: '5000.00', B: '3000.00' });
  });

  it('does not hang on the order in which bookings came, and no deal earns more', () => {
    const lines = fc.array(
      fc.record({
        deal: fc.integer({ min: 0, max: 4 }),
        net: fc.integer({ min: -80_000, max: 80_000 }),
      }),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(lines, fc.nat(), (told, seed) => {
        const bookings = told.map(({ deal, net }, at) => ({
          id: `D${deal}`,
          line: at + 1,
          date: `2026-01-0${deal + 1}`,
          net: String(net),
        }));
        const turned = [...bookings].sort((a, b) => ((a.line * 7 + seed) % 11) - ((b.line * 7 + seed) % 11));
        const plans = [
          plan({
            measures: [measure({ negative: 'pay-back' })],
            incentives: [incentive(flat('10%'), { modify: [DEAL] })],
          }),
        ];
        const situation: Situation = { people: [ANA], plans, bookings };
        const found = calculated(situation);
        expect(calculated({ ...situation, bookings: turned })).toEqual(found);
        const deals = [...new Set(bookings.map(({ id }) => id))];
        const byHand = deals.map((deal) => {
          const sum = bookings.filter(({ id }) => id === deal).reduce((all, { net }) => all + Number(net), 0);
          return Math.max(-500_000, Math.min(500_000, sum * 10));
        });
        const exact = found.earnings.reduce((sum, { earning }) => sum + earning.amount, 0n);
        expect(exact).toBe(BigInt(byHand.reduce((all, each) => all + each, 0)));
        for (const pay of Object.values(payByLine(found, situation)))
          expect(Math.abs(Number(pay))).toBeLessThanOrEqual(5_000);
      }),
      runs(60),
    );
  });
});

describe('the most that one credit or deal counts', () => {
  const bookings = [line('A', '30,000'), line('A', '40,000', 2), line('B', '20,000', 1, '11')];

  it('of a credit: each line by itself', () => {
    const { measure: counted, attainment } = onlyEarning(
      calculated(counting([{ kind: 'cap', what: 'credit', at: operand('25,000 USD') }], bookings)),
    );
    expect(counted).toEqual({ n: 70_000n, d: 1n }); // 25,000 + 25,000 + 20,000
    expect(attainment).toEqual({ n: 7n, d: 10n });
  });

  it('of a deal: its lines together, by the person’s own number', () => {
    const situation = counting([{ kind: 'cap', what: 'deal', at: operand('attribute.most') }], bookings);
    const found = calculated(situation);
    expect(onlyEarning(found).measure).toEqual({ n: 60_000n, d: 1n }); // 40,000 + 20,000
    expect(payByLine(found, situation)).toEqual({ A: '4000.00', B: '2000.00' });
    expect(onlyEarning(found).working.modifiers).toEqual([
      {
        what: 'cap on what counts',
        times: { n: 1n, d: 1n },
        applied: false,
        because:
          'sold counts 40,000 USD of a booking at most; 30,000 USD of what was credited does not count.',
      },
    ]);
  });

  it('says that all counts where nothing is above the cap', () => {
    const found = calculated(counting([{ kind: 'cap', what: 'deal', at: operand('80,000 USD') }], bookings));
    expect(onlyEarning(found).working.modifiers.map(({ because }) => because)).toEqual([
      'sold counts 80,000 USD of a booking at most; all of what was credited counts.',
    ]);
  });

  it('is told as unknown where nobody said how much', () => {
    const situation = counting([{ kind: 'cap', what: 'deal', at: operand('attribute.nothing') }], bookings);
    const { troubles, earnings } = calculated(situation);
    expect(earnings[0]?.earning.measure).toEqual({ n: 90_000n, d: 1n });
    expect(troubles).toMatchObject([{ participant: 'ana', code: 'NO_CAP' }]);
  });

  it('of a return as much as of the sale', () => {
    const modify = [{ kind: 'cap', what: 'deal', at: operand('40,000 USD') }] as const;
    const returned = [line('A', '70,000'), line('R', '-70,000', 1, '12')];
    expect(onlyEarning(calculated(counting(modify, returned))).measure).toEqual({ n: 0n, d: 1n });
  });
});

describe('windfalls', () => {
  const review = (above: string): NonNullable<Measure['modify']> => [
    { kind: 'windfall', above: operand(above) },
  ];
  const bookings = [line('A', '30,000'), line('A', '40,000', 2), line('B', '20,000', 1, '11')];

  it('puts a deal above the threshold into the queue, once, and changes no pay', () => {
    const found = calculated(counting(review('60,000 USD'), bookings));
    expect(found.exceptions).toEqual([
      {
        line: 0,
        code: 'WINDFALL',
        reason:
          'The booking counts 70,000 USD for ana in sold, above the 60,000 USD from which deals are reviewed; it is paid meanwhile.',
        participant: 'ana',
      },
    ]);
    const plainly = calculated(counting([], bookings));
    expect(found.earnings).toEqual(plainly.earnings);
    expect(plainly.exceptions).toEqual([]);
  });

  it('says what a deal brings, where a cap of the measure lets less of it count', () => {
    const capped = [
      { kind: 'cap', what: 'deal', at: operand('50,000 USD') },
      ...review('60,000 USD'),
    ] as const;
    expect(calculated(counting(capped, bookings)).exceptions.map(({ reason }) => reason)).toEqual([
      'The booking brings 70,000 USD for ana to sold before the cap on what counts, above the 60,000 USD from which deals are reviewed; it is paid meanwhile.',
    ]);
  });

  it('lets pass what is at the threshold, and goes by the person’s own number', () => {
    expect(calculated(counting(review('70,000 USD'), bookings)).exceptions).toEqual([]);
    expect(calculated(counting(review('attribute.most'), bookings)).exceptions).toHaveLength(1);
    expect(calculated(counting(review('attribute.nothing'), bookings)).exceptions).toEqual([]);
  });

  it('is found by every shard alike', () => {
    const situation = counting(review('60,000 USD'), bookings);
    const rules = rulebookOf(situation);
    const shard = startCalculation(companyOf(situation), rules, { mine: () => false });
    for (const each of linesOf(situation)) shard.credit(each);
    expect([...shard.exceptions()]).toEqual(calculated(situation).exceptions);
  });
});
