import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Request } from '../../../engine/approvals/request/state.js';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate, type Asked } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Refusal } from '../../../platform/refusal.js';
import { AccessService } from '../../access/access.service.js';
import { ApprovalListService } from '../approval-list.service.js';
import { ApprovalsService } from '../approvals.service.js';
import {
  ApprovalDecideInput,
  ApprovalDelegateInput,
  ApprovalInput,
  ApprovalOverrideInput,
  ApprovalPayload,
  ApprovalReassignInput,
  ApprovalReviewInput,
  ApprovalStepInput,
  DealSubmitInput,
} from './approval-inputs.js';

const INPUT = { description: 'Which, and what is asked of it.' };

type Answer = Promise<Partial<ApprovalPayload>>;

/** What people do to a request for approval. */
@Resolver()
export class ApprovalActsResolver {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly list: ApprovalListService,
    private readonly access: AccessService,
  ) {}

  @Act(
    () => ApprovalPayload,
    'Submits a deal. What needs nobody is approved at once; what got worse since people decided is asked again, and only that.',
  )
  async dealSubmit(
    @Args('input', INPUT, InputPipe) input: DealSubmitInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'dealSubmit', action: 'deal.submit', input };
    const { deal, matrix, hash } = input;
    return await this.act(context, asked, (viewer) =>
      this.approvals.submit(viewer, { deal, matrix: matrix ?? null, seen: hash ?? null }),
    );
  }

  @Act(() => ApprovalPayload, 'Approves or rejects a step. Whoever takes part in the deal may not.')
  async approvalDecide(
    @Args('input', INPUT, InputPipe) input: ApprovalDecideInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalDecide', action: 'approval.decide', input };
    const { request, step, approve, hash, reason } = input;
    const decision = approve ? ('approve' as const) : ('reject' as const);
    return await this.act(context, asked, (viewer) =>
      this.approvals.decide(viewer, { request, step, decision, hash, reason: reason ?? null }),
    );
  }

  @Act(() => ApprovalPayload, 'Takes an approval of your own back, while the next level has not decided.')
  async approvalRetract(
    @Args('input', INPUT, InputPipe) input: ApprovalStepInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalRetract', action: 'approval.decide', input };
    return await this.act(context, asked, (viewer) =>
      this.approvals.retract(viewer, input.request, input.step),
    );
  }

  @Act(() => ApprovalPayload, 'Hands a step that you are asked for to somebody else, once.')
  async approvalDelegate(
    @Args('input', INPUT, InputPipe) input: ApprovalDelegateInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalDelegate', action: 'approval.decide', input };
    return await this.act(context, asked, (viewer) => this.approvals.delegate(viewer, input));
  }

  @Act(() => ApprovalPayload, 'Asks other people at a step, with the reason.')
  async approvalReassign(
    @Args('input', INPUT, InputPipe) input: ApprovalReassignInput,
    @Context() context: RequestContext,
  ): Answer {
    const { request, step, people, reason } = input;
    const asked = { operation: 'approvalReassign', action: 'approval.arrange', input };
    return await this.act(context, asked, (viewer) =>
      this.approvals.reassign(viewer, { request, step, to: people, reason }),
    );
  }

  @Act(
    () => ApprovalPayload,
    'Passes a level over, with a reason that is looked at later. Where two people must, the first asks for it so and the second agrees so; meanwhile the step stays open.',
  )
  async approvalOverride(
    @Args('input', INPUT, InputPipe) input: ApprovalOverrideInput,
    @Context() context: RequestContext,
  ): Answer {
    const { request, step, reason, second } = input;
    const asked = { operation: 'approvalOverride', action: 'approval.override', input };
    return await this.act(context, asked, async (viewer) => {
      if (second && !(await this.access.mayAs(second, 'approval.override'))) throw mayNotAgree(second);
      return await this.approvals.override(viewer, { request, step, reason, second: second ?? null });
    });
  }

  @Act(
    () => ApprovalPayload,
    'Looks at a level that others passed over, with a comment. Nothing of the approval changes.',
  )
  async approvalReview(
    @Args('input', INPUT, InputPipe) input: ApprovalReviewInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalReview', action: 'approval.review', input };
    return await this.act(context, asked, (viewer) => this.approvals.review(viewer, input));
  }

  @Act(() => ApprovalPayload, 'Takes a request back that you submitted, or whose deal you sell.')
  async approvalRecall(
    @Args('input', INPUT, InputPipe) input: ApprovalInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalRecall', action: 'deal.submit', input };
    return await this.act(context, asked, (viewer) => this.approvals.recall(viewer, input.request));
  }

  @Act(() => ApprovalPayload, 'Evaluates a request again that could not be judged.')
  async approvalRetry(
    @Args('input', INPUT, InputPipe) input: ApprovalInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'approvalRetry', action: 'deal.submit', input };
    return await this.act(context, asked, (viewer) => this.approvals.retry(viewer, input.request));
  }

  private async act(
    context: RequestContext,
    asked: Asked,
    work: (viewer: Viewer) => Promise<Request>,
  ): Answer {
    return await mutate<ApprovalPayload>(context, asked, async (viewer) => {
      const { id } = await work(viewer);
      return { request: await this.list.one(viewer, id) } as ApprovalPayload;
    });
  }
}

function mayNotAgree(second: string): Refusal {
  return new Refusal(
    'APPROVAL_NO_AUTHORITY',
    `${second} has no right to pass a level over, so could not agree.`,
    'Name somebody of finance, or nobody: then anybody with that right may agree.',
    'second',
  );
}
