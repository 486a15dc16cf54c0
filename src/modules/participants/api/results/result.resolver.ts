import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { ResultListService } from './result-list.service.js';
import { ReportedResultConnection, ReportedResultFilterInput, ReportedResultType } from './result.type.js';

/** Results that somebody handed in. */
@Resolver(() => ReportedResultType)
export class ResultResolver {
  constructor(private readonly list: ResultListService) {}

  @Ask(() => ReportedResultConnection, {
    to: 'terms',
    description:
      'Results that were handed in, by first day, as known now: of the people whose pay you may see and of their teams; those of the company for who sees everybody.',
    complexity: pageCost,
  })
  results(
    @Args('filter', { type: () => ReportedResultFilterInput, nullable: true, description: 'Which results.' })
    filter: ReportedResultFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<ReportedResultType>> {
    const {
      measure = null,
      of = null,
      participant = null,
      team = null,
      from = null,
      until = null,
    } = filter ?? {};
    return this.list.page(viewer, { measure, of, participant, team, from, until }, page);
  }
}
