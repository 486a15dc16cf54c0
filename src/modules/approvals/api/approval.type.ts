import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'approvals';

/** Which requests an inbox holds. */
export enum ApprovalsOf {
  MINE = 'mine',
  TEAM = 'team',
  OVERDUE = 'overdue',
  TO_REVIEW = 'to-review',
}

registerEnumType(ApprovalsOf, {
  name: 'ApprovalsOf',
  description: 'Which requests for approval. Example: MINE',
  valuesMap: {
    MINE: {
      description:
        'Those that wait for you: to decide, or to agree that a level is passed over. Example: MINE',
    },
    TEAM: { description: 'Those that your people submit or sell. Example: TEAM' },
    OVERDUE: { description: 'Those whose time to answer is up. Example: OVERDUE' },
    TO_REVIEW: {
      description:
        'Those of which a level was passed over, and nobody has looked at that. Example: TO_REVIEW',
    },
  },
});

@ObjectType('ApprovalReason', { description: 'Why a level is asked: a row of the matrix that matched.' })
export class ApprovalReasonType {
  @Shown(() => String, { to, description: 'The row.', example: '"twenty"' })
  row: string;

  @Shown(() => String, { to, description: 'Its reason.', example: '"Discount above 20%"' })
  because: string;
}

@ObjectType('ApprovalVote', { description: 'What a person said of a step.' })
export class ApprovalVoteType {
  @Shown(() => String, { to, description: 'Who.', example: '"mia"' })
  person: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'For whom, where they stood in.',
    example: '"dan"',
  })
  actingFor: string | null;

  @Shown(() => String, { to, description: 'approve or reject.', example: '"approve"' })
  decision: string;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-17T10:00:00Z"' })
  at: string;
}

@ObjectType('ApprovalOverride', {
  description: 'That a level is passed over; on a step that is open, that it is asked for.',
})
export class ApprovalOverrideType {
  @Shown(() => String, { to, description: 'Who did it last, or asks for it.', example: '"cfo"' })
  by: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'The other of two people; on a step that is open, who must agree; null for anybody with the right, or where one was enough.',
    example: '"vp-finance"',
  })
  second: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Why.', example: '"The customer signs today"' })
  reason: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Who looked at it later.',
    example: '"controller"',
  })
  reviewedBy: string | null;

  @Shown(() => String, { to, nullable: true, description: 'What they said of it.', example: '"In order"' })
  comment: string | null;
}

@ObjectType('ApprovalStep', { description: 'A level that must approve a request.' })
export class ApprovalStepType {
  @Shown(() => Int, { to, description: 'Its number in the request, from 0.', example: '0' })
  step: number;

  @Shown(() => String, { to, description: 'The level that is required.', example: '"manager"' })
  level: string;

  @Shown(() => String, {
    to,
    description: 'The level whose people are asked: another one where time was up or nobody was left.',
    example: '"director"',
  })
  askedLevel: string;

  @Shown(() => String, {
    to,
    description:
      'WAITING, REQUESTED, APPROVED, AUTO_CARRIED, REJECTED, SKIPPED, CANCELLED, EXPIRED or OVERRIDDEN.',
    example: '"REQUESTED"',
  })
  standing: string;

  @Shown(() => [String], { to, description: 'Who is asked.', example: '["mia"]' })
  people: string[];

  @Shown(() => Int, { to, description: 'How many of them must approve.', example: '1' })
  quorum: number;

  @Shown(() => [ApprovalVoteType], { to, description: 'What they said.' })
  votes: ApprovalVoteType[];

  @Shown(() => [ApprovalReasonType], { to, description: 'Why the level is required.' })
  reasons: ApprovalReasonType[];

  @Shown(() => ApprovalOverrideType, { to, nullable: true, description: 'That the level is passed over.' })
  override: ApprovalOverrideType | null;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When the time to answer is up; null for never.',
    example: '"2026-04-20T10:00:00Z"',
  })
  dueAt: string | null;

  @Shown(() => Int, { to, description: 'How often it went on because time was up.', example: '0' })
  rung: number;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The decision of a person that it relies on, where it is carried.',
    example: '"4b0c…/0"',
  })
  carriedFrom: string | null;
}

