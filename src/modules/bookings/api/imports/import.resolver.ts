import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { ImportListService } from './import-list.service.js';
import { ImportConnection, ImportType } from './import.type.js';

/** What was brought in, by whom, and whether it was taken back. */
@Resolver(() => ImportType)
export class ImportResolver {
  constructor(private readonly list: ImportListService) {}

  @Ask(() => ImportConnection, {
    to: 'imports',
    description: 'Imports, newest first.',
    complexity: pageCost,
  })
  imports(@Args() page: PageArgs, @Context() { viewer }: RequestContext): Promise<Page<ImportType>> {
    return this.list.page(viewer, page);
  }
}
