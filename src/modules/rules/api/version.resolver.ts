import { Args, Context, Field, ID, InputType, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import type { Version, VersionText } from '../versions/version.js';
import { actsOn } from '../versions/version-states.js';
import { VersionReadingService } from './version-reading.service.js';
import {
  DocumentKindName,
  VersionCheckType,
  VersionConnection,
  VersionStateName,
  VersionStepType,
  VersionType,
} from './version.type.js';

@InputType({ description: 'Which versions; what is left out lets everything through.' })
export class VersionFilterInput {
  @Field(() => DocumentKindName, { nullable: true, description: 'Of this kind. Example: PLAN' })
  kind?: DocumentKindName | null;

  @Field(() => String, { nullable: true, description: 'Of this document. Example: "account-executive"' })
  name?: string | null;

  @Field(() => [VersionStateName], {
    nullable: true,
    description: 'In one of these states. Example: [IN_REVIEW]',
  })
  states?: VersionStateName[] | null;
}

/** Versions of documents: their texts, what the check says, and who did what to them. */
@Resolver(() => VersionType)
export class VersionResolver {
  constructor(private readonly reading: VersionReadingService) {}

  @Ask(() => VersionConnection, {
    to: 'rules',
    description:
      'Versions that you may read, newest first: for drafts ask for DRAFT, for what waits for you to approve IN_REVIEW.',
    complexity: pageCost,
  })
  versions(
    @Args('filter', { type: () => VersionFilterInput, nullable: true, description: 'Which versions.' })
    filter: VersionFilterInput | undefined,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<Version>> {
    const { kind, name, states } = filter ?? {};
    const asked = {
      ...(kind == null ? {} : { kind }),
      ...(name == null ? {} : { name }),
      ...(states == null ? {} : { states }),
    };
    return this.reading.page(viewer, asked, page);
  }

  @Ask(() => VersionType, {
    to: 'rules',
    nullable: true,
    description: 'One version by its id; null when there is none that you may read.',
  })
  version(
    @Args('id', { type: () => ID, description: 'Its id. Example: "6f1c2f8e-…"' }) id: string,
    @Context() context: RequestContext,
  ): Promise<VersionText | null> {
    return this.text(id, context);
  }

  @ShownWhenAsked(() => String, {
    to: 'rules',
    description: 'Its text, byte for byte as somebody wrote it.',
    example: '"kicker: 1\\nplan: account-executive\\n…"',
    nullable: true,
  })
  async source(@Parent() { id }: VersionType, @Context() context: RequestContext): Promise<string | null> {
    return (await this.text(id, context))?.source ?? null;
  }

  @ShownWhenAsked(() => String, {
    to: 'rules',
    nullable: true,
    description: 'The examples beside it, byte for byte; null without.',
    example: '"kicker: 1\\ntest: account-executive\\n…"',
  })
  async test(@Parent() { id }: VersionType, @Context() context: RequestContext): Promise<string | null> {
    return (await this.text(id, context))?.test ?? null;
  }

  @ShownWhenAsked(() => VersionCheckType, {
    to: 'drafts',
    nullable: true,
    description: 'What the check of exactly this text came to; null before it was checked.',
  })
  async checked(
    @Parent() { id }: VersionType,
    @Context() context: RequestContext,
  ): Promise<VersionCheckType | null> {
    return (await this.text(id, context))?.checked ?? null;
  }

  @ShownWhenAsked(() => [VersionStepType], {
    to: 'drafts',
    description: 'Who did what to it, when and why, first to last.',
    complexity: 5,
  })
  async history(
    @Parent() { id }: VersionType,
    @Context() context: RequestContext,
  ): Promise<readonly VersionStepType[]> {
    const steps = await context.load('history', id, (ids) => this.reading.histories(context.viewer, ids));
    return steps ?? [];
  }

  @ShownWhenAsked(() => [String], {
    to: 'drafts',
    description: 'What can be done to it in this state.',
    example: '["check", "withdraw"]',
  })
  acts(@Parent() { state }: VersionType): readonly string[] {
    return actsOn(state);
  }

  private async text(id: string, context: RequestContext): Promise<VersionText | null> {
    return await context.load('version', id, (ids) => this.reading.byId(context.viewer, ids));
  }
}
