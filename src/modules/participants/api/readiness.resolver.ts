import { Args, Context, Resolver } from '@nestjs/graphql';
import { readDay } from '../../../engine/kernel/day.js';
import { sightOf } from '../../../platform/database/actor.js';
import { Database } from '../../../platform/database/database.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Ask } from '../../../platform/graphql/schema/shown.js';
import { Refusal } from '../../../platform/refusal.js';
import { RulesService } from '../../rules/rules.service.js';
import { ParticipantsService } from '../participants.service.js';
import { ReadinessLack, ReadinessLineType } from './readiness.type.js';

/** What is missing before pay can be right. */
@Resolver()
export class ReadinessResolver {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** By who sees only some people it cannot be answered: a manager out of sight would pass for one who left. */
  @Ask(() => [ReadinessLineType], {
    to: 'readiness',
    description: 'Who and what is not ready to be paid on a day, in order of ids; empty when all is ready.',
    complexity: 200,
  })
  async readiness(
    @Args('on', { type: () => BusinessDate, description: 'On which day. Example: "2026-10-01"' }) on: string,
    @Context() { viewer }: RequestContext,
  ): Promise<ReadinessLineType[]> {
    if (sightOf(viewer).pay !== 'all')
      throw new Refusal(
        'NOT_ALLOWED',
        'Readiness is told to those who see everybody.',
        'Ask a comp admin for it.',
      );
    const lines = await this.database.reading(viewer, async (tx) => {
      const { rulebook, position } = await this.rules.rulebookNow(tx);
      return await this.participants.readinessAt(tx, { on: readDay(on) ?? 0, position, rulebook });
    });
    return lines.map(({ lacks, id, message }) => ({ lacks: ReadinessLack[lacks], id, message }));
  }
}
