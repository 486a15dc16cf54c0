import { currency, id, nameOf } from '../shape/forms.js';
import { key, later } from '../shape/key.js';
import { sayNegative } from './declared-decisions.js';
import { HeadInput, type ConditionInput } from './head.input.js';
import { IncentiveInput } from './incentive.input.js';
import { condition } from './rule-forms.js';
import { ValueInput } from '../values/value.input.js';
import {
  CALENDAR_WINDOW,
  COUNTED_CREDITS,
  GRAIN,
  HALF_ROUNDING,
  MEASURE_WINDOW,
  NEGATIVE,
  QUOTA_CHANGE,
  ROUNDING_UNIT,
} from './vocabularies.js';

export class NamedConditionInput {
  @key({ is: id, means: 'Id by which `condition:` names it', example: 'large-deal' })
  id: string;

  @key({ is: condition, means: 'What must hold', example: '{ line.net: ">= 50,000 USD" }' })
  when: ConditionInput;
}

@later(
  'count',
  'distinct',
  'ratio',
  'difference',
  'weighted',
  'reported',
  'split-counts',
  'if-zero',
  'seasonal',
  'modify',
)
export class MeasureInput {
  @key({ is: id, means: 'Id of the measure', example: 'arr' })
  id: string;

  @key({
    is: nameOf('line', 'value'),
    means: 'Number of each credited line whose shares add up; a value where it is computed',
    example: 'line.net',
  })
  sum: string;

  @key({
    is: condition,
    optional: true,
    means: 'Which credits count',
    example: '{ booking.type: [new, expansion] }',
  })
  when?: ConditionInput;

  @key({
    is: COUNTED_CREDITS,
    optional: true,
    means: "The person's own credits, or those of the team; own unless said",
    example: 'rollup',
  })
  credits?: string;

  @key({
    is: MEASURE_WINDOW,
    means: 'Over which window it adds up',
    example: 'quarter',
  })
  window: string;

  @key({
    is: nameOf('attribute', 'value'),
    optional: true,
    means: 'Attribute that holds the quota of the window, or a value of attributes',
    example: 'attribute.arr-quota',
  })
  quota?: string;

  @key({
    is: QUOTA_CHANGE,
    optional: true,
    means: 'What a quota that changes within the window comes to; by-day unless said',
    example: 'by-day',
  })
  quotaChange?: string;

  @key({
    is: NEGATIVE,
    means: 'What a negative window does',
    example: 'carry-measure',
    whenMissing: sayNegative,
  })
  negative: string;
}

export class RoundingInput {
  @key({ is: ROUNDING_UNIT, means: 'What pay is rounded to', example: 'cents' })
  to: string;

  @key({
    is: HALF_ROUNDING,
    means: 'Where half a cent goes',
    example: 'away-from-zero',
  })
  half: string;

  @key({ is: GRAIN, means: 'What is rounded at once', example: 'window' })
  per: string;
}

@later('modify', 'settlement', 'fx')
export class PlanInput extends HeadInput {
  @key({ is: id, means: 'Id of the plan', example: 'account-executive' })
  plan: string;

  @key({ is: currency, means: 'Currency of the plan', example: 'USD' })
  currency: string;

  @key({ is: id, means: 'Calendar of the fact catalogue', example: 'company' })
  calendar: string;

  @key({
    is: CALENDAR_WINDOW,
    optional: true,
    means: 'How often it is paid; the window of the measures unless said',
    example: 'month',
  })
  payEvery?: string;

  @key({
    is: () => NamedConditionInput,
    optional: true,
    list: true,
    means: 'Conditions with a name',
    example: '[{ id: large-deal, when: { line.net: ">= 50,000 USD" } }]',
  })
  conditions?: NamedConditionInput[];

  @key({
    is: () => ValueInput,
    optional: true,
    list: true,
    means: 'What is computed, each with a name',
    example:
      '[{ id: base-rate, is: percent, divide: [attribute.oti, attribute.arr-quota], if-zero: refuse }]',
  })
  values?: ValueInput[];

  @key({
    is: () => MeasureInput,
    list: true,
    means: 'What is measured',
    example: '[{ id: arr, sum: line.net, window: quarter, negative: carry-measure }]',
  })
  measures: MeasureInput[];

  @key({
    is: () => IncentiveInput,
    list: true,
    means: 'What is paid',
    example: '[{ id: commission, flat: { base: measure.arr, pays: 8% } }]',
  })
  incentives: IncentiveInput[];

  @key({
    is: () => RoundingInput,
    optional: true,
    means: 'How pay is rounded; to cents, half away from zero, once per window unless said',
    example: '{ to: cents, half: away-from-zero, per: window }',
  })
  rounding?: RoundingInput;
}
