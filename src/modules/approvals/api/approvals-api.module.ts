import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals.module.js';
import { ApprovalChangesService } from '../approval-changes.service.js';
import { ApprovalActsResolver } from './approval-acts.resolver.js';
import { ApprovalChangesResolver } from './approval-changes.resolver.js';
import { ApprovalResolver } from './approval.resolver.js';
import { PreviewTermsResolver, RequestTermsResolver } from './deal-terms.resolver.js';
import { ApprovalsDecideResolver } from './approvals-decide.resolver.js';

/** Approving deals, in the API. */
@Module({
  imports: [ApprovalsModule],
  providers: [
    ApprovalResolver,
    ApprovalActsResolver,
    ApprovalsDecideResolver,
    ApprovalChangesService,
    ApprovalChangesResolver,
    RequestTermsResolver,
    PreviewTermsResolver,
  ],
})
export class ApprovalsApiModule {}
