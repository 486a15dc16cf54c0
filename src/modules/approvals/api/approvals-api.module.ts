import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals.module.js';
import { ApprovalActsResolver } from './approval-acts.resolver.js';
import { ApprovalResolver } from './approval.resolver.js';
import { ApprovalsDecideResolver } from './approvals-decide.resolver.js';

/** Approving deals, in the API. */
@Module({
  imports: [ApprovalsModule],
  providers: [ApprovalResolver, ApprovalActsResolver, ApprovalsDecideResolver],
})
export class ApprovalsApiModule {}
