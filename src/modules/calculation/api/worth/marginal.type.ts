import { ObjectType } from '@nestjs/graphql';
import type { NamedPeriod } from '../../../../engine/kernel/day.js';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { PeriodType } from '../../../../platform/graphql/scalars/period.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'pay';

@ObjectType({ description: 'What an incentive pays in a pay period with a booking and without it.' })
export class MarginalChangeType {
  @Shown(() => String, { to, description: 'Id of the incentive.', example: '"arr-commission"' })
  incentive: string;

  @Shown(() => PeriodType, { to, description: 'The pay period.' })
  period: NamedPeriod;

  @Shown(() => Money, { to, description: 'What it pays.' })
  with: Money;

  @Shown(() => Money, { to, description: 'What it would pay if the booking were not there.' })
  without: Money;
}

/** Two answers about one deal, told apart. */
@ObjectType('MarginalWorth', {
  description:
    'What a booking contributed to a window of an incentive, which adds up over bookings, and what it was worth at the margin, which does not.',
})
export class MarginalWorthType {
  @Shown(() => Money, {
    to,
    description: 'What its lines are paid in the window, in all pay periods: its part of the pay.',
  })
  contribution: Money;

  @Shown(() => Money, {
    to,
    description: 'What the incentive would pay less in the window if the booking were not there.',
  })
  worth: Money;

  @Shown(() => Money, {
    to,
    description:
      'What all pay of the participant in this currency would be less, with other incentives, guarantees and caps.',
  })
  inAll: Money;

  @Shown(() => [MarginalChangeType], {
    to,
    description: 'Where pay would differ, by pay period and incentive.',
  })
  changes: readonly MarginalChangeType[];

  @Shown(() => String, {
    to,
    description: 'The same as a sentence.',
    example:
      '"SO-2 contributes 160.00 USD to commission in 2026-Q1. Without it commission would pay 3,130.00 USD less."',
  })
  says: string;
}
