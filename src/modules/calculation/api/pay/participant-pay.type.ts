import { ID, Int, ObjectType } from '@nestjs/graphql';
import type { Day, NamedPeriod } from '../../../../engine/kernel/day.js';
import type { Ratio } from '../../../../engine/kernel/ratio.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { PeriodType } from '../../../../platform/graphql/scalars/period.js';
import { BusinessDate, Decimal } from '../../../../platform/graphql/scalars/scalars.js';

const to = 'pay';

@ObjectType('Attainment', { description: 'Where a participant stands in the window of an incentive.' })
export class AttainmentType {
  @Shown(() => ID, { to, description: 'Id of the incentive.', example: '"arr-commission"' })
  incentive: string;

  @Shown(() => ID, { to, description: 'Id of the plan.', example: '"account-executive"' })
  plan: string;

  @Shown(() => PeriodType, { to, description: 'The pay period up to whose end it is measured.' })
  period: NamedPeriod;

  @Shown(() => PeriodType, { to, description: 'The window.' })
  window: NamedPeriod;

  @Shown(() => Decimal, {
    to,
    description: 'What was credited in the window up to the end of the period.',
    example: '"886711.2498"',
  })
  measure: Ratio;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'The quota of the window; null where there is none.',
    example: '"781000"',
  })
  quota: Ratio | null;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'Measure ÷ quota; 1 is 100%.',
    example: '"1.135353713"',
  })
  attainment: Ratio | null;
}

@ObjectType('Uncounting', { description: 'A measure or incentive that does not count a credit, and why.' })
export class UncountingType {
  @Shown(() => ID, { to, description: 'Id of the measure or incentive.', example: '"new-arr"' })
  id: string;

  @Shown(() => [String], {
    to,
    description: 'The tests that failed, and by how much.',
    example: '["booking.type is renewal, which is not new"]',
  })
  because: readonly string[];
}

@ObjectType('UncountedCredit', { description: 'A credit that no incentive counts.' })
export class UncountedCreditType {
  @Shown(() => String, { to, description: 'The system that told the booking.', example: '"crm"' })
  source: string;

  @Shown(() => ID, { to, description: 'The booking.', example: '"SO-1042"' })
  booking: string;

  @Shown(() => Int, { to, description: 'Its line.', example: '1' })
  line: number;

  @Shown(() => BusinessDate, { to, description: 'When it was booked.', example: '"2026-03-05"' })
  date: Day;

  @Shown(() => String, { to, description: 'The policy and rule that gave it.', example: '"field/owner"' })
  rule: string;

  @Shown(() => Decimal, { to, description: 'What was credited.', example: '"12000"' })
  credited: Ratio;

  @Shown(() => [UncountingType], { to, description: 'What does not count it, and why.' })
  because: readonly UncountingType[];
}

@ObjectType('WhyNothing', { description: 'Why an incentive earned nothing, or why credits count for none.' })
export class WhyNothingType {
  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The incentive; null where it is about credits that none counts, or about no credit at all.',
    example: '"arr-commission"',
  })
  incentive: string | null;

  @Shown(() => String, { to, description: 'The reason.', example: '"the rate is 0%."' })
  says: string;

  @Shown(() => [UncountedCreditType], {
    to,
    description: 'The first of the credits that no incentive counts.',
  })
  credits: readonly UncountedCreditType[];
}
