import { id, operand } from '../shape/forms.js';
import { key } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { condition, dayOrDaysAfter } from '../kinds/rule-forms.js';
import { ADMITS, AFTER_CUT_OFF, WHEN_EXHAUSTED } from './plan-vocabularies.js';
import { ProgramInput } from './program.input.js';

export class BudgetInput {
  @key({ is: operand, means: 'The most that all together are paid', example: '"10,000 USD"' })
  amount: string;

  @key({ is: ADMITS, means: 'In which order it is reserved: as bookings became known', example: 'recorded' })
  admits: string;

  @key({
    is: WHEN_EXHAUSTED,
    means: 'What the first pay is that no longer fits whole, or what all are when they do not fit together',
    example: 'pay-what-is-left',
  })
  whenExhausted: string;

  @key({
    is: AFTER_CUT_OFF,
    means: 'What becomes known after the cut-off does to what is paid',
    example: 'stand',
  })
  afterCutOff: string;

  @key({
    is: dayOrDaysAfter,
    optional: true,
    means:
      'The cut-off: what is known by the end of that day, or so many days after the SPIFF, is paid; its last day unless said',
    example: '10 days',
  })
  settles?: string;
}

export class SpiffInput extends ProgramInput {
  @key({ is: id, means: 'Id of the SPIFF', example: 'launch-sprint' })
  spiff: string;

  @key({
    is: condition,
    optional: true,
    means: 'Who takes part, on the day of the booking; everybody on a plan unless said',
    example: '{ participant.role: account-executive }',
  })
  who?: ConditionInput;

  @key({
    is: () => BudgetInput,
    optional: true,
    means: 'What it may cost',
    example:
      '{ amount: "10,000 USD", admits: recorded, when-exhausted: pay-what-is-left, after-cut-off: stand, settles: 15 days }',
  })
  budget?: BudgetInput;
}
