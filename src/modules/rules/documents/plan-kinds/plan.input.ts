import { id } from '../shape/forms.js';
import { key } from '../shape/key.js';
import { PlanModifierInput } from './modifiers.input.js';
import { ProgramInput } from './program.input.js';

export class PlanInput extends ProgramInput {
  @key({ is: id, means: 'Id of the plan', example: 'account-executive' })
  plan: string;

  @key({
    is: () => PlanModifierInput,
    optional: true,
    list: true,
    means: 'Changes the sum of what the incentives earn',
    example: '[{ guarantee: { at: "3,000 USD", window: month, since: assignment.start, lasts: 3 months } }]',
  })
  modify?: PlanModifierInput[];
}
