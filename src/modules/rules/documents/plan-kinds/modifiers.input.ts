import { nameOf, operand, words } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { CAP_WHAT, EXCESS, THRESHOLD_COUNTS } from './plan-vocabularies.js';
import { condition, months } from '../kinds/rule-forms.js';
import { MEASURE_WINDOW } from '../kinds/vocabularies.js';

export class MultiplierInput {
  @key({ is: operand, means: 'What the earning is multiplied by', example: '0.5x' })
  times: string;

  @key({
    is: condition,
    optional: true,
    means: 'When; judged on the window',
    example: '{ attainment.arr: "< 50%" }',
  })
  when?: ConditionInput;
}

export class MultipliersInput {
  @key({
    is: () => MultiplierInput,
    list: true,
    means: 'Multipliers that are added up before they are used: 1.5x and 1.25x make 1.75x',
    example: '[{ times: 1.5x }, { times: 1.25x }]',
  })
  add: MultiplierInput[];
}

export class GateInput {
  @key({
    is: condition,
    means: 'What must hold, else nothing is earned; judged on the window',
    example: '{ attainment.margin: ">= 90%" }',
  })
  when: ConditionInput;
}

export class ThresholdInput {
  @key({ is: nameOf('measure', 'attainment'), means: 'What has to reach it', example: 'measure.team' })
  of: string;

  @key({ is: operand, means: 'Where it lies', example: '"225,000 USD"' })
  from: string;

  @key({ is: words(['nothing']), means: 'What is paid below it', example: 'nothing' })
  below: string;

  @key({
    is: THRESHOLD_COUNTS,
    means: 'Whether everything counts once it is reached, or what lies above it',
    example: 'from-threshold',
  })
  counts: string;
}

export class CapInput {
  @key({ is: CAP_WHAT, means: 'What is capped', example: 'earning' })
  what: string;

  @key({ is: operand, means: 'The most it may be', example: '"10,000 USD"' })
  at: string;

  @key({
    is: MEASURE_WINDOW,
    optional: true,
    means: "For an earning: in which window; the incentive's own unless said",
    example: 'quarter',
  })
  window?: string;

  @key({
    is: EXCESS,
    optional: true,
    means: 'For an earning or a deal: what becomes of what is over',
    example: 'lost',
  })
  excess?: string;
}

export class FloorInput {
  @key({ is: words(['earning']), means: 'What has a floor', example: 'earning' })
  what: string;

  @key({ is: operand, means: 'The least it is', example: '"2,000 USD"' })
  at: string;

  @key({
    is: MEASURE_WINDOW,
    optional: true,
    means: "In which window; the incentive's own unless said",
    example: 'month',
  })
  window?: string;
}

@exactlyOne('multiplier', 'multipliers', 'gate', 'threshold', 'cap', 'floor')
@later('guarantee', 'ramp', 'proration', 'relief')
export class ModifierInput {
  @key({
    is: () => MultiplierInput,
    optional: true,
    means: 'Multiplies what the incentive earns in a window',
    example: '{ times: 0.5x, when: { attainment.arr: "< 50%" } }',
  })
  multiplier?: MultiplierInput;

  @key({
    is: () => MultipliersInput,
    optional: true,
    means: 'Multiplies by several at once, added up',
    example: '{ add: [{ times: 1.5x }, { times: 1.25x }] }',
  })
  multipliers?: MultipliersInput;

  @key({
    is: () => GateInput,
    optional: true,
    means: 'What must hold, else nothing is earned',
    example: '{ when: { attainment.margin: ">= 90%" } }',
  })
  gate?: GateInput;

  @key({
    is: () => ThresholdInput,
    optional: true,
    means: 'What has to be reached before anything is earned',
    example: '{ of: measure.team, from: "225,000 USD", below: nothing, counts: from-threshold }',
  })
  threshold?: ThresholdInput;

  @key({
    is: () => CapInput,
    optional: true,
    means: 'The most that is earned',
    example: '{ what: earning, at: "10,000 USD", window: quarter, excess: lost }',
  })
  cap?: CapInput;

  @key({
    is: () => FloorInput,
    optional: true,
    means: 'The least that is earned',
    example: '{ what: earning, at: "2,000 USD", window: month }',
  })
  floor?: FloorInput;
}

export class GuaranteeInput {
  @key({ is: operand, means: 'What is earned at least', example: '"3,000 USD"' })
  at: string;

  @key({ is: MEASURE_WINDOW, means: 'In which window', example: 'month' })
  window: string;

  @key({
    is: nameOf('assignment', 'participant', 'attribute', 'value'),
    optional: true,
    means: 'The date from which it holds; always unless said',
    example: 'assignment.start',
  })
  since?: string;

  @key({ is: months, optional: true, means: 'How long it holds from then', example: '3 months' })
  lasts?: string;

  @key({
    is: condition,
    optional: true,
    means: 'When; judged on the window',
    example: '{ participant.role: sdr }',
  })
  when?: ConditionInput;
}

export class PlanCapInput {
  @key({ is: operand, means: 'The most that all incentives earn together', example: '"50,000 USD"' })
  at: string;

  @key({ is: MEASURE_WINDOW, means: 'In which window', example: 'year' })
  window: string;

  @key({ is: words(['lost'], ['carried']), means: 'What becomes of what is over', example: 'lost' })
  excess: string;
}

@exactlyOne('guarantee', 'cap')
@later('floor', 'multiplier', 'gate')
export class PlanModifierInput {
  @key({
    is: () => GuaranteeInput,
    optional: true,
    means: 'The least that all incentives earn together; what is lacking is put on top',
    example: '{ at: "3,000 USD", window: month, since: assignment.start, lasts: 3 months }',
  })
  guarantee?: GuaranteeInput;

  @key({
    is: () => PlanCapInput,
    optional: true,
    means: 'The most that all incentives earn together',
    example: '{ at: "50,000 USD", window: year, excess: lost }',
  })
  cap?: PlanCapInput;
}
