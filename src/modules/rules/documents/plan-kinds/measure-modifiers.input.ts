import { id, nameOf, operand, wholeOr, words } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import { lasting } from '../kinds/rule-forms.js';
import { CREDIT_CAP_WHAT, PART_MONTH, PRORATE_BY, RELIEVE_BY } from './plan-vocabularies.js';

export class TeamQuotaInput {
  @key({
    is: nameOf('attribute', 'value'),
    means:
      'Quota of each member for the window, added up over those who report to the person on its first day',
    example: 'attribute.arr-quota',
  })
  sum: string;

  @key({
    is: nameOf('assignment', 'participant', 'attribute', 'value'),
    optional: true,
    means: 'Date of each member from which months are counted',
    example: 'assignment.start',
  })
  since?: string;

  @key({
    is: operand,
    optional: true,
    list: true,
    means: 'The part that counts of a member who is in the first, second, … month on that day',
    example: '[50%, 50%, 50%]',
  })
  months?: string[];
}

export class RampInput {
  @key({
    is: nameOf('assignment', 'participant', 'attribute', 'value'),
    means: 'The date from which months are counted',
    example: 'assignment.start',
  })
  since: string;

  @key({
    is: operand,
    list: true,
    means: 'The part of the quota in the first, second, … month; afterwards the whole',
    example: '[25%, 50%, 75%]',
  })
  months: string[];
}

export class ProrationInput {
  @key({ is: PRORATE_BY, means: 'By what a part of a window counts', example: 'months' })
  by: string;

  @key({
    is: PART_MONTH,
    optional: true,
    means: 'By months: whether a month in which somebody came or went counts; it does unless said',
    example: 'counts',
  })
  partMonth?: string;

  @key({
    is: wholeOr(),
    optional: true,
    means: 'For counts-if-started: the day of the month before which somebody must have started',
    example: '15',
  })
  beforeDay?: string;
}

export class ReliefInput {
  @key({
    is: id,
    list: true,
    means: 'Kinds of absence, from the fact catalogue',
    example: '[parental-leave]',
  })
  for: string[];

  @key({ is: RELIEVE_BY, means: 'By what the time away counts', example: 'days' })
  by: string;

  @key({
    is: PART_MONTH,
    optional: true,
    means: 'By months: whether a month with a part of the time away counts; must be said',
    example: 'counts',
  })
  partMonth?: string;

  @key({
    is: wholeOr(),
    optional: true,
    means: 'For counts-if-started: the day of the month before which the absence must have started',
    example: '15',
  })
  beforeDay?: string;

  @key({
    is: lasting,
    optional: true,
    means: 'How long an absence must be to count; any unless said',
    example: '28 days',
  })
  atLeast?: string;

  @key({
    is: operand,
    optional: true,
    list: true,
    means: 'The part of the quota in the first, second, … month after the return; the whole unless said',
    example: '[50%, 75%]',
  })
  // oxlint-disable-next-line unicorn/no-thenable -- the language says `then`, and a list is never awaited
  then?: string[];
}

export class CreditCapInput {
  @key({ is: CREDIT_CAP_WHAT, means: 'What is capped', example: 'deal' })
  what: string;

  @key({ is: operand, means: 'The most it counts', example: '"500,000 USD"' })
  at: string;

  @key({ is: words(['lost']), means: 'What becomes of what is over', example: 'lost' })
  excess: string;
}

export class WindfallInput {
  @key({
    is: operand,
    means: 'What a booking may count before it is put into the queue of exceptions for review',
    example: '"500,000 USD"',
  })
  above: string;
}

@exactlyOne('ramp', 'proration', 'relief', 'cap', 'windfall')
@later('threshold', 'gate')
export class MeasureModifierInput {
  @key({
    is: () => RampInput,
    optional: true,
    means: 'A smaller quota in the first months',
    example: '{ since: assignment.start, months: [25%, 50%, 75%] }',
  })
  ramp?: RampInput;

  @key({
    is: () => ProrationInput,
    optional: true,
    means: 'The quota of somebody who is on the plan for a part of the window; by days unless said',
    example: '{ by: months }',
  })
  proration?: ProrationInput;

  @key({
    is: () => ReliefInput,
    optional: true,
    means: 'Less quota for somebody who is away, and in the months after',
    example: '{ for: [parental-leave], by: days, then: [50%] }',
  })
  relief?: ReliefInput;

  @key({
    is: () => CreditCapInput,
    optional: true,
    means: 'The most that one credit or booking counts',
    example: '{ what: deal, at: "500,000 USD", excess: lost }',
  })
  cap?: CreditCapInput;

  @key({
    is: () => WindfallInput,
    optional: true,
    means: 'Bookings that somebody has to look at, though they count and are paid',
    example: '{ above: "500,000 USD" }',
  })
  windfall?: WindfallInput;
}
