import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../access/user-names.service.js';
import { VersionStepType, VersionType } from './version.type.js';

/** Who wrote and approved a version, by name. */
@Resolver(() => VersionType)
export class VersionPeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, {
    to: 'rules',
    description: 'Who began it, by name.',
    example: '"Comp admin"',
  })
  authorName(@Parent() { author }: VersionType, @Context() context: RequestContext): Promise<string> {
    return this.names.nameOf(author, context);
  }

  @ShownWhenAsked(() => String, {
    to: 'rules',
    nullable: true,
    description: 'Who approved it, by name.',
    example: '"Finance"',
  })
  async approverName(
    @Parent() { approver }: VersionType,
    @Context() context: RequestContext,
  ): Promise<string | null> {
    return approver === null ? null : await this.names.nameOf(approver, context);
  }
}

/** Who did an act, by name. */
@Resolver(() => VersionStepType)
export class VersionStepPeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, { to: 'rules', description: 'Who, by name.', example: '"Finance"' })
  actorName(@Parent() { actor }: VersionStepType, @Context() context: RequestContext): Promise<string> {
    return this.names.nameOf(actor, context);
  }
}
