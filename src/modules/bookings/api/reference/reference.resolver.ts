import { Args, Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { ReferenceListService } from './reference-list.service.js';
import {
  AccountConnection,
  AccountPeriodType,
  AccountType,
  TerritoryConnection,
  TerritoryHolderType,
  TerritoryType,
} from './reference.type.js';

const to = 'bookings';
const SEARCH = {
  type: () => String,
  nullable: true,
  description: 'Whose id or name has this in it, in whatever case. Example: "north"',
};

/** Accounts and territories, with who holds them. */
@Resolver(() => TerritoryType)
export class ReferenceResolver {
  constructor(private readonly list: ReferenceListService) {}

  @Ask(() => AccountConnection, { to, description: 'Accounts by id, as known now.', complexity: pageCost })
  accounts(
    @Args('search', SEARCH) search: string | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<AccountType>> {
    return this.list.accounts(viewer, search ?? null, page);
  }

  @Ask(() => TerritoryConnection, {
    to,
    description: 'Territories by id, as known now.',
    complexity: pageCost,
  })
  territories(
    @Args('search', SEARCH) search: string | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<TerritoryType>> {
    return this.list.territories(viewer, search ?? null, page);
  }

  @ShownWhenAsked(() => [TerritoryHolderType], {
    to,
    description: 'Who holds it and when, oldest first.',
    complexity: 5,
  })
  async holders(
    @Parent() { id }: TerritoryType,
    @Context() context: RequestContext,
  ): Promise<readonly TerritoryHolderType[]> {
    return (await context.load('holders', id, (ids) => this.list.holders(context.viewer, ids))) ?? [];
  }
}

/** Accounts with what changed about them over time. */
@Resolver(() => AccountType)
export class AccountPeriodsResolver {
  constructor(private readonly list: ReferenceListService) {}

  @ShownWhenAsked(() => [AccountPeriodType], {
    to,
    description:
      'Who owned it, what it was and belonged to by dated rows, oldest first; on other days the fields beside this hold.',
    complexity: 5,
  })
  async periods(
    @Parent() { id }: AccountType,
    @Context() context: RequestContext,
  ): Promise<readonly AccountPeriodType[]> {
    return (
      (await context.load('account periods', id, (ids) => this.list.accountPeriods(context.viewer, ids))) ??
      []
    );
  }
}
