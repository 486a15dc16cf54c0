import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Money } from '../../../../platform/graphql/scalars/money.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'deals';

@ObjectType('ApproverGroupMember', { description: 'Somebody in a group of approvers.' })
export class ApproverGroupMemberType {
  @Shown(() => ID, { to, description: 'Who, by id.', example: '"west-mgr"' })
  participant: string;

  @Shown(() => BusinessDate, { to, description: 'First day.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day on which they no longer are; null for open.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType('ApproverGroup', { description: 'A group that approval matrices ask.' })
export class ApproverGroupType {
  @Shown(() => ID, { to, description: 'As approval matrices name it.', example: '"deal-desk"' })
  id: string;

  @Shown(() => [ApproverGroupMemberType], { to, description: 'Who is in it on the day, by id.' })
  members: readonly ApproverGroupMemberType[];
}

/** By which somebody decides for another, as known now. */
@ObjectType('Delegation', {
  description:
    'By which somebody decides for another, on its days and as far as it reaches. It is not passed on.',
})
export class DelegationType {
  @Shown(() => ID, {
    to,
    description: "The company's own id for it, or what names it.",
    example: '"west-mgr/east-mgr/2026-07-01"',
  })
  id: string;

  @Shown(() => ID, { to, description: 'Who lets somebody decide for them.', example: '"west-mgr"' })
  giver: string;

  @Shown(() => ID, { to, description: 'Who decides for them.', example: '"east-mgr"' })
  deputy: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The approval matrix that it is for; null for all.',
    example: '"deal-approval"',
  })
  matrix: string | null;

  @Shown(() => Money, {
    to,
    nullable: true,
    description: 'Net of the largest deal that it reaches; null for any.',
  })
  most: Money | null;

  @Shown(() => BusinessDate, { to, description: 'First day.', example: '"2026-07-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    description: 'First day on which it no longer holds.',
    example: '"2026-07-15"',
  })
  until: string;

  @Shown(() => String, { to, description: 'Why.', example: '"On leave"' })
  reason: string;

  @Shown(() => String, {
    to,
    description: 'Who told it as it now stands, by id; recordedByName names them.',
    example: '"6f1c2f8e-…"',
  })
  recordedBy: string;
}

export const DelegationConnection = connectionOf(() => DelegationType, {
  name: 'Delegation',
  plural: 'delegations',
  to,
});

@InputType({ description: 'Which delegations; what is left out lets everything through.' })
export class DelegationFilterInput {
  @Field(() => ID, { nullable: true, description: 'Given by this participant. Example: "west-mgr"' })
  giver?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this participant. Example: "east-mgr"' })
  deputy?: string | null;

  @Field(() => BusinessDate, { nullable: true, description: 'In force on this day. Example: "2026-07-01"' })
  on?: string | null;
}
