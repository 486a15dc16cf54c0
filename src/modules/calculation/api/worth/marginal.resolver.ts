import { Args, ArgsType, Context, Field, ID, Resolver } from '@nestjs/graphql';
import { sayMarginal } from '../../../../engine/worth/say-marginal.js';
import { moneyOf } from '../../../../platform/graphql/scalars/money.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { readId, UUID, WHOLE } from '../../../../platform/graphql/schema/node-id.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { MarginalService, type BookingWorth } from '../../worth/marginal.service.js';
import { MarginalWorthType } from './marginal.type.js';

/** Which booking of which earning. */
@ArgsType()
export class MarginalArgs {
  @Field(() => ID, { description: 'Id of the earning that has a line of it. Example: "ern_12_6f1c…"' })
  earning: string;

  @Field(() => String, { description: 'The system that told the booking. Example: "crm"' })
  source: string;

  @Field(() => ID, { description: 'The booking. Example: "SO-1042"' })
  booking: string;
}

/** What a booking was worth at the margin. */
@Resolver(() => MarginalWorthType)
export class MarginalResolver {
  constructor(private readonly marginal: MarginalService) {}

  @Ask(() => MarginalWorthType, {
    to: 'pay',
    nullable: true,
    description:
      'What a booking contributed to an earning, and what it was worth at the margin: calculated again without it, by the rules and facts of the calculation. Nothing is stored.',
    complexity: 500,
  })
  async marginalWorth(
    @Args() { earning: id, source, booking }: MarginalArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<MarginalWorthType> {
    const [calculation = '', earning = ''] = readId('ern', id, WHOLE, UUID);
    return shown(
      await this.marginal.worth(viewer, { calculation: BigInt(calculation), earning, source, booking }),
    );
  }
}

function shown(found: BookingWorth): MarginalWorthType {
  const { earning, contribution, worth, inAll, changes } = found;
  const { currency, incentive, window } = earning;
  return {
    contribution: moneyOf(contribution, currency),
    worth: moneyOf(worth, currency),
    inAll: moneyOf(inAll, currency),
    changes: changes.map((each) => ({
      incentive: each.incentive,
      period: each.period,
      with: moneyOf(each.with, each.currency),
      without: moneyOf(each.without, each.currency),
    })),
    says: sayMarginal({ ...found, incentive, window, currency }),
  };
}
