import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { Role } from '../matrix/roles.js';
import { RoleGrantType, RoleName, UserType } from './user.type.js';

const LONG = { message: 'The reason has more than 1,000 characters.' };

@InputType({ description: 'Somebody who is to sign in.' })
export class UserAddInput extends MutationInput {
  @Field(() => String, {
    description: 'What they sign in with; upper and lower case are the same. Example: "ana"',
  })
  login: string;

  @Field(() => String, { description: 'What they are called. Example: "Ana Ruiz"' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The participant they are. Example: "west-ae-1"' })
  participant?: string | null;
}

@InputType({ description: 'What becomes of a user; what is left out stays.' })
export class UserChangeInput extends MutationInput {
  @Field(() => String, { description: 'Whom. Example: "ana"' })
  login: string;

  @Field(() => String, { nullable: true, description: 'What they are called now. Example: "Ana Ruiz"' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The participant they are now; null: none any more. Example: "west-ae-1"',
  })
  participant?: string | null;

  @Field(() => String, { nullable: true, description: 'Why. Example: "Married"' })
  @IsOptional()
  @MaxLength(1_000, LONG)
  reason?: string | null;
}

@InputType({ description: 'Whether somebody is let in.' })
export class UserAccessInput extends MutationInput {
  @Field(() => String, { description: 'Whom. Example: "ana"' })
  login: string;

  @Field(() => Boolean, { description: 'true: not let in from the next request on. Example: true' })
  disabled: boolean;

  @Field(() => String, { nullable: true, description: 'Why. Example: "Left the company"' })
  @IsOptional()
  @MaxLength(1_000, LONG)
  reason?: string | null;
}

@InputType({ description: 'A role for somebody else.' })
export class RoleProposeInput extends MutationInput {
  @Field(() => String, { description: 'For whom. Example: "ana"' })
  login: string;

  @Field(() => RoleName, { description: 'Which. Example: REP' })
  role: Role;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'From which day; today when left out. Example: "2026-05-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'The first day without it. Example: "2027-01-01"',
  })
  until?: string | null;

  @Field(() => String, { nullable: true, description: 'Why. Example: "Joins the west team"' })
  @IsOptional()
  @MaxLength(1_000, LONG)
  reason?: string | null;
}

@InputType({ description: 'A grant of a role.' })
export class RoleGrantInput extends MutationInput {
  @Field(() => ID, { description: 'Its id. Example: "6f1c2f8e-…"' })
  grant: string;

  @Field(() => String, { nullable: true, description: 'Why. Example: "Moved to another team"' })
  @IsOptional()
  @MaxLength(1_000, LONG)
  reason?: string | null;
}

@ObjectType({ description: 'A user who was added or changed.' })
export class UserPayload extends Payload {
  @Shown(() => UserType, { to: 'everyone', nullable: true, description: 'The user.' })
  user: UserType | null;
}

@ObjectType({ description: 'A grant that was proposed, confirmed or revoked.' })
export class RoleGrantPayload extends Payload {
  @Shown(() => RoleGrantType, { to: 'everyone', nullable: true, description: 'The grant.' })
  grant: RoleGrantType | null;
}