@ObjectType('ApprovalEvent', { description: 'What happened to a request.' })
export class ApprovalEventType {
  @Shown(() => Int, { to, description: 'Counts up from 1.', example: '3' })
  sequence: number;

  @Shown(() => String, { to, description: 'What happened.', example: '"APPROVE"' })
  event: string;

  @Shown(() => Int, { to, nullable: true, description: 'At which step.', example: '0' })
  step: number | null;

  @Shown(() => String, {
    to,
    description: 'Who did it; AUTO_… and TIME are rules, not people.',
    example: '"mia"',
  })
  actor: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'For whom, where they stood in.',
    example: '"dan"',
  })
  actingFor: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Why.', example: '"Strategic customer"' })
  reason: string | null;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-17T10:00:00Z"' })
  at: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'How the request stood before.',
    example: '"PENDING"',
  })
  from: string | null;

  @Shown(() => String, { to, description: 'How it stood then.', example: '"APPROVED"' })
  to: string;

  @Shown(() => String, { to, description: 'The fingerprint of the judged terms.', example: '"9f86d0…"' })
  hash: string;
}

@ObjectType('ApprovalRequest', { description: 'One submission of a deal for approval.' })
export class ApprovalRequestType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => String, { to, description: 'The deal.', example: '"Q-1042"' })
  deal: string;

  @Shown(() => String, { to, description: 'The approval matrix.', example: '"discounts"' })
  matrix: string;

  @Shown(() => String, {
    to,
    description: 'The version of the matrix by which it is judged, whatever is published later.',
    example: '"5d41402a…"',
  })
  matrixVersion: string;

  @Shown(() => String, {
    to,
    description:
      'EVALUATING, EVALUATION_FAILED, PENDING, APPROVED, REJECTED, RECALLED, EXPIRED, SUPERSEDED, CANCELLED, STALE or CONSUMED.',
    example: '"PENDING"',
  })
  standing: string;

  @Shown(() => String, {
    to,
    description: 'The fingerprint of the judged terms, to which decisions bind.',
    example: '"9f86d081…"',
  })
  hash: string;

  @Shown(() => String, { to, description: 'Who submitted it.', example: '"ana"' })
  submitter: string;

  @Shown(() => String, { to, nullable: true, description: 'Who sells the deal.', example: '"ana"' })
  seller: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The request whose place it took.',
    example: '"1c2d…"',
  })
  parent: string | null;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'Until when an approval holds; null for ever, or where there is none.',
    example: '"2026-06-16T10:00:00Z"',
  })
  validUntil: string | null;

  @Shown(() => Moment, { to, description: 'When it was submitted.', example: '"2026-04-17T09:00:00Z"' })
  submittedAt: string;

  @Shown(() => [ApprovalStepType], { to, description: 'Its levels.' })
  steps: ApprovalStepType[];

  @Shown(() => [ApprovalEventType], { to, description: 'Everything that happened to it, in order.' })
  events: ApprovalEventType[];
}

export const ApprovalRequestConnection = connectionOf(() => ApprovalRequestType, {
  name: 'ApprovalRequest',
  plural: 'requests for approval',
  to,
});

@ObjectType('ApprovalLoad', { description: 'How much a level or a row brings, and how long it takes.' })
export class ApprovalLoadType {
  @Shown(() => String, { to, description: 'level or row.', example: '"level"' })
  of: string;

  @Shown(() => String, { to, description: 'Which, as its matrix names it.', example: '"director"' })
  id: string;

  @Shown(() => String, { to, description: 'The matrix that it is of.', example: '"discounts"' })
  matrix: string;

  @Shown(() => Int, { to, description: 'Steps that were asked.', example: '42' })
  asked: number;

  @Shown(() => Int, { to, description: 'Steps that are open.', example: '3' })
  open: number;

  @Shown(() => Int, { to, description: 'Of those, late.', example: '1' })
  late: number;

  @Shown(() => Int, { to, description: 'Steps that were rejected.', example: '4' })
  rejected: number;

  @Shown(() => Int, {
    to,
    nullable: true,
    description: 'Minutes from asking to deciding, at the median; null where nothing was decided.',
    example: '190',
  })
  medianMinutes: number | null;
}
