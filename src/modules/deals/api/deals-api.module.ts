import { Module } from '@nestjs/common';
import { DealListService } from './deal-list.service.js';
import { DealResolver, DealRevisionPeopleResolver } from './deal.resolver.js';

/** Deals in the API. */
@Module({ providers: [DealListService, DealResolver, DealRevisionPeopleResolver] })
export class DealsApiModule {}
