import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Act } from '../../../../platform/graphql/schema/shown.js';
import { ImportUndoInput, ImportUndoPayload } from './record.type.js';
import { RecordsService } from './records.service.js';

/** Takes imports back. */
@Resolver()
export class ImportUndoResolver {
  constructor(private readonly records: RecordsService) {}

  @Act(
    () => ImportUndoPayload,
    'Takes an import back as one thing. Its rows stay on record and are known no longer; what it changed in pay flows with the next calculation.',
  )
  async importUndo(
    @Args('input', { description: 'Which, and why.' }, InputPipe) input: ImportUndoInput,
    @Context() context: RequestContext,
  ): Promise<Partial<ImportUndoPayload>> {
    const asked = { operation: 'importUndo', action: 'import.undo', input };
    return await mutate(context, asked, async (viewer) => {
      const { entry, facts } = await this.records.undo(viewer, input.importId, input.reason);
      return { importId: entry, facts };
    });
  }
}
