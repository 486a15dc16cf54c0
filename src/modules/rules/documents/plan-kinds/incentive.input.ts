import { id, line, nameOf, operand, operandOr } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import { sayMode } from './declared-decisions.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { BonusInput, CurveInput, MatrixInput, ObjectivesInput } from './formulas.input.js';
import { PayFxInput } from './fx.input.js';
import { ModifierInput } from './modifiers.input.js';
import { ContestInput, FirstNInput, PoolInput } from './shared-formulas.input.js';
import { condition } from '../kinds/rule-forms.js';
import { ATTRIBUTION, CALENDAR_WINDOW, GRAIN, TIER_MODE } from '../kinds/vocabularies.js';

@later('axis', 'mode', 'starts')
export class OverrideInput {
  @key({
    is: nameOf('measure'),
    means: 'Measure of rolled-up credits that is paid on',
    example: 'measure.team',
  })
  base: string;

  @key({ is: operand, means: 'Rate on the base', example: '1%' })
  pays: string;
}

export class FlatInput {
  @key({ is: nameOf('measure'), means: 'Measure that is paid on', example: 'measure.net' })
  base: string;

  @key({
    is: GRAIN,
    optional: true,
    means: 'What is paid and rounded at once; running-total unless said',
    example: 'line',
  })
  grain?: string;

  @key({
    is: nameOf('line', 'booking', 'account', 'territory', 'original'),
    optional: true,
    means: 'With `grain: group`: the fact that the bookings of a group share',
    example: 'line.product',
  })
  groupBy?: string;

  @key({ is: operand, means: 'Rate on the base, or an amount for each', example: 'table.rates.rate' })
  pays: string;
}

@exactlyOne('from', 'above')
export class TierStartInput {
  @key({ is: id, means: 'Id of the tier', example: 'accelerator' })
  id: string;

  @key({
    is: operand,
    optional: true,
    means: 'Where the tier starts; the start itself belongs to it',
    example: '0%',
  })
  from?: string;

  @key({
    is: operand,
    optional: true,
    means: 'Where the tier starts; the start itself belongs to the tier before',
    example: '100%',
  })
  above?: string;

  @key({
    is: operand,
    means: 'Rate of the tier, an amount for each, or an amount',
    example: 'attribute.base-rate',
  })
  pays: string;

  @key({ is: operand, optional: true, means: 'What the rate is multiplied by', example: '1.5x' })
  times?: string;
}

export class TiersInput {
  @key({ is: nameOf('attainment', 'measure'), means: 'What picks the tier', example: 'attainment.arr' })
  axis: string;

  @key({
    is: nameOf('measure'),
    optional: true,
    means: "What is paid on; the axis's measure unless said",
    example: 'measure.arr',
  })
  base?: string;

  @key({
    is: TIER_MODE,
    means:
      'Whether each tier pays its slice, the tier reached pays on everything, or on everything above its start',
    example: 'marginal',
    whenMissing: sayMode,
  })
  mode: string;

  @key({
    is: GRAIN,
    optional: true,
    means: 'What is paid and rounded at once; running-total unless said',
    example: 'window',
  })
  grain?: string;

  @key({
    is: nameOf('line', 'booking', 'account', 'territory', 'original'),
    optional: true,
    means: 'With `grain: group`: the fact that the bookings of a group share',
    example: 'line.product',
  })
  groupBy?: string;

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With an attainment: the rate where there is no quota, or refuse',
    example: 'attribute.base-rate',
  })
  noQuota?: string;

  @key({
    is: () => TierStartInput,
    list: true,
    means: 'Where each tier starts and what it pays',
    example: '[{ id: base, from: 0%, pays: 8% }]',
  })
  starts: TierStartInput[];
}

@exactlyOne(
  'flat',
  'tiers',
  'override',
  'curve',
  'matrix',
  'bonus',
  'mbo',
  'greaterOf',
  'lesserOf',
  'contest',
  'pool',
  'firstN',
)
@later('formerly')
export class IncentiveInput {
  @key({
    is: id,
    means: 'Id of the incentive; keys the ledger, so keep it when the title changes',
    example: 'arr-commission',
  })
  id: string;

  @key({ is: line, optional: true, means: 'What people call it', example: 'Commission on new ARR' })
  title?: string;

  @key({ is: line, optional: true, means: 'Paragraph of the signed plan', example: '§4.2' })
  source?: string;

