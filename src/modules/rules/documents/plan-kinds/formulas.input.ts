import { grid, id, line, nameOf, operand, operandOr } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { BETWEEN, EDGE, STEP_MODE } from './plan-vocabularies.js';
import { condition } from '../kinds/rule-forms.js';
import { curveEnd } from '../shape/curve-end.js';

const AXIS = nameOf('attainment', 'measure');

export class CurvePointInput {
  @key({ is: id, means: 'Id of the point', example: 'target' })
  id: string;

  @key({ is: operand, means: 'Where it lies along the axis', example: '100%' })
  at: string;

  @key({ is: operand, means: 'The part of the base that is paid there', example: '100%' })
  pays: string;
}

export class CurveInput {
  @key({ is: AXIS, means: 'What picks the place on the curve', example: 'attainment.arr' })
  axis: string;

  @key({ is: operand, means: 'What pay is a part of: the target', example: 'attribute.quarter-variable' })
  base: string;

  @key({
    is: () => CurvePointInput,
    list: true,
    means: 'Points in order; two at one place are a jump',
    example: '[{ id: start, at: 80%, pays: 50% }, { id: target, at: 100%, pays: 100% }]',
  })
  points: CurvePointInput[];

  @key({ is: BETWEEN, means: 'What holds between two points', example: 'straight' })
  between: string;

  @key({
    is: curveEnd,
    means:
      'What holds before the first point: zero, hold, continue, or points of pay for each point of the axis',
    example: 'zero',
  })
  before: string;

  @key({ is: curveEnd, means: 'What holds after the last point', example: '2x' })
  after: string;

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With an attainment: the part that is paid where there is no quota, or refuse',
    example: '0%',
  })
  noQuota?: string;
}

export class MatrixAxisInput {
  @key({ is: AXIS, means: 'What is looked up', example: 'attainment.revenue' })
  of: string;

  @key({ is: operand, list: true, means: 'Places of the grid, in order', example: '[80%, 100%, 120%]' })
  at: string[];

  @key({ is: EDGE, means: 'What holds before the first place', example: 'zero' })
  before: string;

  @key({ is: EDGE, means: 'What holds after the last place', example: 'hold' })
  after: string;
}

export class MatrixInput {
  @key({ is: operand, means: 'What pay is a part of: the target', example: 'attribute.quarter-target' })
  base: string;

  @key({
    is: () => MatrixAxisInput,
    list: true,
    means: 'Two axes: rows, then columns',
    example:
      '[{ of: attainment.revenue, at: [80%, 100%], before: zero, after: hold }, { of: measure.margin, at: [30%, 40%], before: zero, after: hold }]',
  })
  axes: MatrixAxisInput[];

  @key({ is: BETWEEN, means: 'What holds between two places', example: 'straight' })
  between: string;

  @key({
    is: grid,
    list: true,
    means: 'A row for each place of the first axis, in it a part for each of the second',
    example: '[[40%, 60%], [80%, 100%]]',
  })
  pays: string[][];

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With an attainment: the part that is paid where there is no quota, or refuse',
    example: '0%',
  })
  noQuota?: string;
}

@exactlyOne('from', 'above')
export class BonusStartInput {
  @key({ is: id, means: 'Id of the start', example: 'quota' })
  id: string;

  @key({
    is: operand,
    optional: true,
    means: 'Where it starts; the start itself belongs to it',
    example: '100%',
  })
  from?: string;

  @key({
    is: operand,
    optional: true,
    means: 'Where it starts; the start itself does not belong to it',
    example: '100%',
  })
  above?: string;

  @key({ is: operand, means: 'The amount it pays', example: '"5,000 USD"' })
  pays: string;
}

@exactlyOne('pays', 'starts')
export class BonusInput {
  @key({ is: operand, optional: true, means: 'The amount that is paid', example: '"5,000 USD"' })
  pays?: string;

  @key({
    is: condition,
    optional: true,
    means: 'With pays: when; judged on the window',
    example: '{ attainment.retention: ">= 100%" }',
  })
  when?: ConditionInput;

  @key({ is: AXIS, optional: true, means: 'With starts: what picks them', example: 'attainment.arr' })
  axis?: string;

  @key({
    is: STEP_MODE,
    optional: true,
    means: 'With starts: whether the one reached pays, or every one reached',
    example: 'cumulative',
  })
  mode?: string;

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With starts on an attainment: the amount where there is no quota, or refuse',
    example: 'refuse',
  })
  noQuota?: string;

  @key({
    is: () => BonusStartInput,
    optional: true,
    list: true,
    means: 'Amounts by what is reached',
    example: '[{ id: quota, from: 100%, pays: "5,000 USD" }]',
  })
  starts?: BonusStartInput[];
}

export class ObjectiveInput {
  @key({ is: id, means: 'Id of the objective', example: 'hiring' })
  id: string;

  @key({ is: line, optional: true, means: 'What is to be reached', example: 'Hire six' })
  title?: string;

  @key({ is: operand, means: 'Its weight; all of them make 100%', example: '60%' })
  weight: string;

  @key({ is: AXIS, means: 'How far it was met', example: 'measure.hiring' })
  score: string;
}

export class ObjectivesInput {
  @key({ is: operand, means: 'What pay is a part of: the target', example: 'attribute.half-target' })
  base: string;

  @key({
    is: () => ObjectiveInput,
    list: true,
    means: 'What is to be reached, each with its weight and score',
    example: '[{ id: hiring, weight: 100%, score: measure.hiring }]',
  })
  objectives: ObjectiveInput[];
}
