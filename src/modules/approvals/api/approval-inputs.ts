import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, MaxLength } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { ApprovalRequestType } from './approval.type.js';

const REASON = { message: 'The reason has more than 1,000 characters.' };

@InputType({ description: 'A deal to submit.' })
export class DealSubmitInput extends MutationInput {
  @Field(() => String, { description: 'The deal. Example: "Q-1042"' })
  deal: string;

  @Field(() => String, {
    nullable: true,
    description: 'The matrix, where several are in force. Example: "discounts"',
  })
  matrix?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The hash of approvalPreview: where the deal changed since, nothing is submitted. Example: "9f86d081…"',
  })
  hash?: string | null;
}

@InputType({ description: 'A request for approval.' })
export class ApprovalInput extends MutationInput {
  @Field(() => ID, { description: 'Its id. Example: "4b0cf1a2-…"' })
  request: string;
}

@InputType({ description: 'A step of a request.' })
export class ApprovalStepInput extends ApprovalInput {
  @Field(() => Int, { description: 'Its number, from 0. Example: 0' })
  step: number;
}

@InputType({ description: 'A decision on a step.' })
export class ApprovalDecideInput extends ApprovalStepInput {
  @Field(() => Boolean, { description: 'true approves, false rejects. Example: true' })
  approve: boolean;

  @Field(() => String, { description: 'The hash of what you looked at. Example: "9f86d081…"' })
  hash: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why; a rejection needs it. Example: "Margin too thin"',
  })
  @IsOptional()
  @MaxLength(1_000, REASON)
  reason?: string | null;
}

@InputType({ description: 'One of several decisions.' })
export class StepDecisionInput {
  @Field(() => ID, { description: 'The request. Example: "4b0cf1a2-…"' })
  request: string;

  @Field(() => Int, { description: 'The step, from 0. Example: 0' })
  step: number;

  @Field(() => String, { description: 'The hash of what you looked at. Example: "9f86d081…"' })
  hash: string;
}

@InputType({ description: 'Several steps to decide alike.' })
export class ApprovalsDecideInput extends MutationInput {
  @Field(() => [StepDecisionInput], {
    description:
      'At most 100; each is decided by itself. Example: [{ request: "4b0cf1a2-…", step: 0, hash: "9f86d081…" }]',
  })
  @ArrayMaxSize(100, { message: 'At most 100 steps are decided at once.' })
  decisions: StepDecisionInput[];

  @Field(() => Boolean, { description: 'true approves, false rejects. Example: true' })
  approve: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why; a rejection needs it. Example: "Quarter end"',
  })
  @IsOptional()
  @MaxLength(1_000, REASON)
  reason?: string | null;
}

@InputType({ description: 'A step that is handed on.' })
export class ApprovalDelegateInput extends ApprovalStepInput {
  @Field(() => String, { description: 'To whom. Example: "dan"' })
  to: string;
}

@InputType({ description: 'A step for which others are asked.' })
export class ApprovalReassignInput extends ApprovalStepInput {
  @Field(() => [String], { description: 'Who is asked instead. Example: ["dan"]' })
  people: string[];

  @Field(() => String, { description: 'Why. Example: "Mia is away"' })
  @MaxLength(1_000, REASON)
  reason: string;
}

@InputType({ description: 'A level that is passed over.' })
export class ApprovalOverrideInput extends ApprovalStepInput {
  @Field(() => String, { description: 'Why; it is looked at later. Example: "The customer signs today"' })
  @MaxLength(1_000, REASON)
  reason: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Who must agree, by the same act, before the level is passed over; where the matrix wants two people, anybody with the right when left out. Example: "cfo"',
  })
  second?: string | null;
}

@InputType({ description: 'A level that others passed over.' })
export class ApprovalReviewInput extends ApprovalStepInput {
  @Field(() => String, { description: 'What you found. Example: "In order: the board had agreed"' })
  @MaxLength(1_000, { message: 'The comment has more than 1,000 characters.' })
  comment: string;
}

@ObjectType({ description: 'What became of a request.' })
export class ApprovalPayload extends Payload {
  @Shown(() => ApprovalRequestType, {
    to: 'everyone',
    nullable: true,
    description: 'The request as it stands now.',
  })
  request: ApprovalRequestType | null;
}

@ObjectType({ description: 'What became of one of several decisions.' })
export class DecidedType {
  @Shown(() => ID, { to: 'approvals', description: 'The request.', example: '"4b0c…"' })
  id: string;

  @Shown(() => String, {
    to: 'approvals',
    nullable: true,
    description: 'Why nothing was decided, as a code; null where it was.',
    example: '"APPROVAL_NOT_OPEN"',
  })
  code: string | null;

  @Shown(() => String, {
    to: 'approvals',
    nullable: true,
    description: 'The same in words.',
    example: '"The step is approved."',
  })
  message: string | null;

  @Shown(() => ApprovalRequestType, {
    to: 'approvals',
    nullable: true,
    description: 'The request as it stands now.',
  })
  request: ApprovalRequestType | null;
}

@ObjectType({ description: 'What became of several decisions.' })
export class ApprovalsDecidePayload extends Payload {
  @Shown(() => [DecidedType], {
    to: 'everyone',
    nullable: true,
    description: 'Each by itself, in their order.',
  })
  decided: DecidedType[] | null;
}
