import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'rulings';

/** What a ruling may be about. */
export enum RulingKind {
  ACCOUNT = 'account',
  OPPORTUNITY = 'opportunity',
  REGISTRATION = 'registration',
  LEAD = 'lead',
  REQUEST = 'request',
  BOOK = 'book',
  BOOKING = 'booking',
  DISPUTE = 'dispute',
}

registerEnumType(RulingKind, {
  name: 'RulingKind',
  description: 'What a ruling is about. Example: OPPORTUNITY',
  valuesMap: {
    ACCOUNT: { description: 'A customer: who owns it, of which size it is. Example: ACCOUNT' },
    OPPORTUNITY: { description: 'An opportunity. Example: OPPORTUNITY' },
    REGISTRATION: { description: 'What a partner registered. Example: REGISTRATION' },
    LEAD: { description: 'A lead. Example: LEAD' },
    REQUEST: { description: 'A request to move or to keep something. Example: REQUEST' },
    BOOK: { description: 'A book of accounts. Example: BOOK' },
    BOOKING: { description: 'A booking line: its credits. Example: BOOKING' },
    DISPUTE: { description: 'A dispute of credit: who decides it, and until when. Example: DISPUTE' },
  },
});

@ObjectType('RulingOutput', { description: 'What an answer says of one thing: of credits, of one person.' })
export class RulingOutputType {
  @Shown(() => String, {
    to,
    description: 'What it says: an output of the decision; of credits the person, or house.',
    example: '"owner"',
  })
  output: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it is, as a file would have it; null where there is none. Of credits the share.',
    example: '"ana"',
  })
  value: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What the credit is called.',
    example: '"holdover"',
  })
  as: string | null;
}

@ObjectType('RulingLost', { description: 'A rule that holds too, after another phase had answered.' })
export class RulingLostType {
  @Shown(() => String, { to, description: 'The rule.', example: '"hierarchy"' })
  rule: string;

  @Shown(() => String, { to, description: 'Its phase.', example: '"hierarchy"' })
  phase: string;

  @Shown(() => String, {
    to,
    description: 'Its reason.',
    example: '"Children follow the top of the hierarchy"',
  })
  because: string;

  @Shown(() => String, { to, description: 'The phase that had answered.', example: '"named"' })
  lostTo: string;
}

@ObjectType('RulingRead', { description: 'A fact, value, table or window that was read.' })
export class RulingReadType {
  @Shown(() => String, { to, description: 'Its name.', example: '"account.named"' })
  name: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it was; null where it was not known.',
    example: '"named"',
  })
  value: string | null;
}

@ObjectType('RulingDifference', { description: 'What was read otherwise than for the answer before.' })
export class RulingDifferenceType {
  @Shown(() => String, {
    to,
    description: 'The fact, value, table or window; policy for its version.',
    example: '"opportunity.stage-at-transfer"',
  })
  what: string;

  @Shown(() => String, { to, nullable: true, description: 'What it was.', example: '"3 stage"' })
  before: string | null;

  @Shown(() => String, { to, nullable: true, description: 'What it is.', example: '"4 stage"' })
  after: string | null;
}

/** What a policy answers. */
@ObjectType({ isAbstract: true })
export abstract class RulingAnswer {
  @Shown(() => [RulingOutputType], { to, description: 'The answer; empty where there is none.' })
  gives: RulingOutputType[];

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Why there is no answer: NO_POLICY, AMBIGUOUS, UNKNOWN_FACT, NOT_A_VALUE, SHARES, NO_SUBJECT, or OTHER_DAY of a booking that is decided for another day by now; null where there is one.',
    example: '"AMBIGUOUS"',
  })
  exception: string | null;

  @Shown(() => String, {
    to,
    description: 'The reason of the rule, or why there is no answer.',
    example: '"Named accounts come first"',
  })
  because: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The rule that decided; null where none did.',
    example: '"named"',
  })
  rule: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Its phase.', example: '"named"' })
  phase: string | null;

  @Shown(() => String, { to, nullable: true, description: 'The policy.', example: '"accounts"' })
  policy: string | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day of its version.',
    example: '"2026-01-01"',
  })
  versionFrom: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Its version.', example: '"9f86d081…"' })
  version: string | null;

  @Shown(() => [RulingLostType], { to, description: 'Rules that hold too, and to which phase they lost.' })
  lost: RulingLostType[];

  @Shown(() => [RulingReadType], { to, description: 'Everything that was read, as it was.' })
  read: RulingReadType[];
}

@ObjectType('RulingPreview', { description: 'What a policy would answer about something; nothing is kept.' })
export class RulingPreviewType extends RulingAnswer {
  @Shown(() => [ID], {
    to,
    description: 'Ids that the answer names and that are no participants: they would be paid nothing.',
    example: '["west-ae-99"]',
  })
  unknownPeople: readonly string[];
}

@ObjectType('EngagementRuling', { description: 'What an engagement policy answered about something stored.' })
export class EngagementRulingType extends RulingAnswer {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => RulingKind, { to, description: 'What it is about.', example: 'OPPORTUNITY' })
  kind: RulingKind;

  @Shown(() => ID, {
    to,
    description: 'Its subject: the id in your own records; of a booking source/booking/line.',
    example: '"O-1001"',
  })
  subject: string;

  @Shown(() => String, { to, description: 'What was decided.', example: '"opportunity-owner"' })
  decision: string;

  @Shown(() => BusinessDate, { to, description: 'The day for which.', example: '"2026-04-15"' })
  day: string;

  @Shown(() => Int, { to, description: 'Which answer to the same question, from 1.', example: '2' })
  nth: number;

  @Shown(() => Boolean, { to, description: 'Whether no later answer took its place.', example: 'true' })
  stands: boolean;

  @Shown(() => [RulingDifferenceType], {
    to,
    description: 'Why it came out otherwise than the answer before; empty for the first.',
  })
  cause: RulingDifferenceType[];

  @Shown(() => ID, {
    to,
    description: 'Position up to which facts were known when it was given.',
    example: '"184"',
  })
  position: string;

  @Shown(() => ID, { to, description: 'Position at which it was recorded.', example: '"185"' })
  recorded: string;

  @Shown(() => ID, {
    to,
    description: 'Position up to which the question was looked at again, with the same answer.',
    example: '"201"',
  })
  checked: string;
}

export const EngagementRulingConnection = connectionOf(() => EngagementRulingType, {
  name: 'EngagementRuling',
  plural: 'rulings',
  to,
});
