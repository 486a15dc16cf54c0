import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost } from '../../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { ExceptionListService, type ExceptionPage } from './exception-list.service.js';
import { CreditExceptionType, ExceptionFilterInput, ExceptionsConnection } from './exception.type.js';

/** What nobody was credited for, and why. */
@Resolver(() => CreditExceptionType)
export class ExceptionResolver {
  constructor(private readonly list: ExceptionListService) {}

  @Ask(() => ExceptionsConnection, {
    to: 'exceptions',
    description: 'The house account and the exception queue of the latest calculation, by booking date.',
    complexity: pageCost,
  })
  exceptions(
    @Args('filter', { type: () => ExceptionFilterInput, nullable: true, description: 'Which exceptions.' })
    filter: ExceptionFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<ExceptionPage> {
    const { code = null, from = null, until = null } = filter ?? {};
    return this.list.page(viewer, { code, from, until }, page);
  }
}
