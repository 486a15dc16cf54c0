import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { AuditEntryType } from '../../audit/api/audit-entry.type.js';
import { UserNamesService } from '../user-names.service.js';

/** Who acted, by name. */
@Resolver(() => AuditEntryType)
export class AuditActorResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, { to: 'audit', description: 'Who, by name.', example: '"Finance"' })
  actorName(@Parent() { actor }: AuditEntryType, @Context() context: RequestContext): Promise<string> {
    return this.names.nameOf(actor, context);
  }
}
