import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { BusinessDate, Moment } from '../../../platform/graphql/scalars/scalars.js';
import { AttributeType } from '../../participants/api/participant.type.js';

const to = 'bookings';

@ObjectType('BookingLine', { description: 'A line of a booking, at its latest known revision.' })
export class BookingLineType {
  @Shown(() => Int, { to, description: 'Its number in the booking.', example: '1' })
  line: number;

  @Shown(() => Int, { to, description: 'The revision that is known now.', example: '2' })
  revision: number;

  @Shown(() => BusinessDate, { to, description: 'When it was booked.', example: '"2026-03-05"' })
  date: string;

  @Shown(() => Money, { to, description: 'Price after discount, without tax and freight.' })
  net: Money;

  @Shown(() => ID, { to, nullable: true, description: 'Who sold it, by id.', example: '"west-ae-1"' })
  salesperson: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Id of the territory.', example: '"t-north"' })
  territory: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Id of the customer.', example: '"a-2001"' })
  account: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'For an up-sell or a return: the booking of the same source that it changes.',
    example: '"SO-1001"',
  })
  changes: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'The deal that was signed.', example: '"D-1001"' })
  deal: string | null;

  @Shown(() => [AttributeType], { to, description: "The company's own facts about the line." })
  attributes: readonly AttributeType[];
}

@ObjectType('FieldChange', { description: 'What a field was and what it became.' })
export class FieldChangeType {
  @Shown(() => String, { to, description: 'The column of the import.', example: '"net"' })
  field: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it was before; null where it was empty.',
    example: '"12000"',
  })
  before: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What this revision says; null where it is empty.',
    example: '"11500"',
  })
  after: string | null;
}

@ObjectType('BookingRevision', {
  description: 'One telling of a booking line: when and by which import it came, and what it changed.',
})
export class BookingRevisionType {
  @Shown(() => Int, { to, description: 'The line.', example: '1' })
  line: number;

  @Shown(() => Int, { to, description: 'Its revision; the highest known one is in force.', example: '2' })
  revision: number;

  @Shown(() => Moment, { to, description: 'When it was recorded.', example: '"2026-04-02T09:30:00Z"' })
  recordedAt: string;

  @Shown(() => String, {
    to: 'imports',
    nullable: true,
    description: 'Who told it, by id; recordedByName names them.',
    example: '"6f1c2f8e-…"',
  })
  recordedBy: string;

  @Shown(() => ID, {
    to: 'imports',
    nullable: true,
    description: 'The import that brought it, by its entry.',
    example: '"184"',
  })
  importId: string;

  @Shown(() => Boolean, {
    to,
    description: 'Whether that import was taken back, so that this counts no longer.',
    example: 'false',
  })
  undone: boolean;

  @Shown(() => Boolean, { to, description: 'Whether it takes the line back.', example: 'false' })
  withdrawn: boolean;

  @Shown(() => Money, { to, description: 'The net amount that it says.' })
  net: Money;

  @Shown(() => [FieldChangeType], {
    to,
    description: 'What differs from the revision before it; everything it says, where it is the first.',
  })
  changed: readonly FieldChangeType[];
}

@ObjectType('BookingEvent', { description: 'What happened to a booking later.' })
export class BookingEventType {
  @Shown(() => ID, { to, description: 'Its id in the source.', example: '"EV-1"' })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"billing"' })
  source: string;

  @Shown(() => String, {
    to,
    description: 'Kind of event, from the fact catalogue.',
    example: '"event.paid"',
  })
  kind: string;

  @Shown(() => BusinessDate, { to, description: 'When it happened.', example: '"2026-04-20"' })
  date: string;

  @Shown(() => Money, { to, nullable: true, description: 'How much, where it is about a part.' })
  amount: Money | null;
}

/** An order as told to us. Its lines, revisions and events are read when they are asked for. */
@ObjectType('Booking', {
  description: 'An order as told to us, as known now. Corrections are revisions; nothing is edited.',
})
export class BookingType {
  @Shown(() => String, { to, description: 'The system that told it.', example: '"crm"' })
  source: string;

  @Shown(() => ID, { to, description: 'Its id in that system.', example: '"SO-1042"' })
  id: string;

  @Shown(() => BusinessDate, { to, description: 'When it was booked.', example: '"2026-03-05"' })
  date: string;
}

export const BookingConnection = connectionOf(() => BookingType, {
  name: 'Booking',
  plural: 'bookings',
  to,
});

@InputType({ description: 'Which bookings; what is left out lets everything through.' })
export class BookingFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Whose id or account has this in it, in whatever case. Example: "so-10"',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Sold by this participant. Example: "west-ae-1"' })
  salesperson?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this territory. Example: "t-north"' })
  territory?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this customer. Example: "a-2001"' })
  account?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Booked on this day or later. Example: "2026-01-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Booked before this day. Example: "2026-04-01"',
  })
  until?: string | null;

  @Field(() => String, { nullable: true, description: 'Told by this system. Example: "crm"' })
  source?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Lacking the approval of its deal, so that its pay is held, or, if false, not lacking it. Example: true',
  })
  lacksApproval?: boolean | null;
}
