import fc from 'fast-check';
import { flat } from './flat.js';
import { tierAt, type Formula, type Tier } from './formula.js';
import { override } from './override.js';
import { tiersAbove, tiersAboveInOrder } from './tiers-above.js';
import { tiersMarginal, tiersProRata } from './tiers-marginal.js';
import { tiersWhole, tiersWholeInOrder } from './tiers-whole.js';

const TIERS: readonly Tier[] = [
  { id: 'to', start: 0n, inclusive: true, rate: 10n },
  { id: 'over', start: 100n, inclusive: false, rate: 15n },
  { id: 'far', start: 200n, inclusive: true, rate: 20n },
];

/** Pays a list of credits one after the other; by the total where a formula looks at it. */
function payAll(formula: Formula, tiers: readonly Tier[], credits: readonly bigint[]): bigint {
  const total = credits.reduce((sum, each) => sum + each, 0n);
  let [before, pay] = [0n, 0n];
  for (const paid of credits) {
    pay += formula.pay(tiers, {
      before,
      after: before + paid,
      paid,
      total,
      axis: paid,
      base: paid,
      share: 1n,
    });
    before += paid;
  }
  const size = total < 0n ? -total : total;
  return formula.shares && size !== 0n ? pay / size : pay;
}

/** One unit after the other, as slowly as possible: what each is paid by the tier it lies in. */
function naiveMarginal(tiers: readonly Tier[], total: bigint): bigint {
  let pay = 0n;
  for (let unit = 1n; unit <= total; unit += 1n)
    pay += tiers.findLast((tier) => tier.start < unit)?.rate ?? 0n;
  return pay;
}

function naiveWhole(tiers: readonly Tier[], total: bigint): bigint {
  return (
    total *
    (tiers.findLast((tier) => (tier.inclusive ? tier.start <= total : tier.start < total))?.rate ?? 0n)
  );
}

const someTiers = fc
  .array(fc.tuple(fc.bigInt(1n, 150n), fc.boolean(), fc.bigInt(0n, 30n)), { maxLength: 4 })
  .map((rows) =>
    [...rows]
      .sort((a, b) => Number(a[0] - b[0]))
      .filter((row, at, all) => at === 0 || row[0] !== all[at - 1]?.[0]),
  )
  .map((rows): readonly Tier[] => [
    { id: 'first', start: 0n, inclusive: true, rate: 7n },
    ...rows.map(([start, inclusive, rate], at) => ({ id: `t${at}`, start, inclusive, rate })),
  ]);
const someCredits = fc.array(fc.bigInt(0n, 80n), { maxLength: 6 });

describe('the tier that is reached', () => {
  it.each([
    [0n, 0],
    [100n, 0],
    [101n, 1],
    [199n, 1],
    [200n, 2],
    [-5n, 0],
  ])('%s reaches tier %s: from includes its start, above does not', (reached, tier) => {
    expect(tierAt(TIERS, reached)).toBe(tier);
  });
});

describe('flat and override', () => {
  it('pay one rate on everything, also on what is taken back', () => {
    expect(payAll(flat, TIERS, [100n, -40n])).toBe(600n);
    expect(payAll(override, TIERS, [100n, 50n])).toBe(1500n);
  });
});

describe('marginal tiers', () => {
  it('pay each slice at its own rate', () => {
    expect(payAll(tiersMarginal, TIERS, [120n])).toBe(1300n);
    expect(payAll(tiersMarginal, TIERS, [250n])).toBe(100n * 10n + 100n * 15n + 50n * 20n);
  });

  it('pay nothing below a first tier that starts later', () => {
    expect(payAll(tiersMarginal, TIERS.slice(1), [90n, 30n])).toBe(300n);
  });

  it('equal the naive reference, whatever the credits', () => {
    fc.assert(
      fc.property(someTiers, someCredits, (tiers, credits) => {
        const total = credits.reduce((sum, each) => sum + each, 0n);
        expect(payAll(tiersMarginal, tiers, credits)).toBe(naiveMarginal(tiers, total));
        expect(payAll(tiersProRata, tiers, credits)).toBe(naiveMarginal(tiers, total));
      }),
    );
  });

  it('never pay less for more, and a credit and its reversal cancel', () => {
    fc.assert(
      fc.property(someTiers, someCredits, fc.bigInt(0n, 100n), (tiers, credits, more) => {
        const pay = payAll(tiersMarginal, tiers, credits);
        expect(payAll(tiersMarginal, tiers, [...credits, more])).toBeGreaterThanOrEqual(pay);
        expect(payAll(tiersMarginal, tiers, [...credits, more, -more])).toBe(pay);
        expect(payAll(tiersMarginal, tiers, [-more, ...credits, more])).toBe(pay);
      }),
    );
  });
});

describe('whole tiers', () => {
  it('equal the naive reference by contribution and in order', () => {
    fc.assert(
      fc.property(someTiers, someCredits, (tiers, credits) => {
        const total = credits.reduce((sum, each) => sum + each, 0n);
        expect(payAll(tiersWhole, tiers, credits)).toBe(naiveWhole(tiers, total));
        expect(payAll(tiersWholeInOrder, tiers, credits)).toBe(naiveWhole(tiers, total));
      }),
    );
  });
});

describe('tiers above', () => {
  it('pay what lies above the start of the tier reached', () => {
    expect(payAll(tiersAbove, TIERS, [130n])).toBe(450n);
    expect(payAll(tiersAbove, TIERS, [100n, 30n])).toBe(450n);
    expect(payAll(tiersAboveInOrder, TIERS, [100n, 30n])).toBe(450n);
    expect(payAll(tiersAbove, TIERS, [90n])).toBe(900n);
  });
});

describe('the parts of a pay, tier by tier', () => {
  it('make the pay', () => {
    const formulas = [
      flat,
      tiersMarginal,
      tiersProRata,
      tiersWhole,
      tiersWholeInOrder,
      tiersAbove,
      tiersAboveInOrder,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...formulas),
        someTiers,
        fc.bigInt(0n, 200n),
        fc.bigInt(1n, 200n),
        (formula, tiers, before, paid) => {
          const total = before + paid + 17n;
          const stretch = { before, after: before + paid, paid, total, axis: paid, base: paid, share: 1n };
          const parts = formula.parts(tiers, stretch).reduce((sum, { pay }) => sum + pay, 0n);
          expect(parts).toBe(formula.pay(tiers, stretch));
        },
      ),
    );
  });
});
