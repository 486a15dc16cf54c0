import { Args, Context, Field, InputType, ObjectType, Resolver } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act, Ask, Shown } from '../../../platform/graphql/schema/shown.js';
import { LedgerService } from '../ledger.service.js';
import { PayPeriodsService } from './pay-periods.service.js';
import { PayPeriodType } from './period.type.js';

@InputType({ description: 'A pay period to close.' })
export class PeriodCloseInput extends MutationInput {
  @Field(() => String, { description: 'Its name. Example: "2026-Q1"' })
  period: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its calendar, where there are several. Example: "company"',
  })
  calendar?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; it stands in the audit. Example: "Quarter reviewed"',
  })
  @MaxLength(1_000, { message: 'The reason has more than 1,000 characters.' })
  reason?: string | null;
}

@ObjectType({ description: 'A period that was closed.' })
export class PeriodClosePayload extends Payload {
  @Shown(() => PayPeriodType, { to: 'periods', nullable: true, description: 'The period, closed.' })
  period: PayPeriodType | null;
}

/** Pay periods: what was posted to each, and closing. */
@Resolver(() => PayPeriodType)
export class PeriodResolver {
  constructor(
    private readonly ledger: LedgerService,
    private readonly periods: PayPeriodsService,
  ) {}

  @Ask(() => [PayPeriodType], {
    to: 'periods',
    description: 'Every period that was calculated, posted to or closed, oldest first.',
    complexity: 10,
  })
  payPeriods(@Context() { viewer }: RequestContext): Promise<PayPeriodType[]> {
    return this.periods.all(viewer);
  }

  @Act(
    () => PeriodClosePayload,
    'Closes the oldest open period. What is told about it from then on posts to the next open one, naming its origin.',
  )
  async periodClose(
    @Args('input', { description: 'Which, and why.' }, InputPipe) input: PeriodCloseInput,
    @Context() context: RequestContext,
  ): Promise<Partial<PeriodClosePayload>> {
    return await mutate(
      context,
      { operation: 'periodClose', action: 'period.close', input },
      async (viewer) => {
        const { period, calendar, reason } = input;
        const closing = await this.ledger.closePeriod(viewer, {
          period,
          ...(calendar == null ? {} : { calendar }),
          ...(reason == null ? {} : { reason }),
        });
        return { period: await this.periods.closed(viewer, closing) };
      },
    );
  }
}
