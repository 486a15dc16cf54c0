import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { DealsModule } from '../deals/deals.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { ApprovalListService } from './approval-list.service.js';
import { RequestKeeper } from './acting/request-keeper.js';
import { ApprovalPreviewsService } from './approval-previews.service.js';
import { ApprovalsService } from './approvals.service.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { ClearBeforePay } from './clearing/clear-before-pay.service.js';
import { ClearingsService } from './clearing/clearings.service.js';
import { DealCostsService } from './cost/deal-costs.service.js';
import { FollowingService } from './following/following.service.js';
import { ApprovalTime } from './time/approval-time.service.js';

/** Requests for the approval of deals. */
@Module({
  imports: [RulesModule, BookingsModule, DealsModule, CalculationModule],
  providers: [
    RequestKeeper,
    ApprovalsService,
    ApprovalListService,
    ApprovalPreviewsService,
    ClearingsService,
    ClearBeforePay,
    DealCostsService,
    FollowingService,
    ApprovalTime,
  ],
  exports: [
    ApprovalsService,
    ApprovalListService,
    ApprovalPreviewsService,
    ClearingsService,
    DealCostsService,
    ApprovalTime,
  ],
})
export class ApprovalsModule {}
