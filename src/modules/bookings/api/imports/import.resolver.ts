import { Args, Context, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { IMPORT_KINDS, templateFor } from '../../import.service.js';
import { ImportListService } from './import-list.service.js';
import { ImportConnection, ImportTemplateType, ImportType } from './import.type.js';

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

  @Ask(() => [ImportTemplateType], {
    to: 'everyone',
    description:
      'What a file of each kind holds: its header line with an example row, to be sent to /imports/<kind>.',
    complexity: 10,
  })
  importTemplates(): readonly ImportTemplateType[] {
    return IMPORT_KINDS.map((kind) => ({ kind, csv: templateFor(kind) }));
  }
}
