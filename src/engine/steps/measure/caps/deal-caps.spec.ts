import fc from 'fast-check';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { flat, incentive, measure, operand, plan } from '../../../../../test/support/sample-rules.js';
import {
  calculated,
  companyOf,
  linesOf,
  payByLine,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../../../../test/support/situation.js';
import { startCalculation } from '../../../calculate.js';
import type { Measure, Modifier } from '../../../rulebook/rulebook.js';

type Modify = NonNullable<Measure['modify']>;

const ANA = { id: 'ana' };
const CAPS: readonly (readonly ['deal' | 'credit', Modify])[] = (['deal', 'credit'] as const).map((what) => [
  what,
  [{ kind: 'cap', what, at: operand('80,000 USD') }],
]);
const [[, DEAL], [, CREDIT]] = CAPS as [(typeof CAPS)[0], (typeof CAPS)[0]];

function paid(modify: Modify, bookings: readonly Booked[]): Situation {
  const sold = measure({ window: 'month', negative: 'pay-back', modify });
  return {
    people: [ANA],
    plans: [plan({ measures: [sold], incentives: [incentive(flat('10%'))] })],
    bookings,
  };
}

function booked(id: string, net: number | string, date: string, changes?: string): Booked {
  return { id, net: String(net), date, ...(changes === undefined ? {} : { changes }) };
}

const SALE = booked('A', '200000', '2026-01-10');
const RETURNS = [
  booked('R1', '-50000', '2026-01-20', 'A'),
  booked('R2', '-50000', '2026-02-20', 'A'),
  booked('R3', '-100000', '2026-03-20', 'A'),
];

function sum(situation: Situation): bigint {
  return calculated(situation).earnings.reduce((all, { earning }) => all + earning.amount, 0n);
}

describe('a deal that is taken back in parts', () => {
  it.each(CAPS)('gives back what it counted, once, under a cap on a %s', (_, modify) => {
    const situation = paid(modify, [SALE, ...RETURNS]);
    expect(payByLine(calculated(situation), situation)).toEqual({
      A: '8000.00',
      R1: '0.00',
      R2: '0.00',
      R3: '-8000.00',
    });
    expect(sum(situation)).toBe(0n);
  });

  it('is followed through changes of changes', () => {
    const chain = [
      SALE,
      booked('R1', -150_000, '2026-02-01', 'A'),
      booked('R2', -50_000, '2026-03-01', 'R1'),
    ];
    const situation = paid(DEAL, chain);
    expect(payByLine(calculated(situation), situation)).toEqual({
      A: '8000.00',
      R1: '-3000.00',
      R2: '-5000.00',
    });
  });

  it('stands for itself where it names nothing that is known by then', () => {
    const early = { ...booked('R0', -100_000, '2026-01-05', 'A') };
    const other = booked('R9', -100_000, '2026-01-25', 'X');
    const situation = paid(DEAL, [early, SALE, other]);
    expect(payByLine(calculated(situation), situation)).toEqual({
      R0: '-8000.00',
      A: '8000.00',
      R9: '-8000.00',
    });
  });

  it('goes by the cap of the booking that it changes, whatever it is by then', () => {
    const person = {
      id: 'ana',
      dated: [
        ['attribute.most', '80,000 USD', '2026-01-01', '2026-03-01'],
        ['attribute.most', '20,000 USD', '2026-03-01'],
      ] as const,
    };
    const modify: Modify = [{ kind: 'cap', what: 'deal', at: operand('attribute.most') }];
    const situation = { ...paid(modify, [SALE, ...RETURNS]), people: [person] };
    expect(payByLine(calculated(situation), situation)).toMatchObject({ A: '8000.00', R3: '-8000.00' });
  });

  it('takes of the other lines of the booking what its own has not, under a cap on a credit', () => {
    const lines = [30_000, 100_000, 90_000].map((net, at) => ({
      ...booked('A', net, '2026-01-10'),
      line: at + 1,
    }));
    expect(sum(paid(CREDIT, lines))).toBe(1_900_000n);
    expect(sum(paid(CREDIT, [...lines, booked('R', -220_000, '2026-02-10', 'A')]))).toBe(0n);
  });
});

const EARNS: Modifier = { kind: 'deal-cap', at: operand('8,000 USD') };

function earning(bookings: readonly Booked[], window: Measure['window'] = 'month'): Situation {
  const plans = [
    plan({
      payEvery: 'month',
      measures: [measure({ window, negative: 'pay-back' })],
      incentives: [incentive(flat('10%'), { modify: [EARNS] })],
    }),
  ];
  return { people: [ANA], plans, bookings };
}

describe('a deal that earned the most that one earns', () => {
  it.each(['month', 'quarter'] as const)('gives it back once, in windows of a %s', (window) => {
    const situation = earning([SALE, booked('B', 10_000, '2026-01-12'), ...RETURNS], window);
    expect(payByLine(calculated(situation), situation)).toEqual({
      A: '8000.00',
      B: '1000.00',
      R1: '0.00',
      R2: '0.00',
      R3: '-8000.00',
    });
  });
});

describe('any parts of a full return', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 });
  const kept = fc.integer({ min: 0, max: 120_000 });
  const dates = ['2026-01-20', '2026-02-03', '2026-02-27', '2026-03-05', '2026-06-30'];

  it.each(CAPS)('make nothing, and some make the deal told smaller, under a cap on a %s', (_, modify) => {
    fc.assert(
      fc.property(parts, kept, (each, left) => {
        const whole = each.reduce((all, part) => all + part, left);
        const sale = booked('A', whole, '2026-01-10');
        const returns = each.map((part, at) =>
          booked(`R${at}`, -part, dates[at] ?? '', at % 2 === 0 ? 'A' : `R${at - 1}`),
        );
        const situation = paid(modify, [sale, ...returns]);
        const found = sum(situation);
        expect(found).toBe(sum(paid(modify, left === 0 ? [] : [booked('A', left, '2026-01-10')])));
        expect(sum({ ...situation, bookings: [...returns].reverse().concat(sale) })).toBe(found);
        const shared = startCalculation(companyOf(situation), rulebookOf(situation), {
          mine: (id) => id === 'ana',
        });
        for (const line of linesOf(situation)) shared.credit(line);
        const earned = sum(earning([sale, ...returns]));
        expect(earned).toBe(sum(earning(left === 0 ? [] : [booked('A', left, '2026-01-10')])));
        const inShard = [...shared.earn('ana')].reduce((all, { earning }) => all + earning.amount, 0n);
        expect(inShard).toBe(found);
      }),
      runs(40),
    );
  });
});
