import { Field, InputType } from '@nestjs/graphql';
import { MutationInput } from '../../../platform/graphql/mutation/payload.js';
import { documentInputs } from '../document-inputs.service.js';
import type { TypedInput } from '../documents.service.js';

const EXAMPLES = {
  nullable: true,
  description:
    'The examples beside it: situations in, amounts out. Example: { test: "account-executive", situations: [ … ] }',
};

@InputType({ description: 'A comp plan.' })
export class PlanDefineInput extends MutationInput {
  @Field(() => documentInputs().plan, {
    description: 'The plan. Example: { plan: "account-executive", from: "2026-01-01", … }',
  })
  plan: TypedInput;

  @Field(() => documentInputs().test, EXAMPLES)
  examples?: TypedInput | null;
}

@InputType({ description: 'A SPIFF.' })
export class SpiffDefineInput extends MutationInput {
  @Field(() => documentInputs().spiff, {
    description: 'The SPIFF. Example: { spiff: "launch-sprint", from: "2026-05-01", … }',
  })
  spiff: TypedInput;

  @Field(() => documentInputs().test, EXAMPLES)
  examples?: TypedInput | null;
}

@InputType({ description: 'Rules of engagement.' })
export class EngagementDefineInput extends MutationInput {
  @Field(() => documentInputs().engagement, {
    description: 'The policy. Example: { engagement: "field", decisions: [ … ] }',
  })
  engagement: TypedInput;

  @Field(() => documentInputs().test, EXAMPLES)
  examples?: TypedInput | null;
}

@InputType({ description: 'An approval matrix.' })
export class ApprovalsDefineInput extends MutationInput {
  @Field(() => documentInputs().approvals, {
    description: 'The matrix. Example: { approvals: "discounts", inputs: [ … ], levels: [ … ], rows: [ … ] }',
  })
  approvals: TypedInput;

  @Field(() => documentInputs().test, EXAMPLES)
  examples?: TypedInput | null;
}

@InputType({ description: 'A decision table.' })
export class TableDefineInput extends MutationInput {
  @Field(() => documentInputs().table, {
    description: 'The table. Example: { table: "segment-rates", inputs: ["account.segment"], … }',
  })
  table: TypedInput;
}

@InputType({ description: 'The fact catalogue.' })
export class FactsDefineInput extends MutationInput {
  @Field(() => documentInputs().facts, {
    description: 'The catalogue. Example: { facts: "company", timeZone: "America/Los_Angeles", … }',
  })
  facts: TypedInput;
}
