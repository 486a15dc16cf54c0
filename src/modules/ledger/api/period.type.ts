import { ObjectType } from '@nestjs/graphql';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'periods';

/** A pay period: open, or closed with what it was closed by. */
@ObjectType('PayPeriod', {
  description: 'A period that pay falls due for: what was posted to it, and whether it is closed.',
})
export class PayPeriodType {
  @Shown(() => String, { to, description: 'The calendar.', example: '"company"' })
  calendar: string;

  @Shown(() => String, { to, description: 'Its name.', example: '"2026-Q1"' })
  name: string;

  @Shown(() => BusinessDate, { to, description: 'Its first day.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'The first day after it; null where only postings name it.',
    example: '"2026-04-01"',
  })
  until: string | null;

  @Shown(() => Boolean, { to, description: 'Closed: nothing is posted to it any more.', example: 'true' })
  isClosed: boolean;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it was closed.',
    example: '"2026-04-03T10:00:00Z"',
  })
  closedAt: string | null;

  @Shown(() => [Money], {
    to: 'pay-of-all',
    description: 'What all participants earned in it as the latest calculation knows, by currency.',
  })
  earned: Money[];

  @Shown(() => [Money], { to: 'pay-of-all', description: 'What was posted to it, by currency.' })
  posted: Money[];

  @Shown(() => [Money], {
    to: 'pay-of-all',
    description: 'How much of that was earned in earlier periods, by currency.',
  })
  late: Money[];
}
