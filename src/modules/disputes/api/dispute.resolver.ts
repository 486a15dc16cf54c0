import { Args, Context, ID, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../access/user-names.service.js';
import { bookingKey, type BookingNamed } from '../../bookings/api/booking-list.service.js';
import { BookingType } from '../../bookings/api/booking.type.js';
import { DisputeEventType } from './dispute-event.type.js';
import { DisputeListService } from '../dispute-list.service.js';
import { DisputeConnection, DisputeMarkType, DisputesOfEnum, DisputeType } from './dispute.type.js';

const to = 'disputes';

/** Disputes of credit: the inbox and one of them. */
@Resolver(() => DisputeType)
export class DisputeResolver {
  constructor(private readonly list: DisputeListService) {}

  @Ask(() => DisputeConnection, {
    to,
    description: 'Disputes of credit, the latest first: the inbox.',
    complexity: pageCost,
  })
  disputes(
    @Args('of', {
      type: () => DisputesOfEnum,
      nullable: true,
      description: 'Which; all that you see when left out. Example: TO_DECIDE',
    })
    of: DisputesOfEnum | null,
    @Args('standing', {
      type: () => String,
      nullable: true,
      description: 'How they stand. Example: "OPEN"',
    })
    standing: string | null,
    @Args('participant', {
      type: () => ID,
      nullable: true,
      description: 'About whose credit. Example: "p-17"',
    })
    participant: string | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<DisputeType>> {
    return this.list.page(
      viewer,
      { of: of ?? null, standing: standing ?? null, participant: participant ?? null },
      page,
    );
  }

  @Ask(() => DisputeType, { to, nullable: true, description: 'One dispute of credit.', complexity: 5 })
  async dispute(
    @Args('id', { type: () => ID, description: 'Its id. Example: "4b0cf1a2-…"' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<DisputeType | null> {
    return await this.list.one(viewer, id);
  }
}

/** Who did something, by name. */
@Resolver(() => DisputeEventType)
export class DisputeEventResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, {
    to,
    nullable: true,
    description:
      'Who, by name: for yourself, and for who sees all disputes; null for others, and for time. The others read as what somebody decided.',
    example: '"Cleo"',
  })
  async name(
    @Parent() { user }: DisputeEventType,
    @Context() context: RequestContext,
  ): Promise<string | null> {
    return user === null ? null : await this.names.nameOf(user, context);
  }
}

/** What is disputed about a booking. */
@Resolver(() => BookingType)
export class BookingDisputesResolver {
  constructor(private readonly list: DisputeListService) {}

  @ShownWhenAsked(() => [DisputeMarkType], {
    to,
    description: 'Open disputes about who is credited for it, for whoever takes part in them.',
    complexity: 10,
  })
  async disputes(
    @Parent() { source, id }: BookingType,
    @Context() context: RequestContext,
  ): Promise<DisputeMarkType[]> {
    const found = await context.loadEach<BookingNamed, readonly DisputeMarkType[]>(
      'disputes',
      { source, id },
      { key: bookingKey, read: (wanted) => this.list.openOn(context.viewer, wanted) },
    );
    return [...(found ?? [])];
  }
}
