import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { flat, incentive, measure, plan, policy, tiers } from '../../test/support/sample-rules.js';
import { calculated, onlyEarning, payOf, type Booked, type Situation } from '../../test/support/situation.js';
import { add, multiply, ratio, subtract, ZERO, type Ratio } from './kernel/ratio.js';
import type { CreditPart, Measure } from './rulebook/rulebook.js';

const ANA = { id: 'ana', facts: { 'attribute.quota': '100,000 USD' } };
const SLICES = tiers([
  ['to', '0%', '10%'],
  ['over', '>100%', '20%'],
]);

function crediting(...credit: CreditPart[]): ReturnType<typeof policy> {
  const rule = { id: 'split', when: { all: [] }, credit, because: 'Agreed' };
  return policy({ phases: [{ id: 'all', hit: 'first', rules: [rule] }] });
}

function situation(credit: readonly CreditPart[], bookings: readonly Booked[]): Situation {
  return {
    people: [ANA, { id: 'bob', facts: ANA.facts }],
    plans: [plan({ measures: [measure({ quota: 'attribute.quota' })], incentives: [incentive(SLICES)] })],
    policies: [crediting(...credit)],
    bookings,
  };
}

describe('one credit for quota, another for commission', () => {
  const second = { facts: { 'booking.second': 'bob' } };

  it('pays 60/40 and retires quota 50/50', () => {
    const found = calculated(
      situation(
        [
          { to: 'booking.salesperson', parts: 60, quotaParts: 50 },
          { to: 'booking.second', parts: 40, quotaParts: 50 },
        ],
        [{ id: 'A', date: '2026-01-20', net: '160,000', ...second }],
      ),
    );
    // Each stands at 80,000 of 100,000: 96,000 × 10% and 64,000 × 10%.
    expect(payOf(found)).toEqual({
      'ana commission 2026-Q1': '9600.00',
      'bob commission 2026-Q1': '6400.00',
    });
    for (const { earning } of found.earnings) expect(earning.attainment).toEqual({ n: 4n, d: 5n });
  });

  it('spreads what is paid on evenly over the stretch that the quota credit passes through', () => {
    const found = calculated(
      situation(
        [
          { to: 'booking.salesperson', parts: 60, quotaParts: 75 },
          { to: 'booking.second', parts: 40, quotaParts: 25 },
        ],
        [{ id: 'A', date: '2026-01-20', net: '200,000', ...second }],
      ),
    );
    // Ana: 120,000 paid on over a stretch of 150,000, of which 100,000 lie below quota: 80,000 × 10% + 40,000 × 20%.
    expect(payOf(found)).toEqual({
      'ana commission 2026-Q1': '16000.00',
      'bob commission 2026-Q1': '8000.00',
    });
  });

  it('pays a credit that retires no quota at the tier where the window stands, and moves nothing', () => {
    const rule = (id: string, word: string, credit: CreditPart) => ({
      id,
      when: { fact: 'booking.type', test: { is: 'equal' as const, to: { word } } },
      credit: [credit],
      because: id,
    });
    const open = policy({
      phases: [
        {
          id: 'all',
          hit: 'first',
          rules: [
            rule('own', 'own', { to: 'booking.salesperson', parts: 1 }),
            rule('open', 'open', { to: 'booking.salesperson', parts: 1, quotaParts: 'none' }),
            rule('quota', 'quota', { to: 'booking.salesperson', parts: 'none', quotaParts: 1 }),
          ],
        },
      ],
    });
    const book = (id: string, day: string, type: string, net = '100,000'): Booked => ({
      id,
      date: `2026-01-${day}`,
      net,
      facts: { 'booking.type': type },
    });
    const pay = (...bookings: Booked[]): string =>
      String(onlyEarning(calculated({ ...situation([], bookings), policies: [open], people: [ANA] })).amount);
    expect(pay(book('A', '10', 'own'), book('B', '11', 'open'))).toBe('2000000'); // both at 10%: 100% is not above 100%
    expect(pay(book('A', '10', 'own'), book('C', '11', 'own', '1'), book('B', '12', 'open'))).toBe('3000020');
    // A quota credit takes the window over its quota and is paid nothing.
    expect(pay(book('Q', '10', 'quota', '150,000'), book('A', '11', 'own'))).toBe('2000000');
  });

  it('pays by tiers of one measure on another, slice by slice', () => {
    const found = calculated({
      people: [ANA],
      plans: [
        plan({
          measures: [measure({ quota: 'attribute.quota' }), measure({ id: 'margin', sum: 'line.margin' })],
          incentives: [
            incentive(
              tiers(
                [
                  ['to', '0%', '10%'],
                  ['over', '>100%', '20%'],
                ],
                { base: 'measure.margin' },
              ),
            ),
          ],
        }),
      ],
      bookings: [
        { id: 'A', date: '2026-01-10', net: '80,000', facts: { 'line.margin': '40,000 USD' } },
        { id: 'B', date: '2026-01-11', net: '60,000', facts: { 'line.margin': '15,000 USD' } },
      ],
    });
    // A lies below quota. B goes from 80,000 to 140,000: a third of its 15,000 below, two thirds above.
    expect(payOf(found)).toEqual({ 'ana commission 2026-Q1': '6500.00' }); // 4,000 + 500 + 2,000
  });

  it('pays a flat rate on commission credit, and attainment is of quota credit', () => {
    const credit: readonly CreditPart[] = [
      { to: 'booking.salesperson', parts: 60, quotaParts: 100 },
      { to: 'booking.second', parts: 40, quotaParts: 'none' },
    ];
    const found = calculated({
      ...situation(credit, [{ id: 'A', date: '2026-01-10', net: '100,000', ...second }]),
      plans: [
        plan({ measures: [measure({ quota: 'attribute.quota' })], incentives: [incentive(flat('10%'))] }),
      ],
    });
    expect(payOf(found)).toEqual({
      'ana commission 2026-Q1': '6000.00',
      'bob commission 2026-Q1': '4000.00',
    });
    expect(found.earnings.map(({ earning }) => earning.attainment)).toEqual([
      { n: 1n, d: 1n },
      { n: 0n, d: 1n },
    ]);
  });

  const amounts = fc.array(
    fc.record({
      net: fc.integer({ min: -90_000, max: 90_000 }),
      margin: fc.integer({ min: -40_000, max: 40_000 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it.each<Measure['negative']>(['pay-back', 'zero'])(
    'agrees with walking the axis credit by credit, and the lines make the pay: %s',
    (negative) => {
      fc.assert(
        fc.property(amounts, fc.constantFrom('month', 'quarter'), (lines, payEvery) => {
          const found = calculated({
            people: [ANA],
            plans: [
              plan({
                payEvery: payEvery as 'month',
                measures: [
                  measure({ quota: 'attribute.quota', negative }),
                  measure({ id: 'margin', sum: 'line.margin', negative }),
                ],
                incentives: [incentive({ ...SLICES, base: 'measure.margin' } as typeof SLICES)],
              }),
            ],
            bookings: lines.map(({ net, margin }, at) => ({
              id: `B${at}`,
              date: `2026-0${1 + (at % 3)}-1${Math.floor(at / 3)}`,
              net: String(net),
              facts: { 'line.margin': `${margin} USD` },
            })),
          });
          const ordered = [0, 1, 2].flatMap((month) => lines.filter((_, at) => at % 3 === month));
          const paid = found.earnings.reduce((sum, { earning }) => add(sum, earning.working.exact), ZERO);
          expect(paid).toEqual(walked(ordered, negative === 'zero'));
          for (const { earning, lines: each } of found.earnings)
            expect(each.reduce((sum, { amount }) => sum + amount, 0n)).toBe(earning.amount);
        }),
        runs(60),
      );
    },
  );
});

/** Slices of the axis at 10% up to 100,000 and at 20% above, each with its part of the credit's margin. */
function walked(lines: readonly { net: number; margin: number }[], clips: boolean): Ratio {
  let [at, pay] = [0, ZERO];
  const above = (place: number): Ratio => ratio(BigInt(Math.max(place - 100_000, 0)));
  const counted = (place: number): number => (clips ? Math.max(place, 0) : place);
  for (const { net, margin } of lines) {
    const [from, to] = [counted(at), counted(at + net)];
    at += net;
    const base = ratio(BigInt(margin));
    const over = subtract(above(to), above(from));
    const under = subtract(ratio(BigInt(to - from)), over);
    const weighed = add(multiply(under, ratio(1n, 10n)), multiply(over, ratio(1n, 5n)));
    const rate = from > 100_000 ? ratio(1n, 5n) : ratio(1n, 10n);
    pay = add(
      pay,
      net === 0 ? multiply(base, rate) : multiply(multiply(weighed, base), ratio(1n, BigInt(net))),
    );
  }
  return pay;
}
