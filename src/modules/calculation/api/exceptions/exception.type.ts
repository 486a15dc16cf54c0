import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { CreditException } from '../../../../engine/model/result.js';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';
import { BookingType } from '../../../bookings/api/booking.type.js';

const to = 'exceptions';

type Code = CreditException['code'];

/** The codes of the engine, each with what it says of a line. */
const CODES: Readonly<Record<Code, string>> = {
  HOUSE: 'The policy gives it to the house account',
  NO_PLAN: 'Who is named is on no plan that day',
  NO_POLICY: 'No engagement policy is in force that day',
  CURRENCY: 'It is in another currency, and the plan converts none, or the policy tests amounts in others',
  NO_RATE: 'The rate set of the plan has no rate for its currency and day',
  UNKNOWN_PERSON: 'Who is named is no participant',
  UNDECIDED: 'Several rules hold where one may; a person must decide',
  NO_PERIOD: 'The day lies in no pay period',
  NO_NUMBER: 'A number that a rule needs is missing',
  NO_PARTS: 'The parts of a credit are not known, are nothing, or make no whole',
  NO_DATE: 'The date on which the plan counts the booking is not known',
  WINDFALL: 'The deal is above the threshold for review; it is credited and paid all the same',
};
const codes = Object.keys(CODES) as Code[];

/** Why nobody was credited, or what somebody has to look at, as a closed list. */
export const ExceptionCode = Object.fromEntries(codes.map((code) => [code, code]));

registerEnumType(ExceptionCode, {
  name: 'CreditExceptionCode',
  description: 'Why nobody was credited for a line, or why it has to be looked at. Example: HOUSE',
  valuesMap: Object.fromEntries(
    codes.map((code) => [code, { description: `${CODES[code]}. Example: ${code}` }]),
  ),
});

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

  @Shown(() => ExceptionCode, { to, description: 'What kind of exception.', example: 'HOUSE' })
  code: Code;

  @Shown(() => String, { to, description: 'The reason in words.', example: '"Nobody is named"' })
  reason: string;
}

@ObjectType('ExceptionCount', { description: 'How many exceptions have a code.' })
export class ExceptionCountType {
  @Shown(() => ExceptionCode, { to, description: 'The code.', example: 'HOUSE' })
  code: Code;

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

  @Shown(() => [Money], { to, description: 'What the lines of the whole list come to, net, by currency.' })
  totals: () => Promise<readonly Money[]>;
}

@InputType({ description: 'Which exceptions; what is left out lets everything through.' })
export class ExceptionFilterInput {
  @Field(() => ExceptionCode, { nullable: true, description: 'Of this code. Example: HOUSE' })
  code?: Code | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Booked on this day or later. Example: "2026-01-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, { nullable: true, description: 'Booked before this day. Example: "2026-04-01"' })
  until?: string | null;
}
