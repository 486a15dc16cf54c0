import { Module } from '@nestjs/common';
import { ApproverListService } from './approvers/approver-list.service.js';
import { ApproverResolver } from './approvers/approver.resolver.js';
import { DealChangesResolver } from './changes/deal-changes.resolver.js';
import { DealListService } from './deal-list.service.js';
import { DealResolver, DealRevisionPeopleResolver } from './deal.resolver.js';

/** Deals, and who may approve them, in the API. */
@Module({
  providers: [
    DealListService,
    DealResolver,
    DealChangesResolver,
    DealRevisionPeopleResolver,
    ApproverListService,
    ApproverResolver,
  ],
})
export class DealsApiModule {}
