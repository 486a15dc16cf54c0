import { ID, Int, ObjectType } from '@nestjs/graphql';
import type { Day, NamedPeriod } from '../../../../engine/kernel/day.js';
import type { Ratio } from '../../../../engine/kernel/ratio.js';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { PeriodType } from '../../../../platform/graphql/scalars/period.js';
import { BusinessDate, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'pay';

@ObjectType('WorthStanding', { description: 'Where an incentive stands by the end of a pay period.' })
export class WorthStandingType {
  @Shown(() => Money, { to, description: 'What the pay period earns.' })
  amount: Money;

  @Shown(() => Decimal, { to, description: 'What is counted in the window.', example: '"250000"' })
  measure: Ratio;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'The quota of the window; null where there is none.',
    example: '"300000"',
  })
  quota: Ratio | null;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'Measure ÷ quota; 1 is 100%.',
    example: '"0.833333333333"',
  })
  attainment: Ratio | null;

  @Shown(() => ID, {
    to,
    description: 'The tier that the last credit reached; empty where there is none.',
    example: '"to-quota"',
  })
  tier: string;
}

@ObjectType('WorthEarning', { description: 'What an incentive would earn otherwise in a pay period.' })
export class WorthEarningType {
  @Shown(() => ID, { to, description: 'Id of the incentive.', example: '"arr-commission"' })
  incentive: string;

  @Shown(() => ID, { to, description: 'Id of the plan.', example: '"account-executive"' })
  plan: string;

  @Shown(() => PeriodType, { to, description: 'The pay period.' })
  period: NamedPeriod;

  @Shown(() => PeriodType, { to, description: 'The window that decides.' })
  window: NamedPeriod;

  @Shown(() => Money, { to, description: 'How much more; below zero where it would be less.' })
  amount: Money;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What the measure counts; null where it is money.',
    example: '"logo"',
  })
  unit: string | null;

  @Shown(() => WorthStandingType, {
    to,
    nullable: true,
    description: 'Without it; null where the window has nothing yet.',
  })
  before: WorthStandingType | null;

  @Shown(() => WorthStandingType, { to, nullable: true, description: 'With it.' })
  after: WorthStandingType | null;

  @Shown(() => [String], {
    to,
    description: 'Why it is no more, or what limits it.',
    example: '["cap: 30,000.00 would be earned, and the cap is 25,000.00."]',
  })
  because: readonly string[];

  @Shown(() => String, {
    to,
    description: 'The same in a sentence.',
    example:
      '"15,500.00 USD more in 2026-03: 2026-Q1 goes from 83.3% to 123.3% of your quota of 300,000 USD, from to-quota to above."',
  })
  says: string;
}

@ObjectType('DealUncounted', {
  description: 'A line of a deal that would not count, or not for everything, and why.',
})
export class DealUncountedType {
  @Shown(() => ID, { to, description: 'The deal.', example: '"OPP-77"' })
  deal: string;

  @Shown(() => Int, { to, description: 'Its line, from 1.', example: '1' })
  line: number;

  @Shown(() => String, {
    to,
    description:
      'OTHERS: somebody else is credited. NOT_COUNTED: a measure or incentive does not count the credit. Otherwise the code of an exception, such as HOUSE or NO_PLAN.',
    example: '"NOT_COUNTED"',
  })
  code: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'For NOT_COUNTED the measure or incentive.',
    example: '"new-arr"',
  })
  of: string | null;

  @Shown(() => [String], {
    to,
    description: 'Why.',
    example: '["booking.type is renewal, and must be new."]',
  })
  because: readonly string[];
}

@ObjectType('Worth', { description: 'What deals that are not booked would be worth to a participant.' })
export class WorthType {
  @Shown(() => [BusinessDate], {
    to,
    description: 'The day on which each deal is booked.',
    example: '["2026-03-10"]',
  })
  dates: readonly Day[];

  @Shown(() => [Money], {
    to,
    description: 'How much more is earned in all, by currency; empty where nothing changes.',
  })
  amounts: Money[];

  @Shown(() => [WorthEarningType], { to, description: 'The same by incentive and pay period.' })
  earnings: WorthEarningType[];

  @Shown(() => [DealUncountedType], { to, description: 'What would not count, and why.' })
  uncounted: DealUncountedType[];
}

@ObjectType('OneDealWorth', { description: 'What one deal of a list would be worth.' })
export class OneDealWorthType {
  @Shown(() => ID, { to, description: 'The deal.', example: '"OPP-77"' })
  deal: string;

  @Shown(() => WorthType, { to, description: 'If it alone is won.' })
  alone: WorthType;

  @Shown(() => WorthType, {
    to,
    description: 'On top of the deals before it in the list; these add up to what all are worth together.',
  })
  inOrder: WorthType;

  @Shown(() => WorthType, {
    to,
    nullable: true,
    description:
      'If it alone is won, one pay period later: on the same day of the month, or the last one. Null where slip was not asked, or the calendar ends.',
  })
  slipped: WorthType | null;
}

@ObjectType('DealWorth', {
  description: 'What deals that are not booked would be worth to a participant, by what is known now.',
})
export class DealWorthType {
  @Shown(() => ID, { to, description: 'The participant.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => [OneDealWorthType], { to, description: 'Each deal, in the order of the list.' })
  deals: OneDealWorthType[];

  @Shown(() => WorthType, { to, description: 'If all of them are won.' })
  together: WorthType;

  @Shown(() => WorthType, { to, nullable: true, description: 'If all of them are won one pay period later.' })
  slipped: WorthType | null;
}
