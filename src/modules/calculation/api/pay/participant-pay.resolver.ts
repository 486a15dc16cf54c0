import { Args, Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../../platform/graphql/schema/shown.js';
import { ParticipantType } from '../../../participants/api/participant.type.js';
import type { StoredEarning } from '../../reading/read-earnings.js';
import { periodNotSeen } from '../../reading/out-of-sight.js';
import { WhyNothingService, type Nothing, type UncountedCredit } from '../../nothing/why-nothing.service.js';
import { EarningListService } from '../earning-list.service.js';
import { earningOf, type ShownEarning } from '../earning-shown.js';
import { EarningType } from '../earning.type.js';
import { AttainmentType, WhyNothingType } from './participant-pay.type.js';

const to = 'pay';
const PERIOD = { type: () => String, description: 'The pay period. Example: "2026-Q1"' };

/** A participant's pay in a period of the latest calculation. Earnings of one person and period are few, so they come without pages. */
@Resolver(() => ParticipantType)
export class ParticipantPayResolver {
  constructor(
    private readonly list: EarningListService,
    private readonly nothing: WhyNothingService,
  ) {}

  @ShownWhenAsked(() => [EarningType], {
    to,
    nullable: true,
    description:
      'What each incentive earned them in a pay period; empty for pay that you may not see, refused where you see theirs on other days only.',
    complexity: ({ childComplexity }) => 10 + childComplexity * 5,
  })
  async earnings(
    @Parent() { id }: ParticipantType,
    @Args('period', PERIOD) period: string,
    @Context() context: RequestContext,
  ): Promise<ShownEarning[]> {
    return (await this.stored(id, period, context)).map(earningOf);
  }

  @ShownWhenAsked(() => [AttainmentType], {
    to,
    nullable: true,
    description: 'Where they stand in the window of each incentive at the end of a pay period.',
    complexity: 10,
  })
  async attainment(
    @Parent() { id }: ParticipantType,
    @Args('period', PERIOD) period: string,
    @Context() context: RequestContext,
  ): Promise<AttainmentType[]> {
    const earnings = (await this.stored(id, period, context)).map(({ earning }) => earning);
    return earnings.filter(({ incentive }) => incentive !== '').map((earning) => ({ ...earning }));
  }

  @ShownWhenAsked(() => [WhyNothingType], {
    to,
    nullable: true,
    description:
      'Why incentives earned nothing in a pay period, and why credits count for none; empty where everything earned something.',
    complexity: 30,
  })
  async whyNothing(
    @Parent() { id }: ParticipantType,
    @Args('period', PERIOD) period: string,
    @Context() context: RequestContext,
  ): Promise<WhyNothingType[]> {
    await this.refuseHidden(id, period, context);
    const read = (ids: readonly string[]): Promise<ReadonlyMap<string, readonly Nothing[]>> =>
      this.nothing.reasons(context.viewer, ids, period);
    const reasons = (await context.load(`why nothing in ${period}`, id, read)) ?? [];
    return reasons.map(({ credits, ...reason }) => ({ ...reason, credits: credits.map(creditOf) }));
  }

  private async refuseHidden(id: string, period: string, context: RequestContext): Promise<void> {
    const hidden = await context.load(`out of sight in ${period}`, id, (ids) =>
      this.list.outOfSight(context.viewer, ids, period),
    );
    if (hidden) throw periodNotSeen(id, period);
  }

  private async stored(
    id: string,
    period: string,
    context: RequestContext,
  ): Promise<readonly StoredEarning[]> {
    await this.refuseHidden(id, period, context);
    const found = await context.load(`earnings of ${period}`, id, (ids) =>
      this.list.ofParticipants(context.viewer, ids, period),
    );
    return found ?? [];
  }
}

function creditOf({ line: { booking, line }, because }: UncountedCredit): WhyNothingType['credits'][number] {
  const { source, booking: id, line: number, date } = booking;
  const { rule } = line.credit;
  return { source, booking: id, line: number, date, rule, credited: line.credited, because };
}
