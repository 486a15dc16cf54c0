import { calculated, type Situation } from '../situation.js';
import { incentive, measure, operand, plan, tiers } from '../sample-rules.js';
import type { Calculation } from '../../../src/engine/calculate.js';
import type { Earning } from '../../../src/engine/model/result.js';
import type { Incentive, IncentiveFormula, Measure, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { sayEarning } from '../../../src/engine/explain/say-earning.js';

export const SOLD = measure({ quota: 'attribute.quota' });
export const LOGOS = measure({
  id: 'logos',
  sum: 'count.logos',
  is: 'count',
  unit: 'logo',
  counted: { what: 'booking', fact: null, split: 'whole' },
  quota: 'attribute.goal',
});
export const SCORE = measure({ id: 'score', sum: '', derived: { kind: 'reported', by: 'participant' } });
export const HIRING: Measure = { ...SCORE, id: 'hiring' };

/** What the incentive earned; what no incentive counts is left out. */
export function commissionOf({ earnings }: Calculation): Earning {
  const [first] = earnings.filter(({ earning }) => earning.incentive === 'commission');
  if (!first) throw new Error('nothing was earned, and nothing said why');
  return first.earning;
}

/** One person with a quota of 100,000 USD and a goal of 4 logos, and what was booked at the end of the first quarter. */
export function situation(
  rules: Partial<Plan>,
  sold: readonly string[],
  more: Partial<Situation> = {},
): Situation {
  const facts = {
    'attribute.quota': '100,000 USD',
    'attribute.goal': '4 logos',
    'attribute.target': '10,000 USD',
  };
  return {
    plans: [plan({ measures: [SOLD, LOGOS, SCORE, HIRING], ...rules })],
    people: [{ id: 'ana', from: '2026-01-01', until: '2026-04-01', facts }],
    bookings: sold.map((net, index) => ({ id: `B${index}`, date: '2026-03-30', net })),
    ...more,
  };
}

export const score = (measureId: string, value: string) => ({
  measure: measureId,
  date: '2026-03-28',
  from: '2026-01-01',
  until: '2026-04-01',
  value,
});

export function says(
  formula: IncentiveFormula,
  sold: readonly string[],
  more: Partial<Situation> & { modify?: Incentive['modify'] } = {},
): string {
  const { modify = [], ...rest } = more;
  const incentives = [incentive(formula, { modify })];
  return sayEarning(commissionOf(calculated(situation({ incentives }, sold, rest))));
}
export const target = operand('attribute.target');
export const curve: Extract<IncentiveFormula, { kind: 'curve' }> = {
  kind: 'curve',
  axis: 'attainment.sold',
  base: target,
  between: 'straight',
  before: 'zero',
  after: 'continue',
  noQuota: 'refuse',
  points: [
    { id: 'start', at: operand('80%'), pays: operand('50%') },
    { id: 'target', at: operand('100%'), pays: operand('100%') },
  ],
};
export const matrix: IncentiveFormula = {
  kind: 'matrix',
  base: target,
  between: 'straight',
  noQuota: 'refuse',
  axes: [
    { of: 'attainment.sold', at: [operand('80%'), operand('100%')], before: 'zero', after: 'hold' },
    { of: 'measure.score', at: [operand('50%'), operand('100%')], before: 'zero', after: 'hold' },
  ],
  pays: [
    [operand('0%'), operand('50%')],
    [operand('50%'), operand('100%')],
  ],
};
export const bonus: IncentiveFormula = {
  kind: 'bonus',
  pays: operand('500 USD'),
  when: { fact: 'measure.logos', test: { is: 'greater-or-equal', than: operand('3 logos') } },
};
export const mbo: IncentiveFormula = {
  kind: 'mbo',
  base: target,
  objectives: [
    { id: 'hiring', title: null, weight: operand('60%'), score: 'measure.hiring' },
    { id: 'forecast', title: null, weight: operand('40%'), score: 'measure.score' },
  ],
};

export const SCORED = { results: [score('score', '75%'), score('hiring', '100%')] };
export const UNSCORED = { results: [score('score', '0%'), score('hiring', '0%')] };
export const STEPS = tiers(
  [
    ['half', '50%', '500 USD'],
    ['all', '100%', '1,000 USD'],
  ],
  { mode: 'cumulative' },
);
