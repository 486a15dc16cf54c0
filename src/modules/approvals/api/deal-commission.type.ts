import { ID, ObjectType } from '@nestjs/graphql';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'approvals';

@ObjectType('PersonCommission', { description: 'What a deal would pay one person.' })
export class PersonCommissionType {
  @Shown(() => ID, { to: 'pay', description: 'The participant.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => [Money], { to: 'pay', description: 'How much, by currency.' })
  amounts: Money[];

  @Shown(() => [String], {
    to: 'pay',
    description: 'Why lines of the deal do not count for them; empty where all do.',
    example: '["booking.type is renewal, and must be new."]',
  })
  because: readonly string[];
}

/** What a deal would pay if it were booked today. */
@ObjectType('DealCommission', {
  description:
    'What a deal would pay if it were booked today and approved, by what is known now: the difference of a calculation with it and one without.',
})
export class DealCommissionType {
  @Shown(() => [Money], {
    to,
    nullable: true,
    description:
      'To all together, by currency; empty where it pays nothing. Null for who is not asked to decide and does not see the pay of all who would be paid.',
  })
  total: Money[] | null;

  @Shown(() => [PersonCommissionType], { to, description: 'By person, of those whose pay you see.' })
  people: PersonCommissionType[];

  @Shown(() => [String], {
    to,
    description: 'SPIFFs in force that are not weighed, because what they pay hangs on what others book.',
    example: '["q3-contest"]',
  })
  notWeighed: readonly string[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it cannot be said; null where it can.',
    example: '"booking.type is not known of this deal, and what it pays hangs on that."',
  })
  unknown: string | null;
}
