import { Args, Context, Field, InputType, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../platform/graphql/schema/shown.js';
import { AuditEntryConnection, AuditEntryType } from './audit-entry.type.js';
import { AuditListService } from './audit-list.service.js';

@InputType({ description: 'Which entries of the audit; what is left out lets everything through.' })
export class AuditFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Of this action, or of those that start with it. Example: "ledger"',
  })
  action?: string | null;

  @Field(() => String, { nullable: true, description: 'Whose subject has this in it. Example: "2026-Q1"' })
  subject?: string | null;
}

/** Who changed what, when and why. */
@Resolver(() => AuditEntryType)
export class AuditResolver {
  constructor(private readonly list: AuditListService) {}

  @Ask(() => AuditEntryConnection, {
    to: 'audit',
    description: 'The audit, newest first: all of it, or your own acts, as your roles let you.',
    complexity: pageCost,
  })
  auditEntries(
    @Args('filter', { type: () => AuditFilterInput, nullable: true, description: 'Which entries.' })
    filter: AuditFilterInput | undefined,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<AuditEntryType>> {
    return this.list.page(viewer, filter ?? {}, page);
  }
}
