import { Args, Context, Resolver } from '@nestjs/graphql';
import { Database } from '../../../../platform/database/database.js';
import { follow, readSince, type Changes } from '../../../../platform/follow/follow.js';
import { PositionWatch, positionReached } from '../../../../platform/follow/position-watch.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Follow } from '../../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../../platform/identity/viewer.js';
import { readDealsNamed } from '../read-deal-list.js';
import { DealChangeType } from './deal-change.type.js';
import { readDealChanges } from './read-deal-changes.js';

const text = (description: string) => ({ type: () => String, nullable: true, description });

/** Changes of deals while they happen. */
@Resolver(() => DealChangeType)
export class DealChangesResolver {
  constructor(
    private readonly database: Database,
    private readonly watch: PositionWatch,
  ) {}

  @Follow(() => DealChangeType, {
    to: 'deals',
    description:
      'Each change of the deals that you may see, in the order in which they happened. After a break, give the position of the last one as since.',
    resolve: (change: DealChangeType) => change,
  })
  dealChanged(
    @Args('deal', text('Of one deal. Example: "D-1001"')) deal: string | null,
    @Args('since', text('What happened after this position; from now on when left out. Example: "4711"'))
    since: string | null,
    @Context() context: RequestContext,
  ): AsyncIterableIterator<DealChangeType, void> {
    return follow(this.watch, readSince(since), (after) => this.changes(context.viewer, deal ?? null, after));
  }

  private async changes(
    viewer: Viewer,
    deal: string | null,
    after: bigint | null,
  ): Promise<Changes<DealChangeType>> {
    return await this.database.reading(viewer, async (tx) => {
      const reached = await positionReached(tx);
      if (after === null) return { changes: [], upTo: reached, isMore: false };
      const { rows, upTo } = await readDealChanges(tx, after, deal);
      const named = await readDealsNamed(tx, [...new Set(rows.map(({ id }) => id))]);
      const deals = new Map(named.map((each) => [each.id, each]));
      const changes = rows.map(({ position, id }) => ({ position, id, deal: deals.get(id) ?? null }));
      return { changes, upTo: upTo ?? reached, isMore: upTo !== null };
    });
  }
}
