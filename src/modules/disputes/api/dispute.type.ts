import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { DisputeEventType, DisputeLevelRuleType } from './dispute-event.type.js';

const to = 'disputes';

/** Which disputes an inbox holds, as the API calls it. */
export enum DisputesOfEnum {
  MINE = 'mine',
  TO_DECIDE = 'to-decide',
  OVERDUE = 'overdue',
}

registerEnumType(DisputesOfEnum, {
  name: 'DisputesOf',
  description: 'Which disputes. Example: TO_DECIDE',
  valuesMap: {
    MINE: { description: 'Those that you filed, or that are about your credit. Example: MINE' },
    TO_DECIDE: { description: 'Those that wait for you. Example: TO_DECIDE' },
    OVERDUE: { description: 'Those whose time to answer is up. Example: OVERDUE' },
  },
});

@ObjectType('DisputeShare', { description: 'One person’s whole parts of a credit.' })
export class DisputeShareType {
  @Shown(() => ID, { to, description: 'The participant.', example: '"p-17"' })
  participantId: string;

  @Shown(() => Int, { to, description: 'Their parts of what all of them make.', example: '2' })
  parts: number;
}

@ObjectType('DisputeEvidence', { description: 'What was brought up for a claim.' })
export class DisputeEvidenceType {
  @Shown(() => String, { to, description: 'What it is.', example: '"E-mail of the customer"' })
  what: string;

  @Shown(() => String, { to, nullable: true, description: 'What it says.', example: '"Ana showed it to us"' })
  says: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Where it is found.',
    example: '"https://crm.example.com/notes/4711"',
  })
  link: string | null;
}

@ObjectType('DisputeRuled', { description: 'The ruling that a decision made.' })
export class DisputeRuledType {
  @Shown(() => String, { to, description: 'The id by which it is cited.', example: '"D-4b0cf1a2-…"' })
  ruling: string;

  @Shown(() => [DisputeShareType], { to, description: 'Who is credited; nobody: the house.' })
  shares: DisputeShareType[];

  @Shown(() => String, { to, description: 'booking or account.', example: '"booking"' })
  reach: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day whose bookings it no longer decides.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType('DisputePrecedent', {
  description: 'An earlier dispute with the same tag that was upheld or split.',
})
export class DisputePrecedentType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => String, { to, description: 'UPHELD or SPLIT.', example: '"UPHELD"' })
  standing: string;

  @Shown(() => String, { to, description: 'Why it was decided so.', example: '"The hand-off was agreed"' })
  reason: string;

  @Shown(() => Moment, { to, description: 'When.', example: '"2026-04-17T10:00:00Z"' })
  endedAt: string;
}

@ObjectType('DisputeMark', { description: 'That a booking is disputed, for whoever takes part in it.' })
export class DisputeMarkType {
  @Shown(() => ID, { to, description: 'Id of the dispute.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => ID, { to, description: 'Whose credit it is about.', example: '"ana"' })
  participantId: string;

  @Shown(() => String, { to, description: 'OPEN or SENT_BACK.', example: '"OPEN"' })
  standing: string;

  @Shown(() => String, { to, description: 'The level of the policy that decides now.', example: '"manager"' })
  level: string;

  @Shown(() => Moment, { to, description: 'When it was filed.', example: '"2026-04-17T10:00:00Z"' })
  filedAt: string;
}

@ObjectType('Dispute', { description: 'A dispute of who is credited for a booking.' })
export class DisputeType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => String, { to, description: 'Source of the booking.', example: '"crm"' })
  source: string;

  @Shown(() => String, { to, description: 'The booking.', example: '"SO-1001"' })
  booking: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The ruling that is disputed, where it is about one.',
    example: '"CR-1"',
  })
  ruling: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Who filed it.',
    example: '"ana"',
  })
  filedBy: string | null;

  @Shown(() => ID, { to, description: 'Whose credit it is about.', example: '"ana"' })
  participantId: string;

  @Shown(() => [DisputeShareType], { to, description: 'Who should be credited; nobody: the house.' })
  claims: DisputeShareType[];

  @Shown(() => [ID], {
    to,
    nullable: true,
    description: 'Who was credited when it was filed; for who decides.',
    example: '["ben"]',
  })
  credited: string[] | null;

  @Shown(() => [DisputeEvidenceType], { to, description: 'What was brought up, in its order.' })
  evidence: DisputeEvidenceType[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What sort of case it is.',
    example: '"hand-off"',
  })
  tag: string | null;

  @Shown(() => String, {
    to,
    description: 'OPEN, SENT_BACK, UPHELD, SPLIT, DENIED or WITHDRAWN.',
    example: '"OPEN"',
  })
  standing: string;

  @Shown(() => String, { to, description: 'The level of the policy that decides now.', example: '"manager"' })
  level: string;

  @Shown(() => DisputeLevelRuleType, {
    to,
    nullable: true,
    description:
      'What of the policy in force at the filing set that level; null for disputes from before it was kept.',
  })
  setBy: DisputeLevelRuleType | null;

  @Shown(() => [ID], {
    to,
    description: 'Who is asked; empty where comp operations is.',
    example: '["mia"]',
  })
  asked: string[];

  @Shown(() => [String], {
    to,
    nullable: true,
    description:
      'Where comp operations is asked, the comp admins who may decide it, by name: who neither filed it, take part in it, nor told the ruling that it is about; empty where nobody may. Of one dispute that is asked for by its id, for who sees all disputes; null otherwise.',
    example: '["Cleo"]',
  })
  askedNames: string[] | null;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'Until when an answer is due; then it goes up, and at the top it is late.',
    example: '"2026-04-27T10:00:00Z"',
  })
  dueAt: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it was answered so.',
    example: '"Both worked it"',
  })
  reason: string | null;

  @Shown(() => DisputeRuledType, { to, nullable: true, description: 'The ruling that came of it.' })
  ruled: DisputeRuledType | null;

  @Shown(() => Moment, { to, description: 'When it was filed.', example: '"2026-04-17T10:00:00Z"' })
  filedAt: string;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it was over.',
    example: '"2026-04-20T10:00:00Z"',
  })
  endedAt: string | null;

  @Shown(() => [DisputeEventType], { to, description: 'All that happened, in its order.' })
  events: DisputeEventType[];

  @Shown(() => [DisputePrecedentType], {
    to,
    nullable: true,
    description:
      'Disputes with the same tag that were upheld or split, the latest first; for who decides. None applies by itself.',
  })
  precedents: DisputePrecedentType[] | null;
}

/** A page of disputes. */
export const DisputeConnection = connectionOf(() => DisputeType, {
  name: 'Dispute',
  plural: 'disputes',
  to,
});
