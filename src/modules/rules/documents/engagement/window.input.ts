import { SUBJECT_FACTS } from '../../../../engine/rulebook/parts/decision.js';
import { id, nameOf } from '../shape/forms.js';
import { key } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { condition, length, lengthOrNever } from '../kinds/rule-forms.js';
import { WINDOW_SUBJECT } from '../kinds/vocabularies.js';

const dateName = nameOf(...SUBJECT_FACTS, 'account', 'booking', 'line', 'decision', 'value');

export class WindowInput {
  @key({ is: id, means: 'Id of the window; rules read window.<id>', example: 'holdover' })
  id: string;

  @key({ is: WINDOW_SUBJECT, means: 'What it is of', example: 'transfer' })
  of: string;

  @key({ is: dateName, means: 'Date on which it starts, which is in it', example: 'transfer.date' })
  starts: string;

  @key({
    is: length,
    means: 'How long it lasts; it ends before the day that is so much later',
    example: '90 days',
  })
  lasts: string;

  @key({
    is: condition,
    optional: true,
    means: 'What must hold, or there is no window',
    example: '{ transfer.deal-stage: "[4..6]" }',
  })
  criteria?: ConditionInput;

  @key({
    is: condition,
    optional: true,
    means: 'Where this holds there is no window',
    example: '{ transfer.reason: wrong-team }',
  })
  unless?: ConditionInput;

  @key({ is: lengthOrNever, means: 'By how much it may be made longer, once, or never', example: 'never' })
  extend: string;

  @key({
    is: condition,
    optional: true,
    means: 'With a length to extend by: what says that it was granted',
    example: '{ registration.extension: granted }',
  })
  granted?: ConditionInput;

  @key({
    is: dateName,
    optional: true,
    means: 'With ask-within: date on which the extension was asked for',
    example: 'registration.extension-asked',
  })
  asked?: string;

  @key({
    is: length,
    optional: true,
    means: 'With asked: how long after the start it may be asked for; before the day that is so much later',
    example: '120 days',
  })
  askWithin?: string;
}
