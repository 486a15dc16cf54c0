import {
  UNSCORED,
  STEPS,
  curve,
  matrix,
  bonus,
  mbo,
  score,
  says,
} from '../../../../test/support/rules/standing.js';
import { flat, operand, tiers } from '../../../../test/support/sample-rules.js';

describe('why nothing, and by how much', () => {
  it.each<[string, string, string]>([
    [
      'before a curve begins',
      says(curve, ['78,000']),
      'attainment.sold is 78%, and pay begins at 80%: 2% too low.',
    ],
    [
      'outside a matrix',
      says(matrix, ['90,000'], { results: [score('score', '45%')] }),
      'measure.score is 45%, and pay begins at 50%: 5% too low.',
    ],
    [
      'objectives that were not met',
      says(mbo, ['1'], UNSCORED),
      'In 2026-Q1 nothing is earned: no objective was met: hiring weight 60% × score 0%, forecast weight 40% × score 0%.',
    ],
    [
      'a result that nobody handed in',
      says(mbo, ['1']),
      'measure.hiring is not known, so commission pays nothing until it is.',
    ],
    [
      'a bonus that was missed',
      says(bonus, ['1']),
      'measure.logos is 1 logos, and must be >= 3 logos: 2 logos too low.',
    ],
    [
      'below the first step',
      says(STEPS, ['40,000']),
      'attainment.sold is 40%, and pay begins at 50%: 10% too low.',
    ],
    [
      'at a step that begins above',
      says(tiers([['half', '>50%', '500 USD']], { mode: 'cumulative' }), ['50,000']),
      'attainment.sold is 50%, and pay begins above 50%: that itself does not count.',
    ],
    [
      'a gate',
      says(flat('10%'), ['40,000'], {
        modify: [
          {
            kind: 'gate',
            when: { fact: 'attainment.sold', test: { is: 'greater-or-equal', than: operand('50%') } },
          },
        ],
      }),
      'the gate is shut: attainment.sold is 40%, and must be >= 50%: 10% too low.',
    ],
    [
      'a threshold',
      says(flat('10%'), ['40,000'], {
        modify: [
          { kind: 'threshold', of: 'measure.sold', from: operand('50,000 USD'), counts: 'from-first' },
        ],
      }),
      'measure.sold is 40,000 USD, and pay begins at 50,000 USD: 10,000 USD too low.',
    ],
    [
      'a cap at zero',
      says(flat('10%'), ['40,000'], {
        modify: [{ kind: 'cap', what: 'earning', at: operand('0 USD'), window: null, excess: 'lost' }],
      }),
      'and earns nothing: 4,000.00 would be earned, and the cap is 0.00.',
    ],
  ])('%s', (_, said, wanted) => expect(said.endsWith(wanted) ? wanted : said).toBe(wanted));
});
