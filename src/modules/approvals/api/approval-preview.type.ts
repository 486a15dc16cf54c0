import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { ApprovalReasonType } from './approval.type.js';

const to = 'approvals';

@ObjectType('ApprovalAvoidance', {
  description:
    'The smallest change of one term after which a level is not asked: no row needs it, or what it approved before holds.',
})
export class ApprovalAvoidanceType {
  @Shown(() => String, { to, description: 'The judged term.', example: '"deal.discount"' })
  fact: string;

  @Shown(() => String, { to, description: 'To what it must change.', example: '"20%"' })
  to: string;

  @Shown(() => String, {
    to,
    description: 'at: that value is enough; below or above: it must lie beyond it.',
    example: '"at"',
  })
  side: string;
}

@ObjectType('ApprovalNeed', { description: 'A level that submitting a deal would need.' })
export class ApprovalNeedType {
  @Shown(() => String, { to, description: 'The level.', example: '"director"' })
  level: string;

  @Shown(() => String, { to, description: 'asked, carried or skipped.', example: '"asked"' })
  outcome: string;

  @Shown(() => [String], { to, description: 'Who would be asked.', example: '["dan"]' })
  people: string[];

  @Shown(() => Int, { to, description: 'How many of them must approve.', example: '1' })
  quorum: number;

  @Shown(() => [ApprovalReasonType], { to, description: 'Why.' })
  reasons: ApprovalReasonType[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it is asked again though it was approved, or why it is skipped.',
    example: '"deal.discount got worse since it was approved"',
  })
  because: string | null;

  @Shown(() => [ApprovalAvoidanceType], { to, description: 'What would avoid it, each by itself.' })
  avoidedBy: ApprovalAvoidanceType[];
}

@ObjectType('ApprovalPreview', { description: 'What submitting a deal now would need. Nothing is kept.' })
export class ApprovalPreviewType {
  @Shown(() => String, { to, description: 'The deal.', example: '"Q-1042"' })
  deal: string;

  @Shown(() => String, { to, description: 'The matrix that judges it.', example: '"discounts"' })
  matrix: string;

  @Shown(() => String, {
    to,
    description:
      'The fingerprint of the judged terms; give it when you submit, and a change between is noticed.',
    example: '"9f86d081…"',
  })
  hash: string;

  @Shown(() => Boolean, {
    to,
    description: 'Nobody would be asked: it would be approved at once.',
    example: 'false',
  })
  isApproved: boolean;

  @Shown(() => [String], {
    to,
    description: 'What to mend before the deal is booked, as its pay would be held whatever is approved.',
    example: '[]',
  })
  warnings: string[];

  @Shown(() => [ApprovalNeedType], { to, description: 'The levels, in their order.' })
  needs: ApprovalNeedType[];

  @Shown(() => [String], { to, description: 'The rows that answer.', example: '["twenty"]' })
  rows: string[];

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why it cannot be approved as it is; null where it can.',
    example: '"deal.margin is not known of this deal."',
  })
  refused: string | null;
}
