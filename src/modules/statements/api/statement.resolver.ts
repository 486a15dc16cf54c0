import { Args, ArgsType, Context, Field, ID, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Ask } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Refusal } from '../../../platform/refusal.js';
import { StatementsService } from '../statements.service.js';
import { shownStatement } from './statement-shown.js';
import { StatementType } from './statement.type.js';

/** Which period. */
@ArgsType()
export class PeriodArgs {
  @Field(() => String, { description: 'Name of the pay period. Example: "2026-10"' })
  period: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its calendar, where there are several. Example: "company"',
  })
  calendar?: string | null | undefined;
}

/** Whose, and which period. */
@ArgsType()
export class StatementArgs extends PeriodArgs {
  @Field(() => ID, { description: 'Id of the participant. Example: "west-ae-1"' })
  participant: string;
}

/** Statements: one's own, and those of others that one may see. */
@Resolver(() => StatementType)
export class StatementResolver {
  constructor(private readonly statements: StatementsService) {}

  @Ask(() => StatementType, {
    to: 'pay',
    nullable: true,
    description: 'Your own statement for a period.',
    complexity: 10,
  })
  async myStatement(
    @Args() { period, calendar }: PeriodArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<StatementType> {
    const { participant } = viewer;
    if (participant !== null) return await this.composed(viewer, { participant, period, calendar });
    throw new Refusal(
      'NOT_FOUND',
      'You are not paid on a plan, so there is no statement of yours.',
      'Ask for statement(participant, period) of somebody whose pay you may see.',
    );
  }

  @Ask(() => StatementType, {
    to: 'pay',
    nullable: true,
    description: 'The statement of somebody whose pay you may see.',
    complexity: 10,
  })
  async statement(
    @Args() asked: StatementArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<StatementType> {
    return await this.composed(viewer, asked);
  }

  private async composed(
    viewer: Viewer,
    { participant, period, calendar }: StatementArgs,
  ): Promise<StatementType> {
    const request = { participant, period, ...(calendar == null ? {} : { calendar }) };
    return shownStatement(await this.statements.statement(viewer, request));
  }
}
