import { ID, Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { Decimal } from '../../../../platform/graphql/scalars/scalars.js';

const to = 'pay';

@ObjectType('Credit', {
  description:
    'A participant’s part of a booking line in the latest calculation, once for each incentive that counts it.',
})
export class CreditType {
  @Shown(() => Int, { to, description: 'The line of the booking.', example: '1' })
  line: number;

  @Shown(() => ID, { to, description: 'Whose: id of the participant.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => String, {
    to,
    description: 'How it was come by: direct, split, rollup or overlay.',
    example: '"direct"',
  })
  kind: string;

  @Shown(() => String, {
    to,
    description: 'The policy and rule that gave it.',
    example: '"field/account-owner"',
  })
  rule: string;

  @Shown(() => Int, { to, description: 'Parts of the line …', example: '1' })
  parts: number;

  @Shown(() => Int, { to, description: '… of so many.', example: '2' })
  ofParts: number;

  @Shown(() => Int, {
    to,
    description: 'Parts that retire quota; other than `parts`, which are paid on, where a rule says so.',
    example: '1',
  })
  quotaParts: number;

  @Shown(() => Decimal, { to, description: 'What was credited.', example: '"6000"' })
  credited: string;

  @Shown(() => String, {
    to,
    description: 'The incentive that counts it; empty where none does.',
    example: '"arr-commission"',
  })
  incentive: string;

  @Shown(() => String, { to, description: 'The pay period it counts in.', example: '"2026-Q1"' })
  period: string;

  @Shown(() => Money, { to, description: 'What it pays.' })
  amount: Money;

  @Shown(() => ID, {
    to,
    description: 'The earning it is part of; earning(id) explains it.',
    example: '"ern_12_6f1c2f8e-…"',
  })
  earningId: string;
}
