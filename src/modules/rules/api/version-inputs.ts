import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength, Min } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { documentInputs } from '../document-inputs.service.js';
import type { TypedInput } from '../documents.service.js';
import { FindingType } from './finding.type.js';
import { VersionType } from './version.type.js';

const REASON = { message: 'The reason has more than 1,000 characters.' };
const TEXT = 'The document as text, kept byte for byte. Example: "kicker: 1\\nplan: account-executive\\n…"';

@InputType({ description: 'A document as text, as it would stand in a file.' })
export class DocumentTextInput extends MutationInput {
  @Field(() => String, { description: TEXT })
  text: string;

  @Field(() => String, {
    nullable: true,
    description: 'The examples beside it, as text. Example: "kicker: 1\\ntest: account-executive\\n…"',
  })
  test?: string | null;
}

@InputType({
  description: 'What a draft is to say instead. Give edits, or the whole text; examples likewise.',
})
export class VersionEditInput extends MutationInput {
  @Field(() => ID, { description: 'The version. Example: "6f1c2f8e-…"' })
  version: string;

  @Field(() => Int, {
    description: 'The revision that you read; refused when somebody edited it since. Example: 1',
  })
  @Min(1, { message: 'Revisions are numbered from 1.' })
  revision: number;

  @Field(() => [documentInputs().edit], {
    nullable: true,
    description:
      'Changes of the document; everything else keeps its text. Example: [{ remove: { path: "until" } }]',
  })
  edits?: TypedInput[] | null;

  @Field(() => String, { nullable: true, description: TEXT })
  text?: string | null;

  @Field(() => [documentInputs().edit], {
    nullable: true,
    description: 'Changes of its examples. Example: [{ remove: { path: "situations.second" } }]',
  })
  testEdits?: TypedInput[] | null;

  @Field(() => documentInputs().test, {
    nullable: true,
    description: 'All its examples, typed. Example: { test: "account-executive", situations: [ … ] }',
  })
  examples?: TypedInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'All its examples, as text. Example: "kicker: 1\\ntest: …"',
  })
  test?: string | null;
}

@InputType({ description: 'Which version, as you saw it.' })
export class VersionInput extends MutationInput {
  @Field(() => ID, { description: 'The version. Example: "6f1c2f8e-…"' })
  version: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The step that you saw; refused when somebody acted since. Example: 2',
  })
  @IsOptional()
  @Min(1, { message: 'Steps are numbered from 1.' })
  step?: number | null;
}

@InputType({ description: 'Which version, and why.' })
export class VersionReasonInput extends VersionInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why; the history keeps it. Example: "Agreed in the plan review"',
  })
  @IsOptional()
  @MaxLength(1_000, REASON)
  reason?: string | null;
}

@InputType({ description: 'Which text is approved.' })
export class VersionApproveInput extends VersionReasonInput {
  @Field(() => String, {
    description: 'Hash of the text that you read; refused when it changed since. Example: "9b1f…"',
  })
  hash: string;
}

@InputType({ description: 'Which proposal to end a version is carried out.' })
export class VersionRetireConfirmInput extends VersionReasonInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'You have read that days are left without rules, and want it. Example: false',
  })
  gapAccepted: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'It takes days of closed periods, whose pay is settled anew, and the reason says what it corrects. Example: false',
  })
  corrects: boolean;
}

@InputType({ description: 'From when on a version is to be no longer in force.' })
export class VersionRetireInput extends VersionRetireConfirmInput {
  @Field(() => BusinessDate, { description: 'The first day without it. Example: "2026-10-01"' })
  from: string;
}

@InputType({ description: 'A copy of a version, as a new draft.' })
export class VersionCloneInput extends MutationInput {
  @Field(() => ID, { description: 'The version. Example: "6f1c2f8e-…"' })
  version: string;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the new document; the same document when left out. Example: "account-executive-emea"',
  })
  name?: string | null;
}

@ObjectType({ description: 'A version after an act.' })
export class VersionPayload extends Payload {
  @Shown(() => VersionType, { to: 'everyone', nullable: true, description: 'The version, as it is now.' })
  version: VersionType | null;

  @Shown(() => [FindingType], {
    to: 'everyone',
    description:
      'What is wrong or worth a look, where the act judged it; an error or an example that does not come out stopped it.',
  })
  findings: readonly FindingType[];
}
