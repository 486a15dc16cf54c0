import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Act } from '../../../../platform/graphql/schema/shown.js';
import type { ImportReport } from '../../import.service.js';
import { RecordInput, type RecordFields } from '../records/record-input.js';
import { outcomeOf, RecordPayload } from '../records/record.type.js';
import { DelegationEndInput, DelegationRecordInput } from './delegation.type.js';
import { DelegationRecordService } from './delegation-record.service.js';

const action = 'delegation.give';

/** Tells and ends delegations. */
@Resolver()
export class DelegationRecordResolver {
  constructor(private readonly delegations: DelegationRecordService) {}

  @Act(
    () => RecordPayload,
    'Lets somebody decide for another, new or changed, by the rules of a file of delegations. You give your own, a comp admin those of all.',
  )
  async delegationRecord(
    @Args('input', { type: () => DelegationRecordInput, description: 'The delegation.' }, InputPipe)
    input: RecordInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RecordPayload>> {
    return await mutate(context, { operation: 'delegationRecord', action, input }, async (viewer) =>
      told(await this.delegations.record(viewer, input as RecordFields)),
    );
  }

  @Act(
    () => RecordPayload,
    'Ends a delegation before its time, as a revision of it: your own, or as a comp admin any.',
  )
  async delegationEnd(
    @Args('input', { description: 'Which, and from which day.' }, InputPipe) input: DelegationEndInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RecordPayload>> {
    return await mutate(context, { operation: 'delegationEnd', action, input }, async (viewer) =>
      told(await this.delegations.end(viewer, input.delegation, input.on)),
    );
  }
}

function told({ counts, entry }: Omit<ImportReport, 'position'>): Partial<RecordPayload> {
  return { outcome: outcomeOf(counts), importId: entry };
}
