import { id } from '../shape/forms.js';
import { key } from '../shape/key.js';
import { HALF_ROUNDING } from '../kinds/vocabularies.js';
import { CREDIT_RATE_DAY, MONEY_STEP, PAY_RATE_DAY, RATE_CORRECTIONS } from './plan-vocabularies.js';

export class MoneyRoundingInput {
  @key({ is: MONEY_STEP, means: 'What is rounded to', example: 'cents' })
  to: string;

  @key({ is: HALF_ROUNDING, means: 'Where half of that goes', example: 'away-from-zero' })
  half: string;
}

export class ConversionInput {
  @key({ is: id, means: 'Set of rates, as the company hands it in', example: 'market' })
  rates: string;

  @key({
    is: () => MoneyRoundingInput,
    optional: true,
    means: 'How what is converted is rounded; a credit is exact unless said, pay is rounded to cents',
    example: '{ to: cents, half: away-from-zero }',
  })
  round?: MoneyRoundingInput;

  @key({
    is: RATE_CORRECTIONS,
    optional: true,
    means: 'What a later correction of a rate does; what was converted stands unless said',
    example: 'restate',
  })
  corrections?: string;
}

export class CreditConversionInput extends ConversionInput {
  @key({ is: CREDIT_RATE_DAY, means: 'The day whose rate converts a credit', example: 'booking-date' })
  date: string;
}

export class PayConversionInput extends ConversionInput {
  @key({ is: PAY_RATE_DAY, means: 'The day whose rate converts pay', example: 'end-of-month' })
  date: string;
}

export class FxInput {
  @key({
    is: () => CreditConversionInput,
    optional: true,
    means: 'From the currency of a booking to that of the plan',
    example: '{ rates: market, date: booking-date }',
  })
  credit?: CreditConversionInput;

  @key({
    is: () => PayConversionInput,
    optional: true,
    means:
      "From the plan's currency to the one that a person is paid in: attribute.pay-currency, else the person's pay currency",
    example: '{ rates: compensation, date: start-of-year }',
  })
  pay?: PayConversionInput;
}

export class PayFxInput {
  @key({
    is: () => PayConversionInput,
    means: "From the plan's currency to the one that a person is paid in, for this incentive",
    example: '{ rates: market, date: end-of-month }',
  })
  pay: PayConversionInput;
}
