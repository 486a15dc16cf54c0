import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Act } from '../../../../platform/graphql/schema/shown.js';
import type { RecordedDeal } from '../../deals/record-deal.js';
import { RecordInput } from '../records/record-input.js';
import { outcomeOf, RecordOutcome, RecordPayload } from '../records/record.type.js';
import { DealRecordInput } from './deal-record.type.js';
import { DealRecordService, type DealFields } from './deal-record.service.js';

/** Tells deals. */
@Resolver()
export class DealRecordResolver {
  constructor(private readonly deals: DealRecordService) {}

  @Act(
    () => RecordPayload,
    'Tells one deal with its lines, new or changed, by the rules of the files of deals and deal-lines. A comp admin tells any deal, a seller those they sell.',
  )
  async dealRecord(
    @Args('input', { type: () => DealRecordInput, description: 'The deal.' }, InputPipe) input: RecordInput,
    @Context() context: RequestContext,
  ): Promise<Partial<RecordPayload>> {
    return await mutate(
      context,
      { operation: 'dealRecord', action: 'deal.record', input },
      async (viewer) => {
        const recorded = await this.deals.record(viewer, input as unknown as DealFields);
        return { outcome: became(recorded), importId: recorded.entry };
      },
    );
  }
}

/** A deal of which a line changed is amended. */
function became({ head, lines }: RecordedDeal): RecordOutcome | null {
  const ofHead = outcomeOf(head.counts);
  const isSame = ofHead === RecordOutcome.UNCHANGED;
  return isSame && lines?.written ? RecordOutcome.AMENDED : ofHead;
}
