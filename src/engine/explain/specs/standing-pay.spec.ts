import {
  SOLD,
  LOGOS,
  SCORE,
  HIRING,
  SCORED,
  STEPS,
  target,
  curve,
  matrix,
  bonus,
  mbo,
  commissionOf,
  situation,
  says,
} from '../../../../test/support/rules/standing.js';
import { flat, incentive, operand } from '../../../../test/support/sample-rules.js';
import { allLines, calculated } from '../../../../test/support/situation.js';
import type { Incentive, Measure, Plan } from '../../rulebook/rulebook.js';
import { explain, sayLine } from '../explain.js';
import { sayEarning } from '../say-earning.js';

describe('pay by where a window stands, in one sentence', () => {
  it.each<[string, string, string]>([
    [
      'a curve',
      says(curve, ['105,000']),
      '105,000 USD credited in 2026-Q1 is 105% of your quota of 100,000 USD: 112.5% of your target of 10,000 = 11,250.00 USD.',
    ],
    [
      'a matrix',
      says(matrix, ['90,000'], SCORED),
      '90,000 USD credited in 2026-Q1 is 90% of your quota of 100,000 USD: at attainment.sold 90% and measure.score 75%, 50% of your target of 10,000 = 5,000.00 USD.',
    ],
    [
      'objectives',
      says(mbo, [], SCORED),
      'In 2026-Q1: hiring: weight 60% × score 100% of 10,000 = 6,000.00 and forecast: weight 40% × score 75% of 10,000 = 3,000.00; together 9,000.00 USD.',
    ],
    [
      'a bonus',
      says(bonus, ['1', '2', '3']),
      '3 logos counted in 2026-Q1 are 75% of your quota of 4 logos: a bonus of 500.00 USD.',
    ],
    [
      'steps',
      says(STEPS, ['100,000']),
      '100,000 USD credited in 2026-Q1 is 100% of your quota of 100,000 USD: half: 500.00 and all: 1,000.00; together 1,500.00 USD.',
    ],
    [
      'the greater of two',
      says({ kind: 'choice', pick: 'greater', of: [operand('250 USD'), target] }, ['1']),
      'In 2026: the greater of amount 250.00 and attribute.target 10,000.00 is attribute.target, 10,000.00 USD.',
    ],
    [
      'an amount for each',
      says(flat('3,750 USD per logo', 'measure.logos'), ['1', '2', '3', '4']),
      '4 logos counted in 2026-Q1 are 100% of your quota of 4 logos: 4 logos × 3,750 USD per logo = 15,000.00 USD.',
    ],
    [
      'a rate on a result',
      says(flat('1,000 USD', 'measure.score'), [], SCORED),
      'score is 75% in 2026-Q1: 75% of 1,000 = 750.00 USD.',
    ],
  ])('%s', (_, said, wanted) => expect(said).toBe(wanted));

  it('says what a weighted measure is made of', () => {
    const parts = [
      { of: 'attainment.sold', weight: operand('60%') },
      { of: 'measure.score', weight: operand('40%') },
    ];
    const weighted: Measure = {
      ...SCORE,
      id: 'both',
      derived: { kind: 'weighted', parts, noQuota: 'refuse' },
    };
    const measures = [SOLD, LOGOS, SCORE, HIRING, weighted];
    const of = incentive({ ...curve, axis: 'measure.both' });
    const found = calculated(situation({ measures, incentives: [of] }, ['110,000'], SCORED));
    expect(sayEarning(commissionOf(found))).toBe(
      'both is 96% in 2026-Q1 (60% × attainment.sold 110% + 40% × measure.score 75%): 90% of your target of 10,000 = 9,000.00 USD.',
    );
  });
});

