import { currency, id } from '../shape/forms.js';
import { key, later } from '../shape/key.js';
import { HeadInput, type ConditionInput } from '../kinds/head.input.js';
import { IncentiveInput } from './incentive.input.js';
import { condition } from '../kinds/rule-forms.js';
import { ValueInput } from '../values/value.input.js';
import { FxInput } from './fx.input.js';
import { MeasureInput } from './measure.input.js';
import { CALENDAR_WINDOW, GRAIN, HALF_ROUNDING, ROUNDING_UNIT } from '../kinds/vocabularies.js';

export class NamedConditionInput {
  @key({ is: id, means: 'Id by which `condition:` names it', example: 'large-deal' })
  id: string;

  @key({ is: condition, means: 'What must hold', example: '{ line.net: ">= 50,000 USD" }' })
  when: ConditionInput;
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

@later('settlement')
export class ProgramInput extends HeadInput {
  @key({ is: currency, means: 'Currency of what is paid', example: 'USD' })
  currency: string;

  @key({ is: id, means: 'Calendar of the fact catalogue', example: 'company' })
  calendar: string;

  @key({
    is: CALENDAR_WINDOW,
    optional: true,
    means: 'How often it is paid; a plan by the window of its measures unless said, a SPIFF by the month',
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
    optional: true,
    list: true,
    means: 'What is measured',
    example: '[{ id: arr, sum: line.net, window: quarter, negative: carry-measure }]',
  })
  measures?: MeasureInput[];

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

  @key({
    is: () => FxInput,
    optional: true,
    means: 'How other currencies are converted; a booking in one is an exception unless said',
    example:
      '{ credit: { rates: market, date: booking-date }, pay: { rates: compensation, date: start-of-year } }',
  })
  fx?: FxInput;
}
