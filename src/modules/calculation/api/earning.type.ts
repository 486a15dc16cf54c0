import { ID, Int, ObjectType } from '@nestjs/graphql';
import type { Day, NamedPeriod } from '../../../engine/kernel/day.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { PeriodType } from '../../../platform/graphql/scalars/period.js';
import { BusinessDate, Decimal } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { AppliedRate } from '../../../engine/model/rates.js';
import { AppliedRateType, WorkingType } from './working/working.type.js';

const to = 'pay';

@ObjectType({
  description:
    'One booking line’s part of an earning; or what the window pays that is no booking’s, such as a guarantee or a bonus on a reported result.',
})
export class EarningLineType {
  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'The system that told the booking; null, like all of the booking, where no booking is paid for.',
    example: '"crm"',
  })
  source: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The booking, as that system calls it.',
    example: '"SO-1042"',
  })
  booking: string | null;

  @Shown(() => Int, { to, nullable: true, description: 'Line of the booking.', example: '1' })
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

  @Shown(() => Money, { to, nullable: true, description: "The line's net amount, as booked." })
  net: Money | null;

  @Shown(() => AppliedRateType, {
    to,
    nullable: true,
    description:
      "The rate that converted it to the plan's currency, where it was booked in another; null where none did.",
  })
  creditRate: AppliedRate | null;

  @Shown(() => String, { to, nullable: true, description: 'The account.', example: '"acme"' })
  account: string | null;

  @Shown(() => String, {
    to,
    description:
      'How the credit was come by: direct, split, rollup or overlay; window where no booking is paid for.',
    example: '"direct"',
  })
  kind: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The policy and rule that gave the credit.',
    example: '"field/account-owner"',
  })
  rule: string | null;

  @Shown(() => Int, { to, nullable: true, description: 'Parts of the credit …', example: '1' })
  parts: number | null;

  @Shown(() => Int, { to, nullable: true, description: '… of so many.', example: '1' })
  ofParts: number | null;

  @Shown(() => Int, {
    to,
    nullable: true,
    description: 'Parts that retire quota; other than `parts`, which are paid on, where a rule says so.',
    example: '1',
  })
  quotaParts: number | null;

  @Shown(() => Decimal, { to, description: 'What was credited.', example: '"100000"' })
  credited: Ratio;

  @Shown(() => Decimal, {
    to,
    description: 'What the window had before it; its own group, where the formula is applied to each.',
    example: '"250000"',
  })
  measureBefore: Ratio;

  @Shown(() => String, { to, description: 'The tier it reached.', example: '"accelerator"' })
  tier: string;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'Paid ÷ credited, before rounding; null where nothing was credited.',
    example: '"0.125"',
  })
  rate: Ratio | null;

  @Shown(() => Money, { to, description: 'What it pays.' })
  amount: Money;

  @Shown(() => String, {
    to,
    description: 'The same as a sentence.',
    example: '"100,000 USD direct credit by field/owner, on top of 250,000, pays 12,500.00 at 12.5%."',
  })
  says: string;
}

/** What an incentive earns a participant in a pay period. */
@ObjectType('Earning', {
  description: 'What one incentive earned a participant in a pay period, with the numbers that made it.',
})
export class EarningType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"ern_12_6f1c2f8e-…"' })
  id: string;

  @Shown(() => String, { to, description: 'Whose: id of the participant.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => String, {
    to,
    description: 'Id of the incentive; empty where credits count for none.',
    example: '"arr-commission"',
  })
  incentive: string;

  @Shown(() => String, { to, description: 'Id of the plan.', example: '"account-executive"' })
  plan: string;

  @Shown(() => PeriodType, { to, description: 'The pay period.' })
  period: NamedPeriod;

  @Shown(() => PeriodType, { to, description: 'The window that attainment is measured over.' })
  window: NamedPeriod;

  @Shown(() => Decimal, {
    to,
    description: 'What was credited, counted or reported in the window up to the end of the period.',
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

  @Shown(() => Money, { to, description: 'What was earned.' })
  amount: Money;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What a person should know of it, such as why nothing was earned.',
    example: '"There is no quota in 2026-Q1."',
  })
  reason: string | null;

  @Shown(() => WorkingType, { to, description: 'The numbers that made it.' })
  working: WorkingType;

  @Shown(() => Int, { to, description: 'How many booking lines it is made of.', example: '14' })
  lineCount: number;
}

/** Which earnings. Left-out filters let everything through. */
export const EarningConnection = connectionOf(() => EarningType, { name: 'Earning', plural: 'earnings', to });
