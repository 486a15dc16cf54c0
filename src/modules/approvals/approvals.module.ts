import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { DealsModule } from '../deals/deals.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { ApprovalListService } from './approval-list.service.js';
import { RequestKeeper } from './acting/request-keeper.js';
import { ApprovalPreviewsService } from './approval-previews.service.js';
import { ApprovalsService } from './approvals.service.js';
import { ClearingsService } from './clearing/clearings.service.js';
import { ApprovalTime } from './time/approval-time.service.js';

/** Requests for the approval of deals. */
@Module({
  imports: [RulesModule, BookingsModule, DealsModule],
  providers: [
    RequestKeeper,
    ApprovalsService,
    ApprovalListService,
    ApprovalPreviewsService,
    ClearingsService,
    ApprovalTime,
  ],
  exports: [ApprovalsService, ApprovalListService, ApprovalPreviewsService, ClearingsService, ApprovalTime],
})
export class ApprovalsModule {}
