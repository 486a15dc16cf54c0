import { calculated, onlyEarning, type Situation } from '../../../test/support/situation.js';
import { flat, incentive, measure, operand, plan, tiers } from '../../../test/support/sample-rules.js';
import type { FactValue } from '../model/facts.js';
import { explain } from './explain.js';
import { sayEarning } from './say-earning.js';
import { sayAttainment } from './say-numbers.js';
import { whyUncounted } from './why-uncounted.js';

const half = { fact: 'attainment.sold', test: { is: 'less' as const, than: operand('50%') } };
const RULES = plan({
  measures: [measure({ quota: 'attribute.quota' })],
  incentives: [
    incentive(
      tiers(
        [
          ['to-quota', '0%', '1.5%'],
          ['over-quota', '>100%', '1.5%', '1.5x'],
        ],
        { noQuota: operand('1.5%') },
      ),
      {
        modify: [{ kind: 'multiplier', times: operand('0.5x'), when: half }],
      },
    ),
  ],
});

function sold(net: string, changes: Partial<Situation> = {}): Situation {
  return {
    plans: [RULES],
    people: [{ id: 'ana', facts: { 'attribute.quota': '781,000 USD' } }],
    bookings: [{ id: 'A', date: '2026-02-01', net }],
    ...changes,
  };
}

const sentence = (situation: Situation): string => sayEarning(onlyEarning(calculated(situation)));

describe('an earning in one sentence', () => {
  it('says what was credited, the quota, each tier and the sum', () => {
    expect(sentence(sold('886,711.2498'))).toBe(
      '886,711.25 USD credited in 2026-Q1 is 113.5% of your quota of 781,000 USD: 781,000 × 1.5% = 11,715.00 and 105,711.25 × 2.25% = 2,378.50; together 14,093.50 USD.',
    );
  });

  it('says what a multiplier was judged by', () => {
    expect(sentence(sold('78,100'))).toBe(
      '78,100 USD credited in 2026-Q1 is 10% of your quota of 781,000 USD: 78,100 × 1.5% = 1,171.50; times 0.5 because attainment.sold is 10%: < 50%, which makes 585.75 USD.',
    );
  });

  it('does without a quota where there is none', () => {
    expect(sentence(sold('1,000', { people: [{ id: 'ana' }] }))).toBe(
      '1,000 USD credited in 2026-Q1, without a quota: 1,000 × 1.5% = 15.00 USD.',
    );
  });

  it('says what earlier pay periods earned', () => {
    const monthly = sold('500,000', {
      plans: [{ ...RULES, payEvery: 'month' }],
      bookings: [
        { id: 'A', date: '2026-01-10', net: '500,000' },
        { id: 'B', date: '2026-02-10', net: '100,000' },
      ],
    });
    const [, february] = calculated(monthly).earnings;
    expect(february && sayEarning(february.earning)).toBe(
      '600,000 USD credited in 2026-Q1 is 76.8% of your quota of 781,000 USD: 600,000 × 1.5% = 9,000.00; less 7,500.00 that earlier pay periods of 2026-Q1 earned, which leaves 1,500.00 USD.',
    );
  });

  it('never rounds an attainment up to a threshold', () => {
    expect(sayAttainment({ n: 99_998n, d: 100_000n })).toBe('99.998%');
    expect(sayAttainment({ n: 1n, d: 1n })).toBe('100%');
    expect(sayAttainment({ n: 1_135_354n, d: 1_000_000n })).toBe('113.5%');
  });
});

describe('why nothing', () => {
  it('says that no quota is set where the plan refuses to pay without', () => {
    const refuses = plan({
      measures: RULES.measures,
      incentives: [incentive(tiers([['to', '0%', '1%']], { noQuota: 'refuse' }))],
    });
    expect(sentence(sold('1,000', { plans: [refuses], people: [{ id: 'ana' }] }))).toBe(
      '1,000 USD credited in 2026-Q1, and earns nothing: There is no attribute.quota above zero, and commission pays nothing without one.',
    );
  });

  it('says by how much a gate was missed', () => {
    const gate = {
      kind: 'multiplier' as const,
      times: operand('0x'),
      when: {
        not: { fact: 'attainment.sold', test: { is: 'greater-or-equal' as const, than: operand('90%') } },
      },
    };
    const gated = plan({ measures: RULES.measures, incentives: [incentive(flat('1%'), { modify: [gate] })] });
    expect(sentence(sold('702,119', { plans: [gated] }))).toContain('attainment.sold is 89.9');
    expect(sentence(sold('702,119', { plans: [gated] }))).toContain('too low');
  });

  it.each([
    ['-500', 'below zero nothing is paid.'],
    ['0', 'nothing was credited in 2026-Q1, or what was credited was taken back.'],
    ['0.2', 'it is less than half a cent.'],
  ])('of %s says: %s', (net, words) => {
    expect(
      sentence(
        sold(net, {
          plans: [plan()],
          bookings: [{ id: 'A', date: '2026-02-01', net: net === '0.2' ? '0.02' : net }],
        }),
      ),
    ).toContain(words);
  });

  it('says that the first tier was not reached, and that a rate is zero', () => {
    const far = plan({
      incentives: [incentive(tiers([['far', '1,000 USD', '1%']], { axis: 'measure.sold' }))],
    });
    expect(sentence(sold('999', { plans: [far] }))).toContain('999 USD does not reach the first tier.');
    expect(sentence(sold('999', { plans: [plan({ incentives: [incentive(flat('0%'))] })] }))).toContain(
      'the rate is 0%.',
    );
  });

  it('says which test of which measure a credit failed', () => {
    const rules = plan({
      measures: [
        measure({ when: { fact: 'line.net', test: { is: 'greater-or-equal', than: operand('5,000 USD') } } }),
        measure({ id: 'team', credits: 'rollup' }),
      ],
    });
    const read = (name: string): FactValue => (name === 'line.net' ? { n: 4000n, d: 1n } : undefined);
    expect(whyUncounted(rules, 'direct', { read })).toEqual([
      { id: 'sold', because: ['line.net is 4,000 USD, and must be >= 5,000 USD: 1,000 USD too low.'] },
      { id: 'team', because: ['It counts rollup credits, and this is a direct one.'] },
    ]);
  });
});

describe('an explanation as a tree', () => {
  it('opens from the sentence to tiers, modifiers, rounding and lines', () => {
    const [paid] = calculated(sold('886,711.2498')).earnings;
    const tree = paid && explain(paid.earning, paid.lines);
    expect(tree?.amount).toBe('14,093.50');
    expect(tree?.parts.map(({ says }) => says)).toEqual([
      '886,711.25 USD credited in 2026-Q1 is 113.5% of your quota of 781,000 USD.',
      'to-quota: 781,000 × 1.5% = 11,715.00',
      'over-quota: 105,711.25 × 2.25% = 2,378.50',
      'multiplier × 0.5 does not apply: attainment.sold is 113.535371%, and must be < 50%: 63.535371% too high.',
      'Rounded to cents, half away-from-zero, per window.',
      'Line by line.',
    ]);
    expect(tree?.parts.at(-1)?.parts.map(({ says }) => says)).toEqual([
      '886,711.25 USD direct credit by field/seller, on top of 0, reaching over-quota, pays 14,093.50 at 1.589413%.',
    ]);
  });
});
