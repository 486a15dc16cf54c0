import { Args, Context, ID, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Moment } from '../../../platform/graphql/scalars/scalars.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../platform/graphql/schema/shown.js';
import { ApprovalListService } from '../approval-list.service.js';
import { ApprovalsService } from '../approvals.service.js';
import {
  ApprovalsOf,
  ApprovalLoadType,
  ApprovalRequestConnection,
  ApprovalRequestType,
} from './approval.type.js';
import { ApprovalPreviewType } from './approval-preview.type.js';
import { previewShown } from './preview-shown.js';

const to = 'approvals';
const text = (description: string) => ({ type: () => String, nullable: true, description });

/** Requests for approval: the inbox, one of them, what submitting would need, and how long it all takes. */
@Resolver(() => ApprovalRequestType)
export class ApprovalResolver {
  constructor(
    private readonly service: ApprovalsService,
    private readonly list: ApprovalListService,
  ) {}

  @Ask(() => ApprovalPreviewType, {
    to,
    description:
      'What submitting a deal now would need, from whom and why, and what would avoid it. Nothing is kept.',
    complexity: 20,
  })
  async approvalPreview(
    @Args('deal', { description: 'The deal. Example: "Q-1042"' }) deal: string,
    @Args('matrix', text('The matrix, where several are in force. Example: "discounts"'))
    matrix: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<ApprovalPreviewType> {
    return previewShown(deal, await this.service.preview(viewer, deal, matrix ?? null));
  }

  @Ask(() => ApprovalRequestConnection, {
    to,
    description: 'Requests for approval, the latest first: the inbox.',
    complexity: pageCost,
  })
  approvals(
    @Args('of', {
      type: () => ApprovalsOf,
      nullable: true,
      description: 'Which; all that you see when left out. Example: MINE',
    })
    of: ApprovalsOf | null,
    @Args('deal', text('Of one deal. Example: "Q-1042"')) deal: string | null,
    @Args('standing', text('How they stand. Example: "PENDING"')) standing: string | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<ApprovalRequestType>> {
    return this.list.page(viewer, { of: of ?? null, deal: deal ?? null, standing: standing ?? null }, page);
  }

  @Ask(() => ApprovalRequestType, {
    to,
    nullable: true,
    description: 'One request for approval.',
    complexity: 5,
  })
  async approval(
    @Args('id', { type: () => ID, description: 'Its id. Example: "4b0cf1a2-…"' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ApprovalRequestType | null> {
    return await this.list.one(viewer, id);
  }

  @Ask(() => [ApprovalLoadType], {
    to,
    description: 'How many steps each level and each row brought, and how long they took.',
    complexity: 20,
  })
  async approvalLoad(
    @Args('from', {
      type: () => Moment,
      description: 'Steps asked from then on. Example: "2026-04-01T00:00:00Z"',
    })
    from: string,
    @Args('until', { type: () => Moment, description: 'And before. Example: "2026-07-01T00:00:00Z"' })
    until: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ApprovalLoadType[]> {
    return await this.list.load(viewer, { from, until });
  }
}
