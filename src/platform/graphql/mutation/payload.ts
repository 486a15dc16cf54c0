import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { Shown } from '../schema/shown.js';

/** Why something asked was not done, in words and as a code. */
@ObjectType({
  description: 'Why something was refused, or what is wrong in what was written. Nothing was changed.',
})
export class UserError {
  @Shown(() => String, {
    to: 'everyone',
    description: 'From the closed list in docs/errors.md; it keeps its meaning.',
    example: '"PERIOD_CLOSED"',
  })
  code: string;

  @Shown(() => [String], {
    to: 'everyone',
    description: 'Where in the input, from the outside in; empty where no single place is at fault.',
    example: '["input", "period"]',
  })
  path: string[];

  @Shown(() => String, { to: 'everyone', description: 'What is wrong.', example: '"2026-Q1 is closed."' })
  message: string;

  @Shown(() => String, {
    to: 'everyone',
    description: 'What to do.',
    example: '"Post to a period that is open."',
  })
  hint: string;
}

/** What every mutation answers beside its own: what was refused, and whether it is the answer of an earlier time. */
@ObjectType({ isAbstract: true })
export abstract class Payload {
  @Shown(() => [UserError], {
    to: 'everyone',
    description: 'Why nothing was done; empty when it was done.',
    example: '[]',
  })
  userErrors: UserError[];

  @Shown(() => Boolean, {
    to: 'everyone',
    description:
      'The idempotency key was used before: this is the answer of that time, and nothing was done again.',
    example: 'false',
  })
  replayed: boolean;
}

/** What every mutation is given. */
@InputType({ isAbstract: true })
export abstract class MutationInput {
  @Field(() => ID, {
    description:
      'Your own name for this request, new for each: sent again after a lost answer it changes nothing and gives the first answer. Example: "close-2026-Q1"',
  })
  @IsNotEmpty({ message: 'The idempotency key is empty.' })
  @MaxLength(255, { message: 'The idempotency key has more than 255 characters.' })
  idempotencyKey: string;
}
