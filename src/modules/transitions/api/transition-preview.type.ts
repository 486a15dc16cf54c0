import { ID, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDate, CurrencyCode, Decimal } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'transitions';

@ObjectType('PreviewedMove', { description: 'An account that would change hands.' })
export class PreviewedMoveType {
  @Shown(() => ID, { to, description: 'The account.', example: '"a-2001"' })
  account: string;

  @Shown(() => String, { to, description: 'Its name.', example: '"Northwind Traders"' })
  name: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Who has it on that day; null for nobody.',
    example: '"west-ae-1"',
  })
  from: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Who would have it.', example: '"west-ae-2"' })
  to: string | null;

  @Shown(() => String, { to, description: 'Why.', example: '"leaver"' })
  reason: string;

  @Shown(() => BusinessDate, { to, description: 'From which day on.', example: '"2026-04-01"' })
  on: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'The first day on which a row that is known already says otherwise; null for none.',
    example: '"2026-10-01"',
  })
  until: string | null;

  @Shown(() => String, {
    to,
    description: 'What the policy says: move, needs-approval or refused.',
    example: '"needs-approval"',
  })
  answer: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Of which role somebody must approve it.',
    example: '"finance"',
  })
  approver: string | null;

  @Shown(() => String, {
    to,
    description: 'Why it says so.',
    example: '"More than 10% of an owner\'s accounts"',
  })
  because: string;

  @Shown(() => String, { to, nullable: true, description: 'The rule.', example: '"accounts/many"' })
  rule: string | null;

  @Shown(() => [String], {
    to,
    description:
      'What the policy says of a holdover of the account, output by output; empty where it decides none.',
    example: '["state: active"]',
  })
  holdover: readonly string[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it says so of the holdover.',
    example: '"Moved less than 90 days ago"',
  })
  holdoverBecause: string | null;
}

@ObjectType('PreviewedCredit', { description: 'What somebody is credited of a booking line, and would be.' })
export class PreviewedCreditType {
  @Shown(() => ID, { to, description: 'The booking.', example: '"SO-1001"' })
  booking: string;

  @Shown(() => Int, { to, description: 'Its line.', example: '1' })
  line: number;

  @Shown(() => BusinessDate, { to, description: 'The booking date.', example: '"2026-04-05"' })
  date: string;

  @Shown(() => ID, { to, description: 'The account.', example: '"a-2001"' })
  account: string;

  @Shown(() => ID, { to, description: 'Who is credited.', example: '"west-ae-1"' })
  participant: string;

  @Shown(() => String, { to, description: 'direct, split, rollup or overlay.', example: '"direct"' })
  kind: string;

  @Shown(() => CurrencyCode, { to, description: 'The currency of the booking.', example: '"USD"' })
  currency: string;

  @Shown(() => Decimal, { to, description: 'What is credited now.', example: '"12000.00"' })
  before: string;

  @Shown(() => Decimal, { to, description: 'What would be credited.', example: '"0"' })
  after: string;

  @Shown(() => Boolean, {
    to,
    description:
      'Whether the booking date lies in a closed period: the difference then flows to the open one.',
    example: 'false',
  })
  isClosed: boolean;
}

@ObjectType('PreviewedCreditSum', {
  description: 'What somebody is credited, and would be, of all these lines.',
})
export class PreviewedCreditSumType {
  @Shown(() => ID, { to, description: 'Who.', example: '"west-ae-1"' })
  participant: string;

  @Shown(() => CurrencyCode, { to, description: 'The currency of the bookings.', example: '"USD"' })
  currency: string;

  @Shown(() => Boolean, { to, description: 'Whether it is of bookings in closed periods.', example: 'false' })
  isClosed: boolean;

  @Shown(() => Decimal, { to, description: 'What is credited now.', example: '"12000.00"' })
  before: string;

  @Shown(() => Decimal, { to, description: 'What would be credited.', example: '"0"' })
  after: string;
}

@ObjectType('PreviewedOpportunity', {
  description: 'An opportunity that is open when its account would move.',
})
export class PreviewedOpportunityType {
  @Shown(() => ID, { to, description: 'The opportunity.', example: '"O-1001"' })
  opportunity: string;

  @Shown(() => ID, { to, description: 'Its account.', example: '"a-2001"' })
  account: string;

  @Shown(() => ID, { to, nullable: true, description: 'Who works it.', example: '"west-ae-1"' })
  seller: string | null;

  @Shown(() => [String], {
    to,
    description: 'What the policy says of a holdover of it, output by output; empty where it decides none.',
    example: '["state: kept"]',
  })
  holdover: readonly string[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it says so.',
    example: '"Stage 4 or later is kept for 90 days"',
  })
  holdoverBecause: string | null;
}

@ObjectType('TransitionPreview', { description: 'What moving accounts comes to. Nothing is kept.' })
export class TransitionPreviewType {
  @Shown(() => Int, { to, description: 'How many accounts would move.', example: '1000' })
  accounts: number;

  @Shown(() => Boolean, { to, description: 'Whether somebody else must approve it.', example: 'true' })
  needsApproval: boolean;

  @Shown(() => [String], { to, description: 'Of which roles.', example: '["finance"]' })
  approverRoles: readonly string[];

  @Shown(() => [PreviewedMoveType], { to, description: 'The accounts, at most the first 1,000.' })
  moves: readonly PreviewedMoveType[];

  @Shown(() => [PreviewedOpportunityType], {
    to,
    description:
      'Opportunities of the accounts that were opened by then and whose close date has not passed, at most the first 200.',
  })
  opportunities: readonly PreviewedOpportunityType[];

  @Shown(() => Int, { to, description: 'How many credits would move.', example: '40' })
  creditCount: number;

  @Shown(() => [PreviewedCreditType], { to, description: 'The credits by date, at most the first 1,000.' })
  credits: readonly PreviewedCreditType[];

  @Shown(() => [PreviewedCreditSumType], { to, description: 'Their sums by person.' })
  sums: readonly PreviewedCreditSumType[];

  @Shown(() => [String], {
    to,
    description: 'Lines that nobody could be credited for then, at most the first 100.',
    example: '["SO-1001 line 1: NO_PLAN, cho is on no plan"]',
  })
  exceptions: readonly string[];
}
