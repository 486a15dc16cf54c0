import { Args, Context, ID, Parent, Resolver } from '@nestjs/graphql';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { BookingApprovalType } from './booking-approval.type.js';
import { BookingListService } from './booking-list.service.js';
import {
  BookingConnection,
  BookingEventType,
  BookingFilterInput,
  BookingLineType,
  BookingRevisionType,
  BookingType,
} from './booking.type.js';
import { readBookingApprovals } from './read-booking-approvals.js';
import { readBookingEvents, readBookingLines, type ByBooking } from './read-booking-parts.js';
import { bookingKey, type BookingNamed } from './read-bookings.js';
import { readRevisions } from './read-revisions.js';

const to = 'bookings';
const complexity = 10;

type PartsReader<T> = (tx: Transaction, wanted: readonly BookingNamed[]) => Promise<ByBooking<T>>;

/** Orders as told to us: lines, every revision of them, and what happened later. */
@Resolver(() => BookingType)
export class BookingResolver {
  constructor(private readonly list: BookingListService) {}

  @Ask(() => BookingConnection, {
    to,
    description: 'Bookings that you may see, newest first.',
    complexity: pageCost,
  })
  bookings(
    @Args('filter', { type: () => BookingFilterInput, nullable: true, description: 'Which bookings.' })
    filter: BookingFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<BookingType>> {
    const { search = null, salesperson = null, territory = null, account = null } = filter ?? {};
    const { from = null, until = null, source = null, lacksApproval = null } = filter ?? {};
    const named = { search, salesperson, territory, account, from, until, source, lacksApproval };
    return this.list.page(viewer, named, page);
  }

  @Ask(() => BookingType, {
    to,
    nullable: true,
    description: 'One booking; null when there is none, or none that you may see.',
  })
  booking(
    @Args('source', { type: () => String, description: 'The system that told it. Example: "crm"' })
    source: string,
    @Args('id', { type: () => ID, description: 'Its id in that system. Example: "SO-1042"' }) id: string,
    @Context() context: RequestContext,
  ): Promise<BookingType | null> {
    return context.loadEach<BookingNamed, BookingType>(
      'booking',
      { source, id },
      {
        key: bookingKey,
        read: (wanted) => this.list.named(context.viewer, wanted),
      },
    );
  }

  @ShownWhenAsked(() => [BookingLineType], {
    to,
    description:
      'Its lines, each at its latest known revision. A line that was yours and is no longer is not among them.',
    complexity,
  })
  async lines(
    @Parent() booking: BookingType,
    @Context() context: RequestContext,
  ): Promise<readonly BookingLineType[]> {
    return await this.parts('booking lines', { booking, read: readBookingLines }, context);
  }

  @ShownWhenAsked(() => [BookingRevisionType], {
    to,
    description:
      'Every telling of its lines that you may see: when, by which import, and what it changed. Of a line that was yours and is no longer: those that named you or that you were paid on.',
    complexity,
  })
  async revisions(
    @Parent() booking: BookingType,
    @Context() context: RequestContext,
  ): Promise<readonly BookingRevisionType[]> {
    return await this.parts('booking revisions', { booking, read: readRevisions }, context);
  }

  @ShownWhenAsked(() => [BookingEventType], {
    to,
    description: 'What happened to it later, oldest first.',
    complexity,
  })
  async events(
    @Parent() booking: BookingType,
    @Context() context: RequestContext,
  ): Promise<readonly BookingEventType[]> {
    return await this.parts('booking events', { booking, read: readBookingEvents }, context);
  }

  @ShownWhenAsked(() => [BookingApprovalType], {
    to,
    description: 'Whether it has the approval of each deal that its lines name; empty where they name none.',
    complexity,
  })
  async approvals(
    @Parent() booking: BookingType,
    @Context() context: RequestContext,
  ): Promise<readonly BookingApprovalType[]> {
    return await this.parts('booking approvals', { booking, read: readBookingApprovals }, context);
  }

  /** Parts of one booking, read together with those of all others that are asked for. */
  private async parts<T>(
    kind: string,
    { booking, read }: { booking: BookingNamed; read: PartsReader<T> },
    context: RequestContext,
  ): Promise<readonly T[]> {
    const found = await context.loadEach<BookingNamed, readonly T[]>(kind, booking, {
      key: bookingKey,
      read: (wanted) => this.list.parts(context.viewer, read, wanted),
    });
    return found ?? [];
  }
}
