import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { AccountTransitionType } from './transition.type.js';

const REASON = { message: 'The reason has more than 1,000 characters.' };

@InputType({ description: 'An account to move.' })
export class TransitionMoveInput {
  @Field(() => ID, { description: 'The account. Example: "a-2001"' })
  account: string;

  @Field(() => ID, { description: 'The participant who is to have it. Example: "west-ae-2"' })
  to: string;

  @Field(() => String, {
    description: 'Why, a word of the fact catalogue where it lists them. Example: "leaver"',
  })
  reason: string;

  @Field(() => BusinessDate, { description: 'The first day on which it is so. Example: "2026-04-01"' })
  from: string;
}

const given = (description: string) => ({ nullable: true, description });

@InputType({ description: 'Which moves of accounts; what is left out does not matter.' })
export class AccountMoveFilterInput {
  @Field(() => ID, given('Of one account. Example: "a-2001"'))
  account?: string | null;

  @Field(() => ID, given('Of who had it or has it then. Example: "west-ae-1"'))
  owner?: string | null;

  @Field(() => String, given('For one reason. Example: "leaver"'))
  reason?: string | null;

  @Field(() => String, given('How they stand. Example: "applied"'))
  standing?: string | null;

  @Field(() => BusinessDate, given('From a day on. Example: "2026-01-01"'))
  from?: string | null;

  @Field(() => BusinessDate, given('And before another. Example: "2027-01-01"'))
  until?: string | null;
}

@InputType({ description: 'Accounts to move: listed, or as a CSV file.' })
export class TransitionProposeInput extends MutationInput {
  @Field(() => [TransitionMoveInput], {
    nullable: true,
    description:
      'The accounts. Example: [{ account: "a-2001", to: "west-ae-2", reason: "leaver", from: "2026-04-01" }]',
  })
  moves?: TransitionMoveInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Or a CSV file of them, with its header. Example: "account,to,reason,from\\na-2001,west-ae-2,leaver,2026-04-01"',
  })
  csv?: string | null;
}

@InputType({ description: 'A transition.' })
export class TransitionInput extends MutationInput {
  @Field(() => ID, { description: 'Its id. Example: "4b0cf1a2-…"' })
  transition: string;
}

@InputType({ description: 'A decision on a transition.' })
export class TransitionDecideInput extends TransitionInput {
  @Field(() => Boolean, { description: 'true approves, false refuses. Example: true' })
  approve: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why; a refusal needs it. Example: "Agreed with both managers"',
  })
  @IsOptional()
  @MaxLength(1_000, REASON)
  reason?: string | null;
}

@ObjectType({ description: 'What became of a transition.' })
export class TransitionPayload extends Payload {
  @Shown(() => AccountTransitionType, {
    to: 'everyone',
    nullable: true,
    description: 'The transition as it stands; null where nothing was done.',
  })
  transition: AccountTransitionType | null;
}
