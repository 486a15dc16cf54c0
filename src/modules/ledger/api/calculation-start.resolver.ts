import { Args, Context, Field, InputType, Int, Parent, Resolver } from '@nestjs/graphql';
import { Max, Min } from 'class-validator';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import { MutationInput } from '../../../platform/graphql/mutation/payload.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { JobPayload } from '../../../platform/jobs/job-payload.js';
import { JobType } from '../../../platform/jobs/job.type.js';
import { JobsService } from '../../../platform/jobs/jobs.service.js';
import { CalculationService } from '../../calculation/calculation.service.js';
import { CalculationListService } from '../../calculation/api/calculation-list.service.js';
import { CalculationType } from '../../calculation/api/calculation.type.js';
import { LedgerService } from '../ledger.service.js';

const KIND = 'calculation';

/** What came of a calculation that was asked for. */
interface Outcome {
  readonly calculation: bigint;
  /** Whether nothing that decides pay had changed, so that this calculation was there before. */
  readonly isSame: boolean;
  readonly posted: number;
}

@InputType({ description: 'A calculation of everything known now.' })
export class CalculationStartInput extends MutationInput {
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the difference to what was posted is posted to the open period. Example: true',
  })
  settle: boolean;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'Processes that compute, 1 to 8, beside the one that answers. Example: 2',
  })
  @Min(1, { message: 'At least one process computes.' })
  @Max(8, { message: 'At most 8 processes compute; more worker machines take part by themselves.' })
  workers: number;
}

/** Asks for a calculation, and shows what came of it. */
@Resolver(() => JobType)
export class CalculationStartResolver {
  constructor(
    private readonly jobs: JobsService,
    private readonly calculations: CalculationService,
    private readonly list: CalculationListService,
    private readonly ledger: LedgerService,
  ) {}

  @Act(
    () => JobPayload,
    'Works out what everybody earns from what is known now, and posts the difference. It goes on after the answer.',
  )
  async calculationStart(
    @Args('input', { description: 'How.' }, InputPipe) input: CalculationStartInput,
    @Context() context: RequestContext,
  ): Promise<Partial<JobPayload>> {
    return await mutate(
      context,
      { operation: 'calculationStart', action: 'calculation.start', input },
      async (viewer) => ({
        jobId: await this.jobs.start(
          viewer,
          { kind: KIND, subject: 'what everybody earns' },
          async (tell): Promise<Outcome> => {
            const { workers, settle } = input;
            const { summary, sameAs, position } = await this.calculations.calculate(viewer, {
              workers,
              apart: true,
              onProgress: tell,
            });
            const { calculation } = summary;
            const settled = settle ? await this.ledger.settle(viewer, calculation, position) : null;
            return {
              calculation,
              isSame: sameAs !== null,
              posted: settled === null || settled.unchanged ? 0 : settled.lines,
            };
          },
        ),
      }),
    );
  }

  @ShownWhenAsked(() => CalculationType, {
    to: 'calculations',
    nullable: true,
    description: 'The calculation that came of it; null for other work, and until it is done.',
  })
  async calculation(
    @Parent() { kind, outcome }: JobType,
    @Context() context: RequestContext,
  ): Promise<CalculationType | null> {
    const number = kind === KIND && outcome ? (outcome as Outcome).calculation : undefined;
    if (number === undefined) return null;
    return await context.load('calculation', `${number}`, (ids) =>
      this.list.byNumber(context.viewer, ids.map(BigInt)),
    );
  }

  @ShownWhenAsked(() => Int, {
    to: 'calculations',
    nullable: true,
    description: 'How many lines it posted to the ledger; null for other work, and until it is done.',
    example: '731',
  })
  postedLines(@Parent() { kind, outcome }: JobType): number | null {
    return kind === KIND && outcome ? (outcome as Outcome).posted : null;
  }
}
