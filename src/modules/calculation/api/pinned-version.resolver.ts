import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { VersionReadingService } from '../../rules/api/version-reading.service.js';
import { VersionType } from '../../rules/api/version.type.js';
import { PinnedVersionType } from './calculation.type.js';

/** From a version that a calculation was made by to the version itself, with its text. */
@Resolver(() => PinnedVersionType)
export class PinnedVersionResolver {
  constructor(private readonly versions: VersionReadingService) {}

  @ShownWhenAsked(() => VersionType, {
    to: 'rules',
    nullable: true,
    description: 'The version itself, with its source; null where you may not read it.',
    complexity: 2,
  })
  async document(
    @Parent() { version }: PinnedVersionType,
    @Context() context: RequestContext,
  ): Promise<VersionType | null> {
    return await context.load('version', version, (ids) => this.versions.byId(context.viewer, ids));
  }
}
