import { nameOf, operand, operandOr } from '../shape/forms.js';
import { exactlyOne, key, later } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { condition, count, dayOrDaysAfter } from '../kinds/rule-forms.js';
import { AFTERWARDS, BEST, FIRST_EACH, RECORDED_ORDER, TIES } from './plan-vocabularies.js';

const SETTLES =
  'The cut-off: what is known by the end of that day, or so many days after the window, decides, and it is earned in its pay period; the last day of the window unless said';

export class ContestInput {
  @key({
    is: nameOf('measure', 'attainment'),
    means: 'What is ranked, over its window',
    example: 'measure.arr',
  })
  rankBy: string;

  @key({ is: BEST, means: 'Whether the highest or the lowest is best', example: 'highest' })
  best: string;

  @key({
    is: operand,
    list: true,
    means: 'The first prize, the second, …',
    example: '["3,000 USD", "1,500 USD"]',
  })
  prizes: string[];

  @key({ is: TIES, means: 'What those who tie have', example: 'share' })
  ties: string;

  @key({
    is: nameOf('measure', 'attainment'),
    optional: true,
    list: true,
    means: 'With ties: break-by, the measures that decide, the higher being better',
    example: '[measure.logos]',
  })
  breakBy?: string[];

  @key({ is: operand, optional: true, means: 'What has to be reached to be ranked', example: '"1 USD"' })
  minimum?: string;

  @key({
    is: dayOrDaysAfter,
    optional: true,
    means: SETTLES,
    example: '2026-06-15',
  })
  settles?: string;

  @key({
    is: AFTERWARDS,
    means: 'What becomes known after the cut-off does to the result',
    example: 'stand',
  })
  afterwards: string;
}

export class PoolShareInput {
  @key({ is: operand, means: 'The share', example: '1%' })
  share: string;

  @key({
    is: nameOf('measure'),
    means:
      'Of what all who take part have of it together, or of what the company has where it is a result of the company',
    example: 'measure.arr',
  })
  of: string;
}

@exactlyOne('size', 'sizedBy')
export class PoolInput {
  @key({ is: operand, optional: true, means: 'The amount that is shared', example: '"10,000 USD"' })
  size?: string;

  @key({
    is: () => PoolShareInput,
    optional: true,
    means: 'Instead of an amount, a share of what a measure comes to',
    example: '{ share: 1%, of: measure.arr }',
  })
  sizedBy?: PoolShareInput;

  @key({
    is: operandOr('equal'),
    means: 'In equal parts, or in proportion to a measure or attribute',
    example: 'measure.arr',
  })
  sharedBy: string;

  @key({ is: nameOf('measure'), means: 'The measure over whose window it is shared', example: 'measure.arr' })
  over: string;

  @key({
    is: condition,
    optional: true,
    means: 'Who has a part; judged on the window of each',
    example: '{ attainment.arr: ">= 100%" }',
  })
  among?: ConditionInput;

  @key({ is: dayOrDaysAfter, optional: true, means: SETTLES, example: '10 days' })
  settles?: string;

  @key({
    is: AFTERWARDS,
    optional: true,
    means: 'What becomes known after the cut-off does to the parts; it must be said',
    example: 'stand',
  })
  afterwards?: string;
}

@later('settles')
export class FirstNInput {
  @key({ is: count, means: 'How many bookings', example: '3 bookings' })
  count: string;

  @key({ is: FIRST_EACH, means: 'Of all together, or for each person', example: 'company' })
  each: string;

  @key({
    is: RECORDED_ORDER,
    means: 'In which order: as they became known',
    example: 'recorded',
  })
  order: string;

  @key({ is: operand, means: 'What each of them pays', example: '500 USD' })
  pays: string;
}
