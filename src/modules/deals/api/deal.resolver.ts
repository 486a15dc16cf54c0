import { Args, Context, ID, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../access/user-names.service.js';
import { DealListService } from './deal-list.service.js';
import { DealConnection, DealFilterInput, DealLineType, DealRevisionType, DealType } from './deal.type.js';
import { readDealLines } from './read-deal-list.js';
import { readDealRevisions } from './read-deal-revisions.js';

const to = 'deals';
const complexity = 10;

/** Offers before they are signed: their lines, and every revision of them. */
@Resolver(() => DealType)
export class DealResolver {
  constructor(private readonly list: DealListService) {}

  @Ask(() => DealConnection, {
    to,
    description: 'Deals that you may see, the newest offer first.',
    complexity: pageCost,
  })
  deals(
    @Args('filter', { type: () => DealFilterInput, nullable: true, description: 'Which deals.' })
    filter: DealFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<DealType>> {
    const { search = null, seller = null, account = null } = filter ?? {};
    const { standing = null, from = null, until = null } = filter ?? {};
    return this.list.page(viewer, { search, seller, account, standing, from, until }, page);
  }

  @Ask(() => DealType, {
    to,
    nullable: true,
    description: 'One deal; null when there is none, or none that you may see.',
  })
  deal(
    @Args('id', { type: () => ID, description: 'Its id. Example: "D-1001"' }) id: string,
    @Context() context: RequestContext,
  ): Promise<DealType | null> {
    return context.load<DealType>('deal', id, (ids) => this.list.named(context.viewer, ids));
  }

  @ShownWhenAsked(() => [DealLineType], {
    to,
    description: 'Its lines, each at its latest known revision.',
    complexity,
  })
  async lines(
    @Parent() { id }: DealType,
    @Context() context: RequestContext,
  ): Promise<readonly DealLineType[]> {
    const found = await context.load<readonly DealLineType[]>('deal lines', id, (ids) =>
      this.list.parts(context.viewer, readDealLines, ids),
    );
    return found ?? [];
  }

  @ShownWhenAsked(() => [DealRevisionType], {
    to,
    description: 'Every telling of it and of its lines: when, by whom, and what it changed.',
    complexity,
  })
  async revisions(
    @Parent() { id }: DealType,
    @Context() context: RequestContext,
  ): Promise<readonly DealRevisionType[]> {
    const found = await context.load<readonly DealRevisionType[]>('deal revisions', id, (ids) =>
      this.list.parts(context.viewer, readDealRevisions, ids),
    );
    return found ?? [];
  }
}

/** Who told a revision of a deal, by name. */
@Resolver(() => DealRevisionType)
export class DealRevisionPeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, { to, description: 'Who told it, by name.', example: '"Ana Silva"' })
  recordedByName(
    @Parent() { recordedBy }: DealRevisionType,
    @Context() context: RequestContext,
  ): Promise<string> {
    return this.names.nameOf(recordedBy, context);
  }
}
