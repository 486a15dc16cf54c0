import type { Type } from '@nestjs/common';
import { Field, ID, InputType } from '@nestjs/graphql';
import { IsNotEmpty } from 'class-validator';
import { MutationInput } from '../../../../platform/graphql/mutation/payload.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';
import { DELEGATIONS } from '../../kinds/approvers.js';
import { recordInputOf, type RecordInput } from '../records/record-input.js';

export const DelegationRecordInput: Type<RecordInput> = recordInputOf(DELEGATIONS, 'DelegationRecordInput');

@InputType({ description: 'A delegation that ends before its time.' })
export class DelegationEndInput extends MutationInput {
  @Field(() => ID, {
    description: 'Its id, as delegations tells it. Example: "west-mgr/east-mgr/2026-07-01"',
  })
  @IsNotEmpty({ message: 'Say which delegation: delegations lists them.' })
  delegation: string;

  @Field(() => BusinessDate, {
    description:
      'First day on which it no longer holds; its first day or an earlier one takes it back whole. Example: "2026-07-08"',
  })
  on: string;
}
