import { ID, ObjectType } from '@nestjs/graphql';
import { CurrencyCode, Decimal } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'pay';

@ObjectType('HeldDifference', {
  description: 'Pay that is held back by one calculation, as settled last, and not by another.',
})
export class HeldDifferenceType {
  @Shown(() => ID, { to, description: 'Id of the participant.', example: '"west-ae-1"' })
  participant: string;

  @Shown(() => ID, { to, description: 'Id of the incentive.', example: '"arr-commission"' })
  incentive: string;

  @Shown(() => String, { to, description: 'The pay period in which it is earned.', example: '"2026-Q1"' })
  period: string;

  @Shown(() => CurrencyCode, { to, description: 'The currency.', example: '"USD"' })
  currency: string;

  @Shown(() => Decimal, {
    to,
    description: 'How much more is held; below nothing, less.',
    example: '"-60.00"',
  })
  change: string;

  @Shown(() => [String], {
    to,
    description: 'Why it is held, or why no longer, as told last of each booking line.',
    example: '["deal D-1001 was approved"]',
  })
  because: readonly string[];
}
