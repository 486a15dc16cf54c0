import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { ExceptionCode } from '../exceptions/exception.type.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';

/** `RuleOutcome` of the rulings, as the API calls it. */
export enum RulingOutcome {
  WON = 'won',
  LOST = 'lost',
  TIED = 'tied',
  FAILED = 'failed',
}

registerEnumType(RulingOutcome, {
  name: 'RulingOutcome',
  description: 'How a rule came out for a line. Example: WON',
  valuesMap: {
    WON: { description: 'It held and decided. Example: WON' },
    LOST: { description: 'It held, and one before it had decided. Example: LOST' },
    TIED: { description: 'It held beside another where only one may; a person must decide. Example: TIED' },
    FAILED: { description: 'It did not hold; says tells which test failed. Example: FAILED' },
  },
});

const to = 'bookings';

@ObjectType('RuleVerdict', { description: 'One rule of the policy, judged for a booking line.' })
export class RuleVerdictType {
  @Shown(() => String, { to, description: 'The phase of the policy it stands in.', example: '"named"' })
  phase: string;

  @Shown(() => String, { to, description: 'Id of the rule.', example: '"account-owner"' })
  rule: string;

  @Shown(() => RulingOutcome, { to, description: 'How it came out.', example: 'WON' })
  outcome: RulingOutcome;

  @Shown(() => [String], {
    to,
    description: 'Whom it gives to; empty for the house account.',
    example: '["account.owner"]',
  })
  gives: readonly string[];

  @Shown(() => String, {
    to,
    description: 'Why the rule is there, in its author’s words.',
    example: '"The owner of an account is credited for its renewals"',
  })
  because: string;

  @Shown(() => [String], {
    to,
    description: 'How its condition came out, test by test.',
    example: '["booking.type is new, which is not renewal"]',
  })
  says: readonly string[];
}

@ObjectType('LineException', {
  description: 'Why a line was credited to nobody, or not to all whom the rules name.',
})
export class LineExceptionType {
  @Shown(() => ExceptionCode, { to: 'exceptions', description: 'What kind of exception.', example: 'HOUSE' })
  code: string;

  @Shown(() => String, {
    to: 'exceptions',
    description: 'The reason in words.',
    example: '"Nobody is named"',
  })
  reason: string;
}

@ObjectType('Ruling', {
  description:
    'What the engagement policy decided for a booking line in the latest calculation, and which rules lost.',
})
export class RulingType {
  @Shown(() => Int, { to, description: 'The line.', example: '1' })
  line: number;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The policy in force on the booking date; null where none is.',
    example: '"field"',
  })
  policy: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Names what decides in its version; a calculation lists the version by it.',
    example: '"9b1f…"',
  })
  fingerprint: string | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day of that version.',
    example: '"2026-01-01"',
  })
  from: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Id of the rule that decided; null where none held or several tied.',
    example: '"account-owner"',
  })
  rule: string | null;

  @Shown(() => [RuleVerdictType], { to, description: 'Every rule in its order, with why it held or not.' })
  rules: readonly RuleVerdictType[];

  @Shown(() => String, {
    to,
    description: 'Why it came out so: of the rule that decided, or of the policy where none did.',
    example: '"Nobody is named"',
  })
  because: string;

  @Shown(() => [LineExceptionType], {
    to: 'exceptions',
    nullable: true,
    description: 'What a person must look at; empty where all was credited.',
  })
  exceptions: readonly LineExceptionType[];
}
