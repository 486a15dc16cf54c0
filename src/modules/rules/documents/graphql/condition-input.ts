import { Field, InputType } from '@nestjs/graphql';
import { OPERATOR } from '../kinds/vocabularies.js';
import { enumOf } from './enum-types.js';

/** Made when this is read, before the schema is. */
const OPERATORS = enumOf(OPERATOR);

@InputType({
  description: 'A fact and what it must be. Example: { fact: "booking.type", is: ["new", "expansion"] }',
})
export class FactTestInput {
  @Field(() => String, { description: 'Dotted name of the fact. Example: "line.net"' })
  fact: string;

  @Field(() => [String], {
    description:
      'Its test, or several of which one must hold. Examples: "new" · ["new", "renewal"] · ">= 5,000 USD" · "(10%..20%]" · "not(renewal)" · "known" · "-"',
  })
  is: string[];
}

@InputType({ description: 'A fact and its value. Example: { fact: "line.net", is: "100,000 USD" }' })
export class FactValueInput {
  @Field(() => String, { description: 'Dotted name of the fact. Example: "line.net"' })
  fact: string;

  @Field(() => String, { description: 'Its value, with its unit. Example: "100,000 USD"' })
  is: string;
}

@InputType({
  description:
    'What is said of an output of a decision. Example: { output: "owner", is: "account.parent-owner" }',
})
export class OutputValueInput {
  @Field(() => String, { description: 'Id of the output. Example: "owner"' })
  output: string;

  @Field(() => String, {
    description: 'A value with its unit, a word, the name of what gives it, or nothing. Example: "30 days"',
  })
  is: string;
}

@InputType({
  description:
    'A condition: tests, of which all must hold, or exactly one of all, any, not, condition, fact; they nest. Example: { tests: [{ fact: "booking.type", is: "new" }] }',
})
export class ConditionInput {
  @Field(() => [FactTestInput], {
    nullable: true,
    description: 'All of these must hold. Example: [{ fact: "line.net", is: ">= 50,000 USD" }]',
  })
  tests?: FactTestInput[];

  @Field(() => [ConditionInput], {
    nullable: true,
    description:
      'All of these must hold. Example: [{ condition: "large-deal" }, { tests: [{ fact: "booking.type", is: "new" }] }]',
  })
  all?: ConditionInput[];

  @Field(() => [ConditionInput], {
    nullable: true,
    description:
      'One of these must hold. Example: [{ tests: [{ fact: "account.segment", is: "smb" }] }, { condition: "large-deal" }]',
  })
  any?: ConditionInput[];

  @Field(() => ConditionInput, {
    nullable: true,
    description: 'This must not hold. Example: { condition: "large-deal" }',
  })
  not?: ConditionInput;

  @Field(() => String, {
    nullable: true,
    description: 'Id of a named condition of the document. Example: "large-deal"',
  })
  condition?: string;

  @Field(() => String, {
    nullable: true,
    description: 'With operator and value: dotted name of a fact. Example: "line.discount"',
  })
  fact?: string;

  @Field(() => OPERATORS, {
    nullable: true,
    description: 'How the fact is compared with the value. Example: LESS_THAN',
  })
  operator?: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'A value with its unit, the name of another fact, or several values for IN and NOT_IN. Example: "10%"',
  })
  value?: string[];
}
