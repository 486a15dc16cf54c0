import { ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { NamedPeriod } from '../../../engine/kernel/day.js';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { PeriodType } from '../../../platform/graphql/scalars/period.js';
import { Decimal } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { StatementLineType } from './statement-line.type.js';

const to = 'pay';

export enum EntryKind {
  EARNING = 'earning',
  WAIVER = 'waiver',
  ADJUSTMENT = 'adjustment',
  DRAW = 'draw',
  RECOVERY = 'recovery',
  HOLD = 'hold',
  RELEASE = 'release',
  PAYMENT = 'payment',
}

registerEnumType(EntryKind, {
  name: 'EntryKind',
  description: 'What moved a balance. Example: EARNING',
  valuesMap: {
    EARNING: { description: 'An incentive earned it. Example: EARNING' },
    WAIVER: { description: 'Pay that finance gave up asking back. Example: WAIVER' },
    ADJUSTMENT: { description: 'Entered by hand, with a reason. Example: ADJUSTMENT' },
    DRAW: { description: 'An advance. Example: DRAW' },
    RECOVERY: { description: 'An advance that was taken back. Example: RECOVERY' },
    HOLD: { description: 'Earned and not payable yet. Example: HOLD' },
    RELEASE: { description: 'Held before and payable now. Example: RELEASE' },
    PAYMENT: { description: 'Paid out. Example: PAYMENT' },
  },
});

@ObjectType({ description: 'What is owed: payable now, and held back.' })
export class BalanceType {
  @Shown(() => Money, { to, description: 'Payable.' })
  payable: Money;

  @Shown(() => Money, { to, description: 'Held back, not payable yet.' })
  held: Money;
}

@ObjectType({ description: 'How the participant stood in the window behind an entry.' })
export class PerformanceType {
  @Shown(() => String, { to, description: 'The plan.', example: '"account-executive"' })
  plan: string;

  @Shown(() => Decimal, {
    to,
    description: 'What was credited, counted or reported in the window.',
    example: '"886711.2498"',
  })
  measure: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it counts, where that is not money; of a percentage 1 is 100%.',
    example: '"logo"',
  })
  unit: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Its id where no credits add up to it, such as a reported result; empty where the pay hangs on no measure.',
    example: '"nrr"',
  })
  measured: string | null;

  @Shown(() => Decimal, { to, nullable: true, description: 'Its quota.', example: '"781000"' })
  quota: string | null;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'Measure ÷ quota; 1 is 100%.',
    example: '"1.135353713"',
  })
  attainment: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'How what it earns was converted from the currency of the plan; null where it was not.',
    example: '"3,000.00 USD × 84.5 = 253,500.00 INR (set market, 2026-02-28)"',
  })
  converted: string | null;
}

@ObjectType({ description: 'Something that moved the balance: positive in the participant’s favour.' })
export class StatementEntryType {
  @Shown(() => EntryKind, { to, description: 'What it is.', example: 'EARNING' })
  kind: EntryKind;

  @Shown(() => String, {
    to,
    description: 'The incentive; empty for what none earned.',
    example: '"arr-commission"',
  })
  incentive: string;

  @Shown(() => PeriodType, { to, description: 'The period it was earned in.' })
  origin: NamedPeriod;

  @Shown(() => PeriodType, {
    to,
    description: 'The period it was posted to; later than its origin where it came late.',
  })
  posted: NamedPeriod;

  @Shown(() => Boolean, { to, description: 'Held back, not payable yet.', example: 'false' })
  isHeld: boolean;

  @Shown(() => Money, { to, description: 'How much.' })
  amount: Money;

  @Shown(() => String, {
    to,
    description: 'Why; empty for earnings, whose lines say it.',
    example: '"Advance returned"',
  })
  reason: string;

  @Shown(() => PerformanceType, {
    to,
    nullable: true,
    description: 'The window behind it; null for what no calculation earned.',
  })
  performance: PerformanceType | null;

  @Shown(() => [StatementLineType], {
    to,
    description: 'Its booking lines; they make its amount to the cent.',
    complexity: 20,
  })
  lines: StatementLineType[];
}

@ObjectType({
  description: 'The account in one currency: opening balance, what moved it, closing balance. It adds up.',
})
export class StatementAccountType {
  @Shown(() => String, { to, description: 'The currency.', example: '"USD"' })
  currency: string;

  @Shown(() => BalanceType, {
    to,
    nullable: true,
    description: 'Owed before the period; null where you see their pay on some days only.',
  })
  opening: BalanceType | null;

  @Shown(() => [StatementEntryType], { to, description: 'Earned.', complexity: 5 })
  earned: StatementEntryType[];

  @Shown(() => [StatementEntryType], { to, description: 'Entered by hand and waived.', complexity: 5 })
  adjusted: StatementEntryType[];

  @Shown(() => [StatementEntryType], {
    to,
    description: 'Draws, recoveries, holds, releases, payments.',
    complexity: 5,
  })
  moved: StatementEntryType[];

  @Shown(() => BalanceType, {
    to,
    nullable: true,
    description: 'Owed after the period; null where you see their pay on some days only.',
  })
  closing: BalanceType | null;
}

/** What a participant is told for a period. */
@ObjectType('Statement', {
  description:
    'What a participant is told for a period, and can check to the cent. Gross, before tax and deductions.',
})
export class StatementType {
  @Shown(() => ID, { to, description: 'Whose.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => String, { to, description: 'What they are called.', example: '"Ana Ruiz"' })
  name: string;

  @Shown(() => PeriodType, { to, description: 'Which period.' })
  period: NamedPeriod;

  @Shown(() => Boolean, { to, description: 'Closed: it changes no more.', example: 'true' })
  isClosed: boolean;

  @Shown(() => [StatementAccountType], {
    to,
    description: 'One account a currency; empty where nothing was earned or posted.',
  })
  accounts: StatementAccountType[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What is left out, where you see their pay on some days only; null where it is whole.',
    example: '"You see their pay on some days only: …"',
  })
  partial: string | null;

  @Shown(() => [String], {
    to,
    description: 'Why credits of the period earned nothing.',
    example: '["2026-03: it counts direct credits, and this is a rollup one."]',
  })
  notes: readonly string[];

  @Shown(() => String, {
    to,
    description: 'The same to read in a terminal or a mail, in fixed width.',
    example: '"Statement for Ana Ruiz …"',
  })
  text: string;
}
