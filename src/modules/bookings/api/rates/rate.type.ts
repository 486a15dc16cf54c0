import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { BusinessDate, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'bookings';

/** An exchange rate as known now. */
@ObjectType('FxRate', {
  description:
    'An exchange rate of a named set: it holds from its day until the next one, for a year at most.',
})
export class FxRateType {
  @Shown(() => ID, {
    to,
    description: 'What names it: its set, pair and day.',
    example: '"market/EUR/USD/2026-02-03"',
  })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"treasury"' })
  source: string;

  @Shown(() => ID, { to, description: 'Set of rates that plans convert by.', example: '"market"' })
  set: string;

  @Shown(() => String, { to, description: 'One unit of this currency …', example: '"EUR"' })
  fromCurrency: string;

  @Shown(() => String, { to, description: '… is worth so much of this one.', example: '"USD"' })
  toCurrency: string;

  @Shown(() => BusinessDate, { to, description: 'Day from which it holds.', example: '"2026-02-03"' })
  date: string;

  @Shown(() => Decimal, { to, description: 'The rate, as last corrected.', example: '"1.1"' })
  rate: string;
}

export const FxRateConnection = connectionOf(() => FxRateType, {
  name: 'FxRate',
  plural: 'exchange rates',
  to,
});

@InputType({ description: 'Which exchange rates; what is left out lets all through.' })
export class FxRateFilterInput {
  @Field(() => ID, { nullable: true, description: 'Of this set. Example: "market"' })
  set?: string | null;

  @Field(() => String, { nullable: true, description: 'From this currency. Example: "EUR"' })
  fromCurrency?: string | null;

  @Field(() => String, { nullable: true, description: 'To this currency. Example: "USD"' })
  toCurrency?: string | null;

  @Field(() => BusinessDate, { nullable: true, description: 'Of this day or later. Example: "2026-01-01"' })
  from?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Of a day before this one. Example: "2026-04-01"',
  })
  until?: string | null;
}
