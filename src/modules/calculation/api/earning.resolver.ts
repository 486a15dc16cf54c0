import { Args, Context, Field, ID, InputType, ObjectType, Parent, Resolver } from '@nestjs/graphql';
import { explain } from '../../../engine/explain/explain.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Money } from '../../../platform/graphql/scalars/money.js';
import { PageArgs, pageCost } from '../../../platform/graphql/schema/connection.js';
import { readId, readNumber, UUID, WHOLE } from '../../../platform/graphql/schema/node-id.js';
import { Ask, Shown, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { EarningsService } from '../earnings.service.js';
import { EarningListService, type EarningPage } from './earning-list.service.js';
import { earningOf, lineOf, type ShownEarning } from './earning-shown.js';
import { EarningConnection, EarningLineType, EarningType } from './earning.type.js';
import { ExplanationType } from './working/working.type.js';

@InputType({ description: 'Which earnings; what is left out lets everything through.' })
export class EarningFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of this calculation; of the latest when left out. Example: "12"',
  })
  calculation?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Of these participants. Example: ["west-ae-1"]' })
  participants?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of this pay period. Example: "2026-Q1"' })
  period?: string | null;

  @Field(() => ID, { nullable: true, description: 'By this plan. Example: "account-executive"' })
  plan?: string | null;

  @Field(() => ID, { nullable: true, description: 'By this incentive. Example: "arr-commission"' })
  incentive?: string | null;
}

@ObjectType('EarningsConnection', { description: 'A page of earnings, with the sums over the whole list.' })
export class EarningsConnection extends EarningConnection {
  @Shown(() => [Money], { to: 'pay', description: 'What all earnings of the list come to, by currency.' })
  totals: () => Promise<readonly Money[]>;
}

/** What people earned, with the numbers, the lines and the words. */
@Resolver(() => EarningType)
export class EarningResolver {
  constructor(
    private readonly list: EarningListService,
    private readonly stored: EarningsService,
  ) {}

  @Ask(() => EarningsConnection, {
    to: 'pay',
    description: 'Earnings that you may see, by period, participant and incentive.',
    complexity: pageCost,
  })
  async earnings(
    @Args('filter', { type: () => EarningFilterInput, nullable: true, description: 'Which earnings.' })
    filter: EarningFilterInput | null | undefined,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Omit<EarningPage, 'nodes'> & { nodes: readonly ShownEarning[] }> {
    const { calculation, ...rest } = filter ?? {};
    const asked = {
      ...rest,
      ...(calculation == null ? {} : { calculation: readNumber(calculation, 'filter.calculation') }),
    };
    const found = await this.list.page(viewer, asked, page);
    return { ...found, nodes: found.nodes.map(earningOf) };
  }

  @Ask(() => EarningType, { to: 'pay', nullable: true, description: 'One earning by its id.' })
  async earning(
    @Args('id', { type: () => ID, description: 'As another answer told it. Example: "ern_12_6f1c…"' })
    id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ShownEarning> {
    const [calculation = '', earning = ''] = readId('ern', id, WHOLE, UUID);
    return earningOf((await this.stored.explainable(viewer, BigInt(calculation), earning)).earning);
  }

  @ShownWhenAsked(() => [EarningLineType], {
    to: 'pay',
    description:
      'The booking lines it is made of, in the order in which they count. They make its amount to the cent.',
    complexity: 20,
  })
  async lines(
    @Parent() { stored }: ShownEarning,
    @Context() context: RequestContext,
  ): Promise<EarningLineType[]> {
    const { calculation, earning } = stored;
    const lines = await context.loadEach(`lines of ${calculation}`, stored, {
      key: ({ id }) => id,
      read: (all) => this.stored.linesOf(context.viewer, calculation, all),
    });
    return (lines ?? []).map((line) => lineOf(line, earning));
  }

  @ShownWhenAsked(() => ExplanationType, {
    to: 'pay',
    description: 'Why it is that much, or nothing, in the person’s own numbers.',
  })
  async explanation(
    @Parent() { stored }: ShownEarning,
    @Context() context: RequestContext,
  ): Promise<ExplanationType> {
    const { calculation, earning } = stored;
    const source = await context.loadEach(`sources of ${calculation}`, stored, {
      key: ({ id }) => id,
      read: (all) => this.stored.sourcesOf(context.viewer, calculation, all),
    });
    return explain(earning, [], source ?? undefined);
  }
}