describe('what limits and multiplies, as steps of the sentence', () => {
  const sold = ['40,000'];
  it.each<[string, Incentive['modify'][number], string]>([
    [
      'a cap',
      { kind: 'cap', what: 'earning', at: operand('3,000 USD'), window: null, excess: 'lost' },
      '; less 1,000.00 because 4,000.00 would be earned, and the cap is 3,000.00, which makes 3,000.00 USD.',
    ],
    [
      'a cap that carries',
      { kind: 'cap', what: 'earning', at: operand('3,000 USD'), window: null, excess: 'carried' },
      '; less 1,000.00 because 4,000.00 would be earned, and the cap is 3,000.00 (the rest is carried into the next window), which makes 3,000.00 USD.',
    ],
    [
      'a floor',
      { kind: 'floor', at: operand('5,000 USD'), window: null },
      '; plus 1,000.00 because 4,000.00 would be earned, and the floor is 5,000.00, which makes 5,000.00 USD.',
    ],
    [
      'a threshold',
      { kind: 'threshold', of: 'measure.sold', from: operand('10,000 USD'), counts: 'from-threshold' },
      '; times 0.75 because measure.sold is 40,000 USD, which reaches the threshold of 10,000 USD: 30,000 USD of it lies above and is paid, which makes 3,000.00 USD.',
    ],
    [
      'multipliers that are added',
      {
        kind: 'multipliers',
        add: [
          { times: operand('1.5x'), when: null },
          {
            times: operand('1.25x'),
            when: { fact: 'attainment.sold', test: { is: 'greater', than: operand('50%') } },
          },
        ],
      },
      '; times 1.5 because 1.5x always applies. 1.25x does not apply: attainment.sold is 40%, and must be > 50%: 10% too low, which makes 6,000.00 USD.',
    ],
    [
      'a cap on the rate',
      { kind: 'cap', what: 'rate', at: operand('8%'), window: null, excess: 'lost' },
      ': 40,000 × 8% = 3,200.00 USD.',
    ],
  ])('%s', (_, modifier, wanted) => {
    const said = says(flat('10%'), sold, { modify: [modifier] });
    expect(
      said.replace(
        /^40,000 USD credited in 2026-Q1 is 40% of your quota of 100,000 USD(?:: 40,000 × 10% = 4,000.00)?/,
        '',
      ),
    ).toBe(wanted);
  });

  it('a guarantee and a cap of the plan', () => {
    const guarantee = {
      kind: 'guarantee',
      at: operand('1,000 USD'),
      window: 'quarter',
      since: null,
      months: null,
      when: null,
    } as const;
    const cap = { kind: 'cap', at: operand('100 USD'), window: 'quarter', excess: 'lost' } as const;
    const incentives = [incentive(flat('10%'))];
    const said = (modify: Plan['modify'] & object): string[] =>
      calculated(situation({ incentives, modify }, ['5,000'])).earnings.map(({ earning }) =>
        sayEarning(earning),
      );
    expect(said([guarantee])[1]).toBe(
      '500.00 was earned in 2026-Q1, and 1,000.00 is guaranteed, which adds 500.00 USD.',
    );
    expect(said([cap])[1]).toBe(
      "500.00 would be earned in 2026-Q1, and the plan's cap is 100.00, which takes off 400.00 USD.",
    );
  });
});

describe('lines of what is counted, or is no booking’s', () => {
  const logos = calculated(
    situation({ incentives: [incentive(flat('3,750 USD per logo', 'measure.logos'))] }, ['1', '2']),
  );

  it('are in its unit', () => {
    const earning = commissionOf(logos);
    expect(allLines(logos).map((line) => sayLine(line, earning))[1]).toBe(
      '1 logo direct credit by field/seller, on top of 1 logo, reaching flat, pays 3,750.00 at 3,750 USD per logo.',
    );
    const tree = explain(earning);
    expect(tree.parts.map((part) => part.says)).toContain('flat: 2 logos × 3,750 USD per logo = 7,500.00');
  });

  it('say that no booking is paid for', () => {
    const found = calculated(situation({ incentives: [incentive(mbo)] }, [], SCORED));
    const earning = commissionOf(found);
    expect(allLines(found).map((line) => sayLine(line, earning))).toEqual([
      "9,000.00 USD of 2026-Q1 that is no booking's.",
    ]);
    expect(explain(earning).parts.map((part) => part.says)).toEqual([
      'hiring: weight 60% × score 100% of 10,000 = 6,000.00',
      'forecast: weight 40% × score 75% of 10,000 = 3,000.00',
      'Rounded to cents, half away-from-zero, per window.',
    ]);
  });
});
