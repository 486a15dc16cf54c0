import { Args, Context, Resolver } from '@nestjs/graphql';
import { readDay } from '../../../engine/kernel/day.js';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { WHOLE } from '../../../platform/graphql/schema/node-id.js';
import { Act, Ask } from '../../../platform/graphql/schema/shown.js';
import { Refusal } from '../../../platform/refusal.js';
import { RulingListService } from '../ruling-list.service.js';
import { RulingsService } from '../rulings.service.js';
import { WhatIfService } from '../what-if.service.js';
import {
  PREVIEW_LIMITS,
  RulingArgs,
  RulingDecideInput,
  RulingFilterInput,
  RulingPayload,
  RulingPreviewArgs,
  RulingsDecideAgainInput,
  RulingsDecideAgainPayload,
} from './ruling-inputs.js';
import { answerShown, rulingShown } from './ruling-shown.js';
import { EngagementRulingConnection, EngagementRulingType, RulingPreviewType } from './ruling.type.js';

const to = 'rulings';

/** Rulings on what is stored, and what would be ruled on what is not. */
@Resolver(() => EngagementRulingType)
export class RulingResolver {
  constructor(
    private readonly service: RulingsService,
    private readonly list: RulingListService,
    private readonly whatIf: WhatIfService,
  ) {}

  @Ask(() => EngagementRulingConnection, {
    to,
    description: 'What engagement policies decided about what is stored, the latest recorded first.',
    complexity: pageCost,
  })
  async rulings(
    @Args('filter', {
      type: () => RulingFilterInput,
      nullable: true,
      description: 'Which; all that stand when left out. Example: { exceptions: true }',
    })
    filter: RulingFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<EngagementRulingType>> {
    const { kind = null, subject = null, decision = null, exceptions, superseded } = filter ?? {};
    const wanted = {
      kind,
      subject,
      decision,
      exceptions: exceptions ?? false,
      superseded: superseded ?? false,
    };
    const found = await this.list.page(viewer, wanted, page);
    return { ...found, nodes: found.nodes.map(rulingShown) };
  }

  @Ask(() => [EngagementRulingType], {
    to,
    description:
      'All answers to one question, the latest first: that one stands, or stood at the position that is named. Each says what changed since the one before it.',
    complexity: 10,
  })
  async ruling(
    @Args() { kind, subject, decision, day, position }: RulingArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<EngagementRulingType[]> {
    const answers = await this.list.answers(viewer, { kind, subject, decision, day }, positionOf(position));
    return answers.map(rulingShown);
  }

  @Ask(() => RulingPreviewType, {
    to: 'what-if',
    description:
      'Who would get this? What the policy of a day would answer about something that need not exist, by facts that are given. Nothing is kept.',
    complexity: 20,
  })
  async rulingPreview(
    @Args() { decision, day, facts, like }: RulingPreviewArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<RulingPreviewType> {
    refuseMany('facts', facts?.length ?? 0, PREVIEW_LIMITS.facts);
    refuseMany('like', like?.length ?? 0, PREVIEW_LIMITS.like);
    const asked = { decision, day: readDay(day) ?? 0, facts: facts ?? [], like: like ?? [] };
    const [answer] = await this.whatIf.answers(viewer, [asked]);
    const { unknownPeople, ...said } = answer as NonNullable<typeof answer>;
    return { ...answerShown(said), unknownPeople };
  }

  @Act(
    () => RulingPayload,
    'Decides about something stored and records the answer; where the answer that stands says the same, that one stays. No answer is recorded too, with the reason.',
  )
  async rulingDecide(
    @Args('input', { description: 'What, and for which day.' }, InputPipe) input: RulingDecideInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RulingPayload>> {
    const asked = { operation: 'rulingDecide', action: 'ruling.decide', input };
    const { kind, subject, decision, day } = input;
    return await mutate<RulingPayload>(context, asked, async (viewer) => {
      const ruling = await this.service.decide(viewer, { kind, subject, decision, day });
      return { ruling: rulingShown(ruling) } as RulingPayload;
    });
  }

  @Act(
    () => RulingsDecideAgainPayload,
    'Decides again at once whatever facts or policies were told for since; the service does so every minute. An answer that comes out otherwise takes the place of the one before.',
  )
  async rulingsDecideAgain(
    @Args('input', { description: 'Why, where that matters.' }, InputPipe) input: RulingsDecideAgainInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RulingsDecideAgainPayload>> {
    const asked = { operation: 'rulingsDecideAgain', action: 'ruling.decide', input };
    return await mutate<RulingsDecideAgainPayload>(
      context,
      asked,
      async (viewer) =>
        (await this.service.decideAgainAsked(viewer, input.reason ?? null)) as RulingsDecideAgainPayload,
    );
  }
}

function positionOf(position: string | null | undefined): bigint | null {
  if (position == null) return null;
  if (WHOLE.test(position)) return BigInt(position);
  throw new Refusal(
    'BAD_INPUT',
    'There is no such position.',
    'Take it from a ruling or the audit.',
    'position',
  );
}

function refuseMany(field: string, given: number, most: number): void {
  if (given <= most) return;
  throw new Refusal('BAD_INPUT', `Give at most ${most} ${field}.`, 'Leave out what no rule reads.', field);
}
