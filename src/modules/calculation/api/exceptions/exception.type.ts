import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';
import { BookingType } from '../../../bookings/api/booking.type.js';

const to = 'exceptions';

@ObjectType('CreditException', {
  description: 'A booking line of the house account or that waits for a person, in the latest calculation.',
})
export class CreditExceptionType {
  @Shown(() => BookingType, { to, description: 'The booking.' })
  booking: BookingType;

  @Shown(() => Int, { to, description: 'Its line.', example: '1' })
  line: number;

  @Shown(() => Money, { to, description: 'Net amount of the line, as the calculation knows it.' })
  net: Money;

  @Shown(() => String, {
    to,
    description: 'HOUSE, NO_PLAN, NO_POLICY, CURRENCY, UNKNOWN_PERSON, UNDECIDED, NO_PERIOD or NO_NUMBER.',
    example: '"HOUSE"',
  })
  code: string;

  @Shown(() => String, { to, description: 'The reason in words.', example: '"Nobody is named"' })
  reason: string;
}

@ObjectType('ExceptionCount', { description: 'How many exceptions have a code.' })
export class ExceptionCountType {
  @Shown(() => String, { to, description: 'The code.', example: '"HOUSE"' })
  code: string;

  @Shown(() => Int, { to, description: 'How many.', example: '7' })
  count: number;
}

const ExceptionConnection = connectionOf(() => CreditExceptionType, {
  name: 'CreditException',
  plural: 'exceptions',
  to,
});

@ObjectType('ExceptionsConnection', { description: 'A page of the queue, with the counts of all of it.' })
export class ExceptionsConnection extends ExceptionConnection {
  @Shown(() => [ExceptionCountType], {
    to,
    description: 'How many there are of each code, in the whole list.',
  })
  countByCode: () => Promise<readonly ExceptionCountType[]>;
}

@InputType({ description: 'Which exceptions; what is left out lets everything through.' })
export class ExceptionFilterInput {
  @Field(() => String, { nullable: true, description: 'Of this code. Example: "HOUSE"' })
  code?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Booked on this day or later. Example: "2026-01-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, { nullable: true, description: 'Booked before this day. Example: "2026-04-01"' })
  until?: string | null;
}
