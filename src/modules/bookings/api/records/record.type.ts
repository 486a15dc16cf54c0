import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsNotEmpty } from 'class-validator';
import { MutationInput, Payload } from '../../../../platform/graphql/mutation/payload.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import type { ImportCounts } from '../../writing/report.js';

/** What became of a record. */
export enum RecordOutcome {
  ACCEPTED = 'accepted',
  AMENDED = 'amended',
  UNCHANGED = 'unchanged',
  OUTDATED = 'outdated',
}

registerEnumType(RecordOutcome, {
  name: 'RecordOutcome',
  description: 'What became of a record. Example: ACCEPTED',
  valuesMap: {
    ACCEPTED: { description: 'It is a new fact. Example: ACCEPTED' },
    AMENDED: { description: 'It is a new revision of a known fact. Example: AMENDED' },
    UNCHANGED: { description: 'It says what is known already; nothing was written. Example: UNCHANGED' },
    OUTDATED: { description: 'It is kept without effect: a later revision is known. Example: OUTDATED' },
  },
});

@ObjectType({ description: 'What became of a record.' })
export class RecordPayload extends Payload {
  @Shown(() => RecordOutcome, {
    to: 'everyone',
    nullable: true,
    description: 'What became of it; null where it was refused.',
    example: 'ACCEPTED',
  })
  outcome: RecordOutcome | null;

  @Shown(() => ID, {
    to: 'everyone',
    nullable: true,
    description:
      'The import it was written as, by which importUndo takes it back; null where nothing was written.',
    example: '"185"',
  })
  importId: string | null;
}

@InputType({ description: 'An import to take back as one thing.' })
export class ImportUndoInput extends MutationInput {
  @Field(() => ID, { description: 'The import, by its id. Example: "184"' })
  importId: string;

  @Field(() => String, { description: 'Why; the audit keeps it. Example: "the file was of another month"' })
  @IsNotEmpty({ message: 'Say why: the audit keeps the reason.' })
  reason: string;
}

@ObjectType({ description: 'What was taken back. What it changed in pay flows with the next calculation.' })
export class ImportUndoPayload extends Payload {
  @Shown(() => ID, {
    to: 'everyone',
    nullable: true,
    description: 'The import; null where it was refused.',
    example: '"184"',
  })
  importId: string | null;

  @Shown(() => Int, {
    to: 'everyone',
    nullable: true,
    description: 'Facts and revisions that are known no longer.',
    example: '1992',
  })
  facts: number | null;
}

/** What a count of one row says. */
export function outcomeOf(counts: ImportCounts): RecordOutcome | null {
  return Object.values(RecordOutcome).find((outcome) => counts[outcome] > 0) ?? null;
}
