import type { Type } from '@nestjs/common';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import { DEALS } from '../../kinds/deals.js';
import { AttributeInput, recordInputOf, type RecordInput } from '../records/record-input.js';

@InputType({ description: 'A line of a deal, in the currency of the deal.' })
export class DealLineRecordInput {
  @Field(() => Int, { description: 'Its number in the deal. Example: 1' })
  line: number;

  @Field(() => Decimal, { nullable: true, description: 'Price after discount. Example: "12000.00"' })
  net?: string | null;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'The company\'s own facts, each once. Example: [{ name: "line.discount", value: "12%" }]',
  })
  attributes?: readonly AttributeInput[] | null;
}

/** A deal as a row of a file of deals, and its lines. */
export const DealRecordInput: Type<RecordInput> = recordInputOf(DEALS, 'DealRecordInput');
Field(() => [DealLineRecordInput], {
  nullable: true,
  description:
    'All its lines: a line that is known and not among them is taken back. Left out, the lines stay as they are. Example: [{ line: 1, net: "12000.00" }]',
})(DealRecordInput.prototype as object, 'lines');
