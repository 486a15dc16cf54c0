import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { EngagementRulingType, RulingKind } from './ruling.type.js';

/** Facts of one thing, and things like it, that one may ask with. */
export const PREVIEW_LIMITS = { facts: 200, like: 5 };

@InputType({ description: 'A fact that is given of something that may not exist yet.' })
export class RulingFactInput {
  @Field(() => String, { description: 'Its name in the fact catalogue. Example: "account.employees"' })
  name: string;

  @Field(() => String, { description: 'Its value, as a document would have it. Example: "600 employees"' })
  value: string;
}

@InputType({ description: 'Something stored whose facts hold where no others are given.' })
export class RulingLikeInput {
  @Field(() => RulingKind, { description: 'What it is. Example: ACCOUNT' })
  kind: RulingKind;

  @Field(() => ID, { description: 'Its id. Example: "a-2001"' })
  subject: string;
}

/** What a policy is asked about something that may not exist yet. */
@ArgsType()
export class RulingPreviewArgs {
  @Field(() => String, {
    description: 'What is decided; credit for who would be credited. Example: "credit"',
  })
  decision: string;

  @Field(() => BusinessDate, { description: 'The day for which. Example: "2026-04-15"' })
  day: string;

  @Field(() => [RulingFactInput], {
    nullable: true,
    description: `What is known of it, at most ${PREVIEW_LIMITS.facts}. Example: [{ name: "account.employees", value: "600 employees" }]`,
  })
  facts?: RulingFactInput[] | null;

  @Field(() => [RulingLikeInput], {
    nullable: true,
    description: `Stored things whose facts hold where facts does not say otherwise, the later over the earlier; at most ${PREVIEW_LIMITS.like}. Example: [{ kind: ACCOUNT, subject: "a-2001" }]`,
  })
  like?: RulingLikeInput[] | null;
}

@InputType({
  description: 'Which rulings are listed; all that you see when left out. Example: { exceptions: true }',
})
export class RulingFilterInput {
  @Field(() => RulingKind, { nullable: true, description: 'What they are about. Example: OPPORTUNITY' })
  kind?: RulingKind | null;

  @Field(() => ID, { nullable: true, description: 'Of one subject. Example: "O-1001"' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Of one decision. Example: "opportunity-owner"' })
  decision?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Those alone that have no answer: what somebody must look at, so not OTHER_DAY. Example: true',
  })
  exceptions?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Also those that a later answer took the place of. Example: true',
  })
  superseded?: boolean | null;
}

/** One question. */
@ArgsType()
export class RulingArgs {
  @Field(() => RulingKind, { description: 'What it is about. Example: OPPORTUNITY' })
  kind: RulingKind;

  @Field(() => ID, { description: 'Its id; of a booking source/booking/line. Example: "O-1001"' })
  subject: string;

  @Field(() => String, { description: 'What was decided. Example: "opportunity-owner"' })
  decision: string;

  @Field(() => BusinessDate, { description: 'The day for which. Example: "2026-04-15"' })
  day: string;

  @Field(() => ID, {
    nullable: true,
    description: 'As known at that position; now when left out. Example: "184"',
  })
  position?: string | null;
}

@InputType({ description: 'Something to decide about.' })
export class RulingDecideInput extends MutationInput {
  @Field(() => RulingKind, { description: 'What it is. Example: OPPORTUNITY' })
  kind: RulingKind;

  @Field(() => ID, { description: 'Its id; of a booking source/booking/line. Example: "O-1001"' })
  subject: string;

  @Field(() => String, { description: 'What is decided; credit for credits. Example: "opportunity-owner"' })
  decision: string;

  @Field(() => BusinessDate, {
    description: 'The day for which; of the credit of a booking its own. Example: "2026-04-15"',
  })
  day: string;
}

@InputType({ description: 'Deciding again what facts or policies changed since.' })
export class RulingsDecideAgainInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Why; the audit keeps it. Example: "new territories"' })
  @IsOptional()
  @MaxLength(1_000, { message: 'The reason has more than 1,000 characters.' })
  reason?: string | null;
}

@ObjectType({ description: 'The ruling that stands.' })
export class RulingPayload extends Payload {
  @Shown(() => EngagementRulingType, {
    to: 'everyone',
    nullable: true,
    description: 'It; null where it was refused.',
  })
  ruling: EngagementRulingType | null;
}

@ObjectType({ description: 'What deciding again came to.' })
export class RulingsDecideAgainPayload extends Payload {
  @Shown(() => Int, {
    to: 'everyone',
    nullable: true,
    description: 'Rulings that were looked at; null where it was refused.',
    example: '163',
  })
  checked: number | null;

  @Shown(() => Int, {
    to: 'everyone',
    nullable: true,
    description: 'Answers that took the place of others.',
    example: '4',
  })
  changed: number | null;
}