  @key({ is: condition, optional: true, means: 'Which credits it pays on', example: '{ booking.type: new }' })
  when?: ConditionInput;

  @key({
    is: CALENDAR_WINDOW,
    optional: true,
    means: 'How often it is paid, where that differs from the plan',
    example: 'quarter',
  })
  payEvery?: string;

  @key({
    is: ATTRIBUTION,
    optional: true,
    means: "How a window's pay is told apart by credit",
    example: 'in-order',
  })
  attribution?: string;

  @key({ is: () => FlatInput, optional: true, means: 'One rate', example: '{ base: measure.net, pays: 8% }' })
  flat?: FlatInput;

  @key({
    is: () => TiersInput,
    optional: true,
    means: 'Rates that change with attainment or amount',
    example:
      '{ axis: attainment.arr, mode: marginal, no-quota: 8%, starts: [{ id: base, from: 0%, pays: 8% }] }',
  })
  tiers?: TiersInput;

  @key({
    is: () => OverrideInput,
    optional: true,
    means: "A rate on the team's credits",
    example: '{ base: measure.team, pays: 1% }',
  })
  override?: OverrideInput;

  @key({
    is: () => CurveInput,
    optional: true,
    means: 'A part of a target, by a curve',
    example:
      '{ axis: attainment.arr, base: attribute.target, points: [{ id: target, at: 100%, pays: 100% }], between: straight, before: zero, after: 2x, no-quota: refuse }',
  })
  curve?: CurveInput;

  @key({
    is: () => MatrixInput,
    optional: true,
    means: 'A part of a target, by two measures',
    example:
      '{ base: attribute.target, axes: [{ of: measure.growth, at: [0%, 10%], before: zero, after: hold }, { of: measure.margin, at: [30%, 40%], before: zero, after: hold }], between: straight, pays: [[40%, 60%], [80%, 100%]] }',
  })
  matrix?: MatrixInput;

  @key({
    is: () => BonusInput,
    optional: true,
    means: 'An amount, when something is reached',
    example: '{ pays: "5,000 USD", when: { attainment.retention: ">= 100%" } }',
  })
  bonus?: BonusInput;

  @key({
    is: () => ObjectivesInput,
    optional: true,
    means: 'A part of a target, by weighted objectives',
    example: '{ base: attribute.target, objectives: [{ id: hiring, weight: 100%, score: measure.hiring }] }',
  })
  mbo?: ObjectivesInput;

  @key({
    is: operand,
    optional: true,
    list: true,
    means: 'The greater of incentives and amounts; incentives named here pay only through it',
    example: '[incentive.bonus, "250 USD"]',
  })
  greaterOf?: string[];

  @key({
    is: operand,
    optional: true,
    list: true,
    means: 'The lesser of incentives and amounts; incentives named here pay only through it',
    example: '[incentive.commission, "10,000 USD"]',
  })
  lesserOf?: string[];

  @key({
    is: () => ContestInput,
    optional: true,
    means: 'In a SPIFF: prizes by rank',
    example:
      '{ rank-by: measure.arr, best: highest, prizes: ["3,000 USD", "1,500 USD"], ties: share, settles: 10 days, afterwards: stand }',
  })
  contest?: ContestInput;

  @key({
    is: () => PoolInput,
    optional: true,
    means: 'In a SPIFF: an amount that several share',
    example:
      '{ size: "10,000 USD", shared-by: measure.arr, over: measure.arr, settles: 10 days, afterwards: stand }',
  })
  pool?: PoolInput;

  @key({
    is: () => FirstNInput,
    optional: true,
    means: 'In a SPIFF: an amount for each of the first bookings',
    example: '{ count: 3 bookings, each: company, order: recorded, pays: 500 USD }',
  })
  firstN?: FirstNInput;

  @key({
    is: () => ModifierInput,
    optional: true,
    list: true,
    means: 'Changes what it earns, from top to bottom',
    example: '[{ multiplier: { times: 0.5x, when: { attainment.arr: "< 50%" } } }]',
  })
  modify?: ModifierInput[];

  @key({
    is: () => PayFxInput,
    optional: true,
    means: 'How its pay is converted, where that differs from the plan',
    example: '{ pay: { rates: market, date: end-of-month } }',
  })
  fx?: PayFxInput;
}
