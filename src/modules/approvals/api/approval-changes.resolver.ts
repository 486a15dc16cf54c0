import { Args, Context, Resolver } from '@nestjs/graphql';
import { readSince } from '../../../platform/follow/follow.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Follow } from '../../../platform/graphql/schema/shown.js';
import { ApprovalChangesService } from '../approval-changes.service.js';
import { ApprovalChangesOf, ApprovalChangeType } from './approval-change.type.js';

const text = (description: string) => ({ type: () => String, nullable: true, description });

/** Changes of approvals while they happen. */
@Resolver(() => ApprovalChangeType)
export class ApprovalChangesResolver {
  constructor(private readonly changes: ApprovalChangesService) {}

  @Follow(() => ApprovalChangeType, {
    to: 'approvals',
    description:
      'Each change of the requests for approval that you may see at that moment, in the order in which they happened, each once. After a break, give the position of the last one as since.',
    resolve: (change: ApprovalChangeType) => change,
  })
  approvalChanged(
    @Args('of', {
      type: () => ApprovalChangesOf,
      nullable: true,
      description: 'Of which; of all that you see when left out. Example: MINE',
    })
    of: ApprovalChangesOf | null,
    @Args('deal', text('Of one deal. Example: "Q-1042"')) deal: string | null,
    @Args('since', text('What happened after this position; from now on when left out. Example: "4711"'))
    since: string | null,
    @Context() context: RequestContext,
  ): AsyncIterableIterator<ApprovalChangeType, void> {
    const filter = { of: of ?? null, deal: deal ?? null };
    return this.changes.follow(() => context.viewer, filter, readSince(since));
  }
}
