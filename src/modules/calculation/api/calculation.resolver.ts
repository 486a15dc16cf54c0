import { Args, Context, ID, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../access/user-names.service.js';
import { CalculationListService } from './calculation-list.service.js';
import { CalculationConnection, CalculationType } from './calculation.type.js';

/** Calculations: which there are, what each came to and by which rules. */
@Resolver(() => CalculationType)
export class CalculationResolver {
  constructor(
    private readonly list: CalculationListService,
    private readonly names: UserNamesService,
  ) {}

  @Ask(() => CalculationConnection, {
    to: 'calculations',
    description: 'Calculations, newest first.',
    complexity: pageCost,
  })
  calculations(
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<CalculationType>> {
    return this.list.page(viewer, page);
  }

  @Ask(() => CalculationType, {
    to: 'calculations',
    nullable: true,
    description: 'One calculation by its number; null when there is none.',
  })
  async calculation(
    @Args('id', { type: () => ID, description: 'Its number. Example: "12"' }) id: string,
    @Context() context: RequestContext,
  ): Promise<CalculationType | null> {
    if (!/^[1-9]\d{0,17}$/.test(id)) return null;
    return await context.load('calculation', id, (ids) =>
      this.list.byNumber(context.viewer, ids.map(BigInt)),
    );
  }

  @ShownWhenAsked(() => String, {
    to: 'calculations',
    description: 'Who started it, by name.',
    example: '"Finance"',
  })
  startedByName(
    @Parent() { startedBy }: CalculationType,
    @Context() context: RequestContext,
  ): Promise<string> {
    return this.names.nameOf(startedBy, context);
  }
}
