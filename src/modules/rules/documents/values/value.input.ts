import { id, words } from '../shape/forms.js';
import { exactlyOne, key } from '../shape/key.js';
import type { ConditionInput } from '../kinds/head.input.js';
import { condition } from '../kinds/rule-forms.js';
import { numberOrName, valueOperand, valueOperandOrRefuse } from './value-forms.js';
import { HALF_ROUNDING, ROUNDING_STEP, VALUE_KIND } from '../kinds/vocabularies.js';

/** An operand as it is written: a text, or an operator in braces. */
export type OperandPlain = string | OperatorInput;

class LinesInput {
  @key({
    is: words(['booking.lines']),
    means: 'The lines that are gone over: those of the booking',
    example: 'booking.lines',
  })
  lines: string;
}

export class CountLinesInput extends LinesInput {
  @key({ is: condition, optional: true, means: 'Which lines count', example: '{ line.net: "> 0 USD" }' })
  when?: ConditionInput;
}

export class NumberOfLinesInput extends CountLinesInput {
  @key({ is: valueOperand, means: 'What is taken of each line', example: 'line.net' })
  number: OperandPlain;
}

export class ClampInput {
  @key({ is: valueOperand, means: 'What is kept within limits', example: 'attribute.base-rate' })
  of: OperandPlain;

  @key({ is: valueOperand, optional: true, means: 'What it is at least', example: '5%' })
  least?: OperandPlain;

  @key({ is: valueOperand, optional: true, means: 'What it is at most', example: '12%' })
  most?: OperandPlain;
}

const operands = (means: string, example: string): Parameters<typeof key>[0] => ({
  is: valueOperand,
  optional: true,
  list: true,
  means,
  example,
});

/** The operators of values, each a key; exactly one of them is written. */
export class OperatorInput {
  @key(operands('All of them together; days added to a date move it', '[line.license, line.support]'))
  add?: OperandPlain[];

  @key(operands('One times the other: money by percents, an amount for each by its count', '[line.net, 60%]'))
  multiply?: OperandPlain[];

  @key(operands('The first less the second', '[line.net, line.cost]'))
  subtract?: OperandPlain[];

  @key(operands('The first by the second', '[attribute.oti, 12]'))
  divide?: OperandPlain[];

  @key({
    is: valueOperandOrRefuse,
    optional: true,
    means: 'With divide: what it gives where the divisor is zero; refuse gives nothing known',
    example: 'refuse',
  })
  ifZero?: OperandPlain;

  @key(operands('The smallest of them', '[line.net, "100,000 USD"]'))
  least?: OperandPlain[];

  @key(operands('The largest of them', '[line.net, 0 USD]'))
  greatest?: OperandPlain[];

  @key({
    is: () => ClampInput,
    optional: true,
    means: 'A number kept within limits',
    example: '{ of: attribute.base-rate, least: 5%, most: 12% }',
  })
  clamp?: ClampInput;

  @key(operands('The first of them that is known', '[line.acv, line.net]'))
  firstKnown?: OperandPlain[];

  @key(operands('Days from the first date to the second', '[participant.hired, booking.date]'))
  daysBetween?: OperandPlain[];

  @key(operands('Whole months from the first date to the second', '[participant.hired, booking.date]'))
  monthsBetween?: OperandPlain[];

  @key(operands('The earlier of dates', '[booking.date, booking.signed]'))
  earlier?: OperandPlain[];

  @key(operands('The later of dates', '[booking.date, booking.signed]'))
  later?: OperandPlain[];

  @key({
    is: () => NumberOfLinesInput,
    optional: true,
    means: 'A number of each line of the booking, added up',
    example: '{ lines: booking.lines, number: line.net }',
  })
  sumOf?: NumberOfLinesInput;

  @key({
    is: () => CountLinesInput,
    optional: true,
    means: 'How many lines the booking has',
    example: '{ lines: booking.lines }',
  })
  countOf?: CountLinesInput;

  @key({
    is: () => NumberOfLinesInput,
    optional: true,
    means: 'The largest number that a line of the booking has',
    example: '{ lines: booking.lines, number: line.discount }',
  })
  largestOf?: NumberOfLinesInput;
}

/** An operand where an input has no text beside fields: a number or name, or an operator. */
export class OperandInput extends OperatorInput {
  @key({
    is: numberOrName,
    optional: true,
    means: 'A number with its unit, or the name of something; or one of the operators',
    example: 'attribute.oti',
  })
  number?: string;
}

export class ValueRoundingInput {
  @key({ is: ROUNDING_STEP, means: 'What it is rounded to', example: 'cents' })
  to: string;

  @key({ is: HALF_ROUNDING, means: 'Where half of that goes', example: 'away-from-zero' })
  half: string;
}

@exactlyOne(
  'add',
  'multiply',
  'subtract',
  'divide',
  'least',
  'greatest',
  'clamp',
  'firstKnown',
  'daysBetween',
  'monthsBetween',
  'earlier',
  'later',
  'sumOf',
  'countOf',
  'largestOf',
)
export class ValueInput extends OperatorInput {
  @key({ is: id, means: 'Id of the value; rules read value.<id>', example: 'base-rate' })
  id: string;

  @key({ is: VALUE_KIND, means: 'What it comes to', example: 'percent' })
  is: string;

  @key({ is: id, optional: true, means: 'For count and money-per: of what', example: 'logo' })
  unit?: string;

  @key({
    is: () => ValueRoundingInput,
    optional: true,
    means: 'How it is rounded; exact unless said',
    example: '{ to: cents, half: away-from-zero }',
  })
  round?: ValueRoundingInput;
}
