import { ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Shown } from '../../../platform/graphql/schema/shown.js';

const to = 'bookings';

export enum BookingApprovalStanding {
  APPROVED = 'approved',
  NOT_NEEDED = 'not-needed',
  MISSING = 'missing',
}

registerEnumType(BookingApprovalStanding, {
  name: 'BookingApprovalStanding',
  description: 'Whether a booking has the approval that its deal needs. Example: APPROVED',
  valuesMap: {
    APPROVED: { description: 'The terms of the deal were approved. Example: APPROVED' },
    NOT_NEEDED: { description: 'The deal needed nobody’s approval. Example: NOT_NEEDED' },
    MISSING: { description: 'It lacks an approval, so its pay is held. Example: MISSING' },
  },
});

/** Whether a booking has the approval that one of its deals needs. */
@ObjectType('BookingApproval', {
  description: 'Whether a booking has the approval that its deal needs. Pay of lines that lack it is held.',
})
export class BookingApprovalType {
  @Shown(() => ID, { to, description: 'The deal that its lines name.', example: '"D-1001"' })
  deal: string;

  @Shown(() => BookingApprovalStanding, {
    to,
    description: 'How it stands; MISSING also before anybody looked.',
    example: 'APPROVED',
  })
  standing: BookingApprovalStanding;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The request for approval that it stands by; null where there is none.',
    example: '"6f1c2f8e-…"',
  })
  requestId: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Why its pay is held for want of the approval; null where it is not. Pay of a booking that credits somebody on whose decision its approval rests is held too: statements say that.',
    example: '"deal D-1001 waits for approval"',
  })
  heldBecause: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What to do so that it is held no longer; null where it is not.',
    example: '"Submit the deal."',
  })
  helps: string | null;
}
