import { Int, ObjectType } from '@nestjs/graphql';
import type { Day } from '../../../engine/kernel/day.js';
import type { AppliedRate } from '../../../engine/model/rates.js';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { BusinessDate, Decimal } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { AppliedRateType } from '../../calculation/api/working/working.type.js';
import { PaidForName } from './paid-for.type.js';

const to = 'pay';

@ObjectType({ description: 'One booking line’s part of an entry of a statement.' })
export class StatementLineType {
  @Shown(() => PaidForName, { to, description: 'What it pays.', example: 'BOOKING' })
  for: PaidForName;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The system that told the booking; null where it is for no booking.',
    example: '"crm"',
  })
  source: string | null;

  @Shown(() => String, { to, nullable: true, description: 'The booking.', example: '"SO-1042"' })
  booking: string | null;

  @Shown(() => Int, { to, nullable: true, description: 'Its line.', example: '1' })
  line: number | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'When it was booked.',
    example: '"2026-03-05"',
  })
  date: Day | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'When it counts, where its plan counts it on another day than that of the booking.',
    example: '"2026-04-01"',
  })
  countedOn: Day | null;

  @Shown(() => AppliedRateType, {
    to,
    nullable: true,
    description:
      "The rate that converted the booking to the plan's currency, where it was in another; null where none did.",
  })
  creditRate: AppliedRate | null;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'What was credited; null where the credit was taken back, or where it is for no booking.',
    example: '"100000"',
  })
  credit: string | null;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'What the window had before it; its own group, where the formula is applied to each.',
    example: '"250000"',
  })
  measureBefore: string | null;

  @Shown(() => String, { to, description: 'The tier it reached.', example: '"accelerator"' })
  tier: string;

  @Shown(() => Decimal, { to, nullable: true, description: 'Its rate; 0.1 is 10%.', example: '"0.15"' })
  rate: string | null;

  @Shown(() => Money, { to, description: 'What this entry posts for it.' })
  amount: Money;

  @Shown(() => Money, {
    to,
    description: 'What entries before posted for it; with amount, what it pays now.',
  })
  before: Money;

  @Shown(() => [String], {
    to,
    description: 'Because of what it differs from what was told before.',
    example: '["booking SO-1042 line 1 revision 2"]',
  })
  cause: readonly string[];
}
