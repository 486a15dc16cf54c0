import { Args, Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../../access/user-names.service.js';
import { ApproverListService } from './approver-list.service.js';
import {
  ApproverGroupType,
  DelegationConnection,
  DelegationFilterInput,
  DelegationType,
} from './approver.type.js';

const to = 'deals';

/** Who may approve, and who decides for whom. */
@Resolver(() => DelegationType)
export class ApproverResolver {
  constructor(
    private readonly list: ApproverListService,
    private readonly names: UserNamesService,
  ) {}

  @Ask(() => [ApproverGroupType], {
    to,
    description: 'The groups of approvers that have members on a day, as known now, by id.',
    complexity: 10,
  })
  approverGroups(
    @Args('on', { type: () => BusinessDate, description: 'On which day. Example: "2026-03-31"' }) on: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ApproverGroupType[]> {
    return this.list.groups(viewer, on);
  }

  @Ask(() => DelegationConnection, {
    to,
    description:
      'Delegations by first day, as known now: those you give or are given, of your people, and all for who sees everybody.',
    complexity: pageCost,
  })
  delegations(
    @Args('filter', { type: () => DelegationFilterInput, nullable: true, description: 'Which delegations.' })
    filter: DelegationFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<DelegationType>> {
    const { giver = null, deputy = null, on = null } = filter ?? {};
    return this.list.delegations(viewer, { giver, deputy, on }, page);
  }

  @ShownWhenAsked(() => String, { to, description: 'Who told it, by name.', example: '"Ana Silva"' })
  recordedByName(
    @Parent() { recordedBy }: DelegationType,
    @Context() context: RequestContext,
  ): Promise<string> {
    return this.names.nameOf(recordedBy, context);
  }
}
