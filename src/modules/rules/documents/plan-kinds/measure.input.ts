import { id, nameOf, operand, operandOr } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { condition, lasting } from '../kinds/rule-forms.js';
import { COUNT_OF, MEASURE_IS, REPORTED_BY, SPLIT_COUNTS } from './plan-vocabularies.js';
import { COUNTED_CREDITS, MEASURE_WINDOW, NEGATIVE, QUOTA_CHANGE } from '../kinds/vocabularies.js';
import { MeasureModifierInput, TeamQuotaInput } from './measure-modifiers.input.js';

export class WeightedPartInput {
  @key({
    is: nameOf('measure', 'attainment'),
    means: 'A measure or an attainment',
    example: 'attainment.arr',
  })
  of: string;

  @key({ is: operand, means: 'Its weight; all of them make 100%', example: '60%' })
  weight: string;
}

@exactlyOne('window', 'rolling')
@exactlyOne('sum', 'count', 'distinct', 'ratio', 'difference', 'weighted', 'reported')
export class MeasureInput {
  @key({ is: id, means: 'Id of the measure', example: 'arr' })
  id: string;

  @key({
    is: nameOf('line', 'value'),
    optional: true,
    means: 'Number of each credited line whose shares add up; a value where it is computed',
    example: 'line.net',
  })
  sum?: string;

  @key({ is: COUNT_OF, optional: true, means: 'What is counted', example: 'booking' })
  count?: string;

  @key({
    is: nameOf('booking', 'line', 'account', 'territory', 'original'),
    optional: true,
    means: 'Fact of which the different values are counted',
    example: 'booking.account',
  })
  distinct?: string;

  @key({
    is: nameOf('measure', 'attainment', 'quota'),
    optional: true,
    list: true,
    means: 'The first measure ÷ the second',
    example: '[measure.margin, measure.revenue]',
  })
  ratio?: string[];

  @key({
    is: nameOf('measure', 'attainment', 'quota'),
    optional: true,
    list: true,
    means: 'The first measure − the second',
    example: '[measure.booked, measure.returned]',
  })
  difference?: string[];

  @key({
    is: () => WeightedPartInput,
    optional: true,
    list: true,
    means: 'Several, each times its weight',
    example: '[{ of: attainment.arr, weight: 60% }, { of: attainment.margin, weight: 40% }]',
  })
  weighted?: WeightedPartInput[];

  @key({
    is: REPORTED_BY,
    optional: true,
    means: 'A result that somebody hands in, of whom',
    example: 'participant',
  })
  reported?: string;

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With ratio: what it is where the second is zero, or refuse',
    example: '0%',
  })
  ifZero?: string;

  @key({
    is: operandOr('refuse'),
    optional: true,
    means: 'With weighted: what an attainment without a quota counts as, or refuse',
    example: 'refuse',
  })
  noQuota?: string;

  @key({
    is: SPLIT_COUNTS,
    optional: true,
    means: 'With count or distinct: what a split booking counts',
    example: 'by-share',
  })
  splitCounts?: string;

  @key({
    is: MEASURE_IS,
    optional: true,
    means: 'With reported: what its number is; percent unless said',
    example: 'money',
  })
  is?: string;

  @key({ is: id, optional: true, means: 'Of a count: of what; booking or line unless said', example: 'logo' })
  unit?: string;

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
    means: "The person's own credits, those of the team, or those of overlays; own unless said",
    example: 'rollup',
  })
  credits?: string;

  @key({
    is: nameOf('booking', 'line', 'account', 'original', 'value'),
    optional: true,
    means:
      'Date on which a booking counts; the booking date unless said, and the same for all measures of a plan',
    example: 'value.effective-date',
  })
  date?: string;

  @key({ is: MEASURE_WINDOW, optional: true, means: 'Over which window it adds up', example: 'quarter' })
  window?: string;

  @key({
    is: lasting,
    optional: true,
    means: 'Instead of a window: over how many of the last days, at the end of each pay period',
    example: '90 days',
  })
  rolling?: string;

  @key({
    is: nameOf('attribute', 'value'),
    optional: true,
    means: 'Attribute that holds the quota of the window, or a value of attributes',
    example: 'attribute.arr-quota',
  })
  quota?: string;

  @key({
    is: () => TeamQuotaInput,
    optional: true,
    means:
      'Instead of a quota: the sum of what the people have who report to the person when the window begins',
    example: '{ sum: attribute.arr-quota, since: assignment.start, months: [50%, 50%, 50%] }',
  })
  teamQuota?: TeamQuotaInput;

  @key({
    is: operand,
    optional: true,
    list: true,
    means: "How a year's quota falls on the windows of the year",
    example: '[20%, 25%, 25%, 30%]',
  })
  seasonal?: string[];

  @key({
    is: QUOTA_CHANGE,
    optional: true,
    means: 'What a quota that changes within the window comes to; by-day unless said',
    example: 'by-day',
  })
  quotaChange?: string;

  @key({
    is: NEGATIVE,
    optional: true,
    means: 'What a negative window does; must be said where credits add up',
    example: 'carry-measure',
  })
  negative?: string;

  @key({
    is: () => MeasureModifierInput,
    optional: true,
    list: true,
    means: 'Changes its quota, or what of a booking counts',
    example: '[{ proration: { by: months } }]',
  })
  modify?: MeasureModifierInput[];
}
