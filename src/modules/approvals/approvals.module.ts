import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { ApprovalListService } from './approval-list.service.js';
import { RequestKeeper } from './acting/request-keeper.js';
import { ApprovalPreviewsService } from './approval-previews.service.js';
import { ApprovalsService } from './approvals.service.js';
import { ApprovalTime } from './time/approval-time.service.js';

/** Requests for the approval of deals. */
@Module({
  imports: [RulesModule, DealsModule],
  providers: [RequestKeeper, ApprovalsService, ApprovalListService, ApprovalPreviewsService, ApprovalTime],
  exports: [ApprovalsService, ApprovalListService, ApprovalPreviewsService, ApprovalTime],
})
export class ApprovalsModule {}
