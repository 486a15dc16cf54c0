import { ID, Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { CurrencyCode, Decimal } from '../../../../platform/graphql/scalars/scalars.js';

const to = 'calculations';

@ObjectType('PayDifference', {
  description: 'An incentive of a participant in a period that two calculations pay differently.',
})
export class PayDifferenceType {
  @Shown(() => ID, { to: 'pay', description: 'Id of the participant.', example: '"west-ae-1"' })
  participant: string;

  @Shown(() => ID, { to: 'pay', description: 'Id of the incentive.', example: '"arr-commission"' })
  incentive: string;

  @Shown(() => String, { to, description: 'The pay period.', example: '"2026-Q1"' })
  period: string;

  @Shown(() => CurrencyCode, { to, description: 'The currency.', example: '"USD"' })
  currency: string;

  @Shown(() => Decimal, { to: 'pay', description: 'What it paid.', example: '"1200.50"' })
  before: string;

  @Shown(() => Decimal, { to: 'pay', description: 'What it pays.', example: '"1300.00"' })
  after: string;

  @Shown(() => Decimal, { to: 'pay', description: 'The difference.', example: '"99.50"' })
  change: string;

  @Shown(() => [String], {
    to: 'pay',
    description: 'The facts and documents that differ and touch it; bookings first.',
    example: '["booking crm SO-1042 line 1 revision 2"]',
  })
  because: readonly string[];
}

@ObjectType('PayDifferenceSum', { description: 'What all differences come to in one currency.' })
export class PayDifferenceSumType {
  @Shown(() => CurrencyCode, { to, description: 'The currency.', example: '"USD"' })
  currency: string;

  @Shown(() => Decimal, { to: 'pay-of-all', description: 'What was paid.', example: '"120000.00"' })
  before: string;

  @Shown(() => Decimal, { to: 'pay-of-all', description: 'What is paid.', example: '"121000.00"' })
  after: string;

  @Shown(() => Decimal, { to: 'pay-of-all', description: 'The difference.', example: '"1000.00"' })
  change: string;
}

@ObjectType('Comparison', { description: 'Who is paid differently by one calculation than by another.' })
export class ComparisonType {
  @Shown(() => ID, { to, description: 'Number of the calculation before.', example: '"11"' })
  before: string;

  @Shown(() => ID, { to, description: 'Number of the calculation after.', example: '"12"' })
  after: string;

  @Shown(() => [PayDifferenceType], { to, description: 'What differs, by person, incentive and period.' })
  differences: readonly PayDifferenceType[];

  @Shown(() => Int, { to, description: 'How many participants are paid differently.', example: '3' })
  participants: number;

  @Shown(() => [PayDifferenceSumType], { to, description: 'The sums, by currency.' })
  sums: readonly PayDifferenceSumType[];

  @Shown(() => Int, {
    to,
    description: 'Earnings whose working differs while the amount is the same.',
    example: '14',
  })
  reworked: number;
}

@ObjectType('ChangeCount', { description: 'How many facts of a kind changed.' })
export class ChangeCountType {
  @Shown(() => String, { to, description: 'What kind.', example: '"quota"' })
  kind: string;

  @Shown(() => Int, { to, description: 'How many.', example: '2' })
  count: number;
}

@ObjectType('Staleness', { description: 'What the latest calculation does not know yet.' })
export class StalenessType {
  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Number of the latest calculation; null before the first.',
    example: '"12"',
  })
  calculation: string | null;

  @Shown(() => Boolean, {
    to,
    description: 'Whether anything changed since by which pay may change.',
    example: 'true',
  })
  stale: boolean;

  @Shown(() => [ChangeCountType], { to, description: 'What changed, by kind.' })
  changed: readonly ChangeCountType[];

  @Shown(() => [String], { to, description: 'The pay periods it touches.', example: '["2026-Q1"]' })
  periods: readonly string[];

  @Shown(() => [ID], {
    to,
    nullable: true,
    description: 'Whose pay may change, by id; null when it may be anybody’s.',
    example: '["west-ae-1"]',
  })
  participants: readonly string[] | null;

  @Shown(() => [String], {
    to,
    description: 'The same in sentences.',
    example: '["Nothing changed since calculation 12."]',
  })
  words: readonly string[];
}
