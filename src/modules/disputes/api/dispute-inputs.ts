import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { DISPUTE_LIMITS as MOST, DISPUTE_LINK } from '../acting/limits.js';
import { DisputeType } from './dispute.type.js';

const REASON = { message: 'The reason has more than 500 characters: it may stand beside the credit.' };
const TEXT = { message: 'It has more than 2,000 characters.' };

/** How a dispute is answered, as the API calls it. */
export enum DisputeAnswerEnum {
  UPHOLD = 'uphold',
  SPLIT = 'split',
  DENY = 'deny',
  SEND_BACK = 'send-back',
  PASS_UP = 'pass-up',
}

registerEnumType(DisputeAnswerEnum, {
  name: 'DisputeAnswer',
  description: 'How a dispute is answered. Example: UPHOLD',
  valuesMap: {
    UPHOLD: { description: 'As it is claimed. Example: UPHOLD' },
    SPLIT: { description: 'By other shares. Example: SPLIT' },
    DENY: { description: 'Not at all. Example: DENY' },
    SEND_BACK: { description: 'It needs more evidence first. Example: SEND_BACK' },
    PASS_UP: { description: 'The next level decides. Example: PASS_UP' },
  },
});

@InputType({ description: 'What is brought up for a claim.' })
export class DisputeEvidenceInput {
  @Field(() => String, { description: 'What it is. Example: "E-mail of the customer"' })
  @MaxLength(MOST.what, { message: 'It has more than 200 characters.' })
  what: string;

  @Field(() => String, { nullable: true, description: 'What it says. Example: "Ana showed it to us"' })
  @IsOptional()
  @MaxLength(MOST.text, TEXT)
  says?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where it is found: a link that begins with http:// or https://. Example: "https://crm.example.com/notes/4711"',
  })
  @IsOptional()
  @MaxLength(MOST.text, TEXT)
  @Matches(DISPUTE_LINK, {
    message: 'A link begins with http:// or https://, and has no blank.',
  })
  link?: string | null;
}

const EVIDENCE = '[{ what: "E-mail of the customer", says: "Ana showed it to us" }]';

@InputType({ description: 'A dispute to file: of a booking, or of a ruling about one.' })
export class DisputeFileInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Source of the booking. Example: "crm"' })
  source?: string | null;

  @Field(() => ID, { nullable: true, description: 'The booking. Example: "SO-1001"' })
  booking?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The ruling, where it is about one rather than a booking. Example: "CR-1"',
  })
  ruling?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Whose credit it is about, where it is somebody who reports to you. Example: "ana"',
  })
  participant?: string | null;

  @Field(() => String, {
    description: 'Who should be credited, each with whole parts, or house. Example: "ana 2, ben 1"',
  })
  @MaxLength(MOST.text, TEXT)
  claims: string;

  @Field(() => String, { description: 'Why. Example: "I closed it before the hand-off"' })
  @MaxLength(MOST.reason, REASON)
  reason: string;

  @Field(() => [DisputeEvidenceInput], { description: `At most 20. Example: ${EVIDENCE}` })
  @ArrayMaxSize(MOST.evidence, { message: 'At most 20 pieces of evidence are taken at once.' })
  @ValidateNested({ each: true })
  @Type(() => DisputeEvidenceInput)
  evidence: DisputeEvidenceInput[];

  @Field(() => String, {
    nullable: true,
    description: 'What sort of case it is, so that it is found by who decides one alike. Example: "hand-off"',
  })
  @IsOptional()
  @MaxLength(MOST.tag, { message: 'It has more than 100 characters.' })
  tag?: string | null;
}

@InputType({ description: 'A dispute.' })
export class DisputeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id. Example: "4b0cf1a2-…"' })
  dispute: string;
}

@InputType({ description: 'Further evidence.' })
export class DisputeBringInput extends DisputeInput {
  @Field(() => [DisputeEvidenceInput], { description: `At most 20. Example: ${EVIDENCE}` })
  @ArrayMaxSize(MOST.evidence, { message: 'At most 20 pieces of evidence are taken at once.' })
  @ValidateNested({ each: true })
  @Type(() => DisputeEvidenceInput)
  evidence: DisputeEvidenceInput[];
}

@InputType({ description: 'A dispute that is taken back.' })
export class DisputeWithdrawInput extends DisputeInput {
  @Field(() => String, { nullable: true, description: 'Why. Example: "We agreed"' })
  @IsOptional()
  @MaxLength(MOST.reason, REASON)
  reason?: string | null;
}

@InputType({ description: 'An answer to a dispute.' })
export class DisputeDecideInput extends DisputeInput {
  @Field(() => DisputeAnswerEnum, { description: 'How. Example: UPHOLD' })
  answer: DisputeAnswerEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Of a split: who is credited, each with whole parts. Example: "ana 1, ben 1"',
  })
  @IsOptional()
  @MaxLength(MOST.text, TEXT)
  shares?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it holds for the account of the booking from its day on; then it needs until. Example: false',
  })
  forAccount?: boolean | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'First day whose bookings it no longer decides. Example: "2027-01-01"',
  })
  until?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; the parties read it, and it stands beside the credit. Example: "Both worked it"',
  })
  @IsOptional()
  @MaxLength(MOST.reason, REASON)
  reason?: string | null;
}

@ObjectType({ description: 'What became of a dispute.' })
export class DisputePayload extends Payload {
  @Shown(() => DisputeType, { to: 'everyone', nullable: true, description: 'The dispute as it stands now.' })
  dispute: DisputeType | null;
}
