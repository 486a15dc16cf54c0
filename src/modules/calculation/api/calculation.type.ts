import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

export enum CalculationState {
  RUNNING = 'running',
  COMPLETE = 'complete',
  FAILED = 'failed',
}

registerEnumType(CalculationState, {
  name: 'CalculationState',
  description: 'Where a calculation stands. Example: COMPLETE',
  valuesMap: {
    RUNNING: { description: 'It is being computed; nothing of it is seen. Example: RUNNING' },
    COMPLETE: { description: 'It is there, and never changes. Example: COMPLETE' },
    FAILED: { description: 'It was given up; nothing of it was kept. Example: FAILED' },
  },
});

const to = 'calculations';

@ObjectType({ description: 'What happened in a pay period, as a calculation knows it.' })
export class PeriodTotalsType {
  @Shown(() => String, { to, description: 'The period.', example: '"2026-Q1"' })
  name: string;

  @Shown(() => BusinessDate, { to, description: 'Its first day.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, { to, description: 'The first day after it.', example: '"2026-04-01"' })
  until: string;

  @Shown(() => Int, { to, description: 'Bookings dated in it.', example: '500' })
  bookings: number;

  @Shown(() => Int, { to, description: 'Their lines.', example: '731' })
  lines: number;

  @Shown(() => [Money], { to, description: 'What was booked, by currency.' })
  net: Money[];

  @Shown(() => Int, { to, description: 'Credits given for those lines.', example: '1204' })
  credits: number;

  @Shown(() => Int, {
    to,
    description: 'Lines that nobody was credited for and that wait for a ruling.',
    example: '3',
  })
  exceptions: number;

  @Shown(() => [Money], { to: 'pay-of-all', description: 'What all participants earned, by currency.' })
  earned: Money[];
}

@ObjectType({ description: 'What is dated in none of the pay periods, so that it pays nobody.' })
export class OutsidePeriodsType {
  @Shown(() => Int, { to, description: 'Bookings.', example: '3' })
  bookings: number;

  @Shown(() => Int, { to, description: 'Their lines.', example: '4' })
  lines: number;

  @Shown(() => [Money], { to, description: 'What was booked, by currency.' })
  net: Money[];
}

@ObjectType({ description: 'A document version that a calculation was made by; it can be read for ever.' })
export class PinnedVersionType {
  @Shown(() => String, { to, description: 'Kind of document.', example: '"plan"' })
  kind: string;

  @Shown(() => String, { to, description: 'Id of the document.', example: '"account-executive"' })
  name: string;

  @Shown(() => ID, { to, description: 'Id of the version.', example: '"6f1c…"' })
  version: string;

  @Shown(() => String, {
    to,
    description: 'Names what decides pay in it; the same for texts that pay alike.',
    example: '"9b1f…"',
  })
  fingerprint: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day it decides.',
    example: '"2026-01-01"',
  })
  from: string | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day it no longer does.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType({ description: 'Something that kept somebody from being paid and that a person must look at.' })
export class TroubleType {
  @Shown(() => String, { to: 'pay', description: 'Whom it concerns.', example: '"west-ae-1"' })
  participant: string;

  @Shown(() => String, { to, description: 'In which period.', example: '"2026-Q1"' })
  period: string;

  @Shown(() => String, { to, description: 'What kind of trouble.', example: '"NO_QUOTA"' })
  code: string;

  @Shown(() => String, {
    to: 'pay',
    description: 'The same in words.',
    example: '"There is no quota in 2026-Q1."',
  })
  message: string;
}

/** One run of the engine over pinned inputs. */
@ObjectType('Calculation', {
  description: 'One run over everything known at a position: who earned what. It never changes.',
})
export class CalculationType {
  @Shown(() => ID, { to, description: 'Its number.', example: '"12"' })
  id: string;

  @Shown(() => CalculationState, { to, description: 'Where it stands.', example: 'COMPLETE' })
  state: CalculationState;

  @Shown(() => String, {
    to,
    description: 'The position in the order of changes up to which it knows everything.',
    example: '"184"',
  })
  position: string;

  @Shown(() => Moment, { to, description: 'When it was started.', example: '"2026-04-02T09:30:00Z"' })
  startedAt: string;

  @Shown(() => String, { to, description: 'Who started it.', example: '"finance"' })
  startedBy: string;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it was complete.',
    example: '"2026-04-02T09:30:05Z"',
  })
  completedAt: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Names all that decides the result; the same inputs give the same.',
    example: '"4be0…"',
  })
  fingerprint: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'A hash over every earning and line; docs/digest.md says how.',
    example: '"77ac…"',
  })
  digest: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Why it failed.', example: '"Its workers ended."' })
  failure: string | null;

  @Shown(() => Int, { to, description: 'Parts it is computed in.', example: '2' })
  shards: number;

  @Shown(() => Int, { to, description: 'Parts that are done.', example: '1' })
  shardsDone: number;

  @Shown(() => [PeriodTotalsType], {
    to,
    description: 'Period by period, oldest first; empty before it is complete.',
  })
  periods: PeriodTotalsType[];

  @Shown(() => OutsidePeriodsType, {
    to,
    nullable: true,
    description: 'What lies outside of every pay period; null before it is complete.',
  })
  outside: OutsidePeriodsType | null;

  @Shown(() => [PinnedVersionType], { to, description: 'The document versions it was made by.' })
  versions: PinnedVersionType[];

  @Shown(() => [TroubleType], { to, description: 'What a person must look at.' })
  troubles: TroubleType[];

  @Shown(() => Int, { to, description: 'Participants with a plan.', example: '40' })
  participants: number;

  @Shown(() => Int, { to, description: 'Lines that nobody was credited for.', example: '7' })
  exceptions: number;
}

export const CalculationConnection = connectionOf(() => CalculationType, {
  name: 'Calculation',
  plural: 'calculations',
  to,
});
