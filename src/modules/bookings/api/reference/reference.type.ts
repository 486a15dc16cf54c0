import { ID, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { AttributeType } from '../../../participants/api/participant.type.js';
import { BusinessDate } from '../../../../platform/graphql/scalars/scalars.js';

const to = 'bookings';

/** A customer, as known now. */
@ObjectType('Account', { description: 'A customer, as known now.' })
export class AccountType {
  @Shown(() => ID, { to, description: "The company's own id for it.", example: '"a-2001"' })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"crm"' })
  source: string;

  @Shown(() => String, { to, description: 'Its name.', example: '"Northwind Traders"' })
  name: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Who owns it on days that no dated row covers, by id.',
    example: '"west-ae-1"',
  })
  owner: string | null;

  @Shown(() => String, { to, nullable: true, description: 'Its segment.', example: '"mid-market"' })
  segment: string | null;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'The account that it belongs to.',
    example: '"a-1000"',
  })
  parent: string | null;

  @Shown(() => [AttributeType], { to, description: "The company's own facts about it." })
  attributes: readonly AttributeType[];
}

@ObjectType('AccountPeriod', {
  description: 'What dated rows say of an account for a period: its owner, its segment, and the like.',
})
export class AccountPeriodType {
  @Shown(() => String, {
    to,
    description: 'What it says: owner, named, segment or parent.',
    example: '"owner"',
  })
  what: string;

  @Shown(() => ID, {
    to,
    description: 'Whose or which: a participant, a segment, or the account it belongs to.',
    example: '"west-ae-1"',
  })
  value: string;

  @Shown(() => BusinessDate, { to, description: 'First day.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day on which it no longer holds; null while it is open.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType('TerritoryHolder', { description: 'Who holds a territory, or heads its group, for a period.' })
export class TerritoryHolderType {
  @Shown(() => ID, { to, description: 'Id of the participant.', example: '"west-ae-1"' })
  participantId: string;

  @Shown(() => BusinessDate, { to, description: 'First day.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day on which it no longer holds; null while it is open.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

/** Where bookings fall, as known now. */
@ObjectType('Territory', { description: 'Where bookings fall, as known now.' })
export class TerritoryType {
  @Shown(() => ID, { to, description: "The company's own id for it.", example: '"t-north"' })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"crm"' })
  source: string;

  @Shown(() => String, { to, description: 'What people call it.', example: '"North"' })
  name: string;

  @Shown(() => ID, { to, nullable: true, description: 'The group it belongs to.', example: '"emea"' })
  group: string | null;

  @Shown(() => [AttributeType], { to, description: "The company's own facts about it." })
  attributes: readonly AttributeType[];
}

export const AccountConnection = connectionOf(() => AccountType, {
  name: 'Account',
  plural: 'accounts',
  to,
});

export const TerritoryConnection = connectionOf(() => TerritoryType, {
  name: 'Territory',
  plural: 'territories',
  to,
});
