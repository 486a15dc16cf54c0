import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { RateListService } from './rate-list.service.js';
import { FxRateConnection, FxRateFilterInput, FxRateType } from './rate.type.js';

/** Exchange rates that somebody handed in. */
@Resolver(() => FxRateType)
export class RateResolver {
  constructor(private readonly list: RateListService) {}

  @Ask(() => FxRateConnection, {
    to: 'bookings',
    description: 'Exchange rates by day, as known now; plans convert by their sets.',
    complexity: pageCost,
  })
  fxRates(
    @Args('filter', { type: () => FxRateFilterInput, nullable: true, description: 'Which rates.' })
    filter: FxRateFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<FxRateType>> {
    const { set = null, fromCurrency = null, toCurrency = null, from = null, until = null } = filter ?? {};
    return this.list.page(viewer, { set, fromCurrency, toCurrency, from, until }, page);
  }
}
