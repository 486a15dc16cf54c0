import type { Type } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Act } from '../../../../platform/graphql/schema/shown.js';
import type { Kind, KindName } from '../../kinds/kind.js';
import { KINDS } from '../../kinds/kinds.js';
import { fieldOf, RecordInput, recordInputOf, type RecordFields } from './record-input.js';
import { outcomeOf, RecordPayload } from './record.type.js';
import { RecordsService } from './records.service.js';

/** Told by mutations of their own: a deal with its lines, and a delegation by who gives it. */
const TOLD_APART: ReadonlySet<KindName> = new Set<KindName>(['deals', 'deal-lines', 'delegations']);

/** One mutation for each kind of file, such as `participantRecord`: its input has the columns of the file. */
export const RECORD_RESOLVERS: readonly Type[] = KINDS.filter(({ name }) => !TOLD_APART.has(name)).map(
  recordResolverOf,
);

function recordResolverOf(kind: Kind): Type {
  const noun = kind.noun.replace(/-line$/, '');
  const operation = fieldOf(`${noun}-record`);
  const name = `${operation.slice(0, 1).toUpperCase()}${operation.slice(1)}Input`;
  const Input = recordInputOf(kind, name);

  @Resolver()
  class RecordResolver {
    constructor(private readonly records: RecordsService) {}

    @Act(
      () => RecordPayload,
      `Tells one ${noun.replaceAll('-', ' ')}, new or corrected, by the rules of a file of ${kind.name}. ${kind.correction ?? 'Who is paid differently shows with the next calculation.'}`,
    )
    async [operation](
      @Args('input', { type: () => Input, description: 'The record.' }, InputPipe) input: RecordInput,
      @Context() context: RequestContext,
    ): Promise<Partial<RecordPayload>> {
      return await mutate(context, { operation, action: 'import.run', input }, async (viewer) => {
        const { counts, entry } = await this.records.record(viewer, kind, input as RecordFields);
        return { outcome: outcomeOf(counts), importId: entry };
      });
    }
  }
  return RecordResolver;
}
