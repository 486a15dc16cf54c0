import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { bookingKey, type BookingNamed } from '../../../bookings/api/booking-list.service.js';
import { BookingType } from '../../../bookings/api/booking.type.js';
import { CreditType } from './credit.type.js';
import { CreditsService } from './credits.service.js';

/** Who was credited for a booking. */
@Resolver(() => BookingType)
export class BookingCreditsResolver {
  constructor(private readonly list: CreditsService) {}

  @ShownWhenAsked(() => [CreditType], {
    to: 'pay',
    description: 'Credits of its lines in the latest calculation, of those people whose pay you may see.',
    complexity: 30,
  })
  async credits(
    @Parent() { source, id }: BookingType,
    @Context() context: RequestContext,
  ): Promise<readonly CreditType[]> {
    const found = await context.loadEach<BookingNamed, readonly CreditType[]>(
      'credits',
      { source, id },
      {
        key: bookingKey,
        read: (wanted) => this.list.credits(context.viewer, wanted),
      },
    );
    return found ?? [];
  }
}
