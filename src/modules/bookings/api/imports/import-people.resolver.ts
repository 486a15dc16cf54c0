import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { UserNamesService } from '../../../access/user-names.service.js';
import { BookingRevisionType } from '../booking.type.js';
import { ImportType, ImportUndoneType } from './import.type.js';

const to = 'imports';

/** Who brought facts in, by name. */
@Resolver(() => ImportType)
export class ImportPeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, { to, description: 'Who told it, by name.', example: '"Comp admin"' })
  recordedByName(@Parent() { recordedBy }: ImportType, @Context() context: RequestContext): Promise<string> {
    return this.names.nameOf(recordedBy, context);
  }
}

/** Who took an import back, by name. */
@Resolver(() => ImportUndoneType)
export class ImportUndonePeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, { to, description: 'By whom, by name.', example: '"Comp admin"' })
  byName(@Parent() { by }: ImportUndoneType, @Context() context: RequestContext): Promise<string> {
    return this.names.nameOf(by, context);
  }
}

/** Who told a revision of a booking, by name. */
@Resolver(() => BookingRevisionType)
export class RevisionPeopleResolver {
  constructor(private readonly names: UserNamesService) {}

  @ShownWhenAsked(() => String, {
    to,
    nullable: true,
    description: 'Who told it, by name.',
    example: '"Comp admin"',
  })
  recordedByName(
    @Parent() { recordedBy }: BookingRevisionType,
    @Context() context: RequestContext,
  ): Promise<string> {
    return this.names.nameOf(recordedBy, context);
  }
}
