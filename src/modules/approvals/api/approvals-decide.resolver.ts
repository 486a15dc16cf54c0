import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Refusal } from '../../../platform/refusal.js';
import { ApprovalListService } from '../approval-list.service.js';
import { ApprovalsService } from '../approvals.service.js';
import {
  ApprovalsDecideInput,
  ApprovalsDecidePayload,
  type DecidedType,
  type StepDecisionInput,
} from './approval-inputs.js';

/** Deciding several steps alike: each by itself, so that one that is refused stops no other. */
@Resolver()
export class ApprovalsDecideResolver {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly list: ApprovalListService,
  ) {}

  @Act(
    () => ApprovalsDecidePayload,
    'Approves or rejects several steps, each by itself: what is refused of one is told beside it. Sent again, what was decided stays.',
  )
  async approvalsDecide(
    @Args('input', { description: 'Which, and how.' }, InputPipe) input: ApprovalsDecideInput,
    @Context() context: RequestContext,
  ): Promise<Partial<ApprovalsDecidePayload>> {
    const asked = { operation: 'approvalsDecide', action: 'approval.decide', input };
    return await mutate<ApprovalsDecidePayload>(context, asked, async (viewer) => {
      const decided: DecidedType[] = [];
      for (const decision of input.decisions) decided.push(await this.one(viewer, decision, input));
      return { decided } as ApprovalsDecidePayload;
    });
  }

  private async one(
    viewer: Viewer,
    { request, step, hash }: StepDecisionInput,
    { approve, reason }: ApprovalsDecideInput,
  ): Promise<DecidedType> {
    try {
      const decision = approve ? ('approve' as const) : ('reject' as const);
      await this.approvals.decide(viewer, { request, step, decision, hash, reason: reason ?? null });
      return { id: request, code: null, message: null, request: await this.list.one(viewer, request) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'IDEMPOTENCY_CONFLICT') throw error;
      const { code, message } = error;
      return { id: request, code, message, request: await this.list.one(viewer, request) };
    }
  }
}
