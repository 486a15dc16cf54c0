import { ID, ObjectType } from '@nestjs/graphql';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'disputes';

@ObjectType('DisputeEvent', { description: 'Something that happened to a dispute.' })
export class DisputeEventType {
  @Shown(() => String, {
    to,
    description:
      'FILE, CREDITED (others are credited by now), REORGANISE (others are asked at the level), GO_UP, SEND_BACK, BRING, UPHOLD, SPLIT, DENY or WITHDRAW.',
    example: '"FILE"',
  })
  event: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Who; null for time, and for who is no participant, as comp operations may be.',
    example: '"ana"',
  })
  person: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Whom they stood in for, by a delegation.',
    example: '"mia"',
  })
  actingFor: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'As what they decided: comp-operations, or the level that was asked; null where nothing was decided.',
    example: '"comp-operations"',
  })
  decidedAs: string | null;

  /** The user who did it, where who looks may know. */
  user: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Why.', example: '"Both worked it"' })
  reason: string | null;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-17T10:00:00Z"' })
  at: string;
}

@ObjectType('DisputeLevelRule', { description: 'What of a policy set the level at which a dispute stands.' })
export class DisputeLevelRuleType {
  @Shown(() => String, { to, nullable: true, description: 'The policy.', example: '"disputes"' })
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

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The rule that held; null where none did.',
    example: '"higher"',
  })
  rule: string | null;

  @Shown(() => String, {
    to,
    description: 'The reason that it gives.',
    example: '"The manager did not decide"',
  })
  because: string;
}
