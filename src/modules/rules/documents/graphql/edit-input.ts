import { Field, InputType } from '@nestjs/graphql';
import { documentChoice, editValueChoice } from './choice-inputs.js';
import type { TypedInput } from '../typed/input-of-tree.js';

/** A whole document of any kind, as an input. */
export const DOCUMENT_INPUT = documentChoice();

const EDIT_VALUE_INPUT = editValueChoice();

const PATH =
  'Keys and ids, joined by dots; in a list without ids the place, from 0. Example: "incentives.arr-commission.tiers.starts.accelerator.pays"';
const BEFORE = 'Id or place of the item before which it comes. Example: "accelerator"';
const AFTER =
  'Id or place of the item after which it comes; at the end where neither is said. Example: "to-quota"';

@InputType({ description: 'Takes a key or item away. Example: { path: "until" }' })
export class RemoveEditInput {
  @Field(() => String, { description: PATH })
  path: string;
}

@InputType({
  description:
    'Gives a key or item another value, or a map a new key. Example: { path: "title", value: { text: "AE 2027" } }',
})
export class SetEditInput {
  @Field(() => String, { description: PATH })
  path: string;

  @Field(() => EDIT_VALUE_INPUT, { description: 'What comes to stand there. Example: { text: "12%" }' })
  value: TypedInput;
}

@InputType({
  description:
    'Adds an item to a list. Example: { path: "incentives", value: { incentive: { id: "bonus", … } } }',
})
export class AddEditInput {
  @Field(() => String, { description: PATH })
  path: string;

  @Field(() => EDIT_VALUE_INPUT, { description: 'The item. Example: { texts: ["smb", "2%"] }' })
  value: TypedInput;

  @Field(() => String, { nullable: true, description: BEFORE })
  before?: string;

  @Field(() => String, { nullable: true, description: AFTER })
  after?: string;
}

@InputType({ description: 'Moves an item within its list. Example: { path: "rows.2", before: "0" }' })
export class MoveEditInput {
  @Field(() => String, { description: PATH })
  path: string;

  @Field(() => String, { nullable: true, description: BEFORE })
  before?: string;

  @Field(() => String, { nullable: true, description: AFTER })
  after?: string;
}

/** One change of a document, as an input. */
@InputType({ isOneOf: true, description: 'One change of a document. Example: { remove: { path: "until" } }' })
export class DocumentEditInput {
  @Field(() => SetEditInput, {
    nullable: true,
    description: 'Gives a value. Example: { path: "until", value: { text: "2027-01-01" } }',
  })
  set?: SetEditInput;

  @Field(() => AddEditInput, {
    nullable: true,
    description: 'Adds an item. Example: { path: "rows", value: { texts: ["smb", "2%"] }, before: "0" }',
  })
  add?: AddEditInput;

  @Field(() => MoveEditInput, {
    nullable: true,
    description: 'Moves an item. Example: { path: "incentives.bonus", before: "0" }',
  })
  move?: MoveEditInput;

  @Field(() => RemoveEditInput, {
    nullable: true,
    description: 'Takes something away. Example: { path: "until" }',
  })
  remove?: RemoveEditInput;

  @Field(() => DOCUMENT_INPUT, {
    nullable: true,
    description:
      'Makes the document say this; what is the same keeps its text. Example: { table: { table: "segment-rates", … } }',
  })
  replace?: TypedInput;
}
