import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { BusinessDate, CurrencyCode, Decimal } from '../../../platform/graphql/scalars/scalars.js';

const to = 'terms';

/** A fact of the company's own, as it was told. */
@ObjectType('Attribute', { description: 'A fact that the company defined in its fact catalogue, as told.' })
export class AttributeType {
  @Shown(() => String, {
    to: 'everyone',
    description: 'Its name in the fact catalogue.',
    example: '"participant.region"',
  })
  name: string;

  @Shown(() => String, { to: 'everyone', description: 'Its value, as told.', example: '"emea"' })
  value: string;
}

/** From a day on, until another where there is one. */
@ObjectType({ isAbstract: true })
export abstract class DatedType {
  @Shown(() => BusinessDate, { to, description: 'First day on which it holds.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day on which it no longer holds; null while it is open.',
    example: '"2027-01-01"',
  })
  until: string | null;
}

@ObjectType('Assignment', { description: 'A participant on a plan for a period.' })
export class AssignmentType extends DatedType {
  @Shown(() => ID, { to, description: 'Id of the plan.', example: '"account-executive"' })
  plan: string;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Id of whom the person reports to; null for who reports to nobody.',
    example: '"west-manager"',
  })
  manager: string | null;

  @Shown(() => [AttributeType], { to, description: 'Role, rates and what else the company tells with it.' })
  attributes: readonly AttributeType[];
}

@ObjectType('Quota', { description: 'A target of a participant for a period.' })
export class QuotaType extends DatedType {
  @Shown(() => String, {
    to,
    description: 'The attribute that plans read it by.',
    example: '"attribute.quota"',
  })
  name: string;

  @Shown(() => Decimal, { to, description: 'Target of the whole period.', example: '"250000"' })
  amount: string;

  @Shown(() => String, {
    to,
    description: 'A currency, %, or a unit of the fact catalogue.',
    example: '"USD"',
  })
  unit: string;
}

@ObjectType('Absence', { description: 'A period in which a participant is away.' })
export class AbsenceType extends DatedType {
  @Shown(() => String, {
    to,
    description: 'Kind of absence, from the fact catalogue.',
    example: '"parental-leave"',
  })
  kind: string;
}

@ObjectType('TerritoryHeld', { description: 'A territory that a participant holds for a period.' })
export class TerritoryHeldType extends DatedType {
  @Shown(() => ID, { to, description: 'Id of the territory.', example: '"t-north"' })
  territory: string;
}

/** A person paid on a plan, as known now. Of people whose terms one may not see, only id and name. */
@ObjectType('Participant', {
  description:
    'A person paid on a plan, as known now. Of people whose pay you may not see, only id and name are told.',
})
export class ParticipantType {
  @Shown(() => ID, {
    to: 'everyone',
    description: "The company's own id for the person.",
    example: '"west-ae-1"',
  })
  id: string;

  @Shown(() => String, { to: 'everyone', description: 'What they are called.', example: '"Ana Silva"' })
  name: string;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'First day of employment, where told.',
    example: '"2024-03-01"',
  })
  hired: string | null;

  @Shown(() => BusinessDate, {
    to,
    nullable: true,
    description: 'Last day of employment; null for who is employed.',
    example: '"2026-06-30"',
  })
  leftOn: string | null;

  @Shown(() => ID, { to, nullable: true, description: 'Id of the person in payroll.', example: '"100017"' })
  payrollId: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'The company that pays.',
    example: '"Example Inc"',
  })
  legalEntity: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Where the cost is booked.',
    example: '"CC-410"',
  })
  costCentre: string | null;

  @Shown(() => CurrencyCode, {
    to,
    nullable: true,
    description: 'Currency of the pay, where told.',
    example: '"USD"',
  })
  payCurrency: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Address for statements.',
    example: '"ana@example.com"',
  })
  email: string | null;

  @Shown(() => [AttributeType], { to, description: "The company's own facts about the person." })
  attributes: readonly AttributeType[];
}

export const ParticipantConnection = connectionOf(() => ParticipantType, {
  name: 'Participant',
  plural: 'participants',
  to: 'everyone',
});

@InputType({ description: 'Which participants; what is left out lets everybody through.' })
export class ParticipantFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Whose id or name has this in it, in whatever case. Example: "silva"',
  })
  search?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Who is or ever was on this plan; with activeOn, who is on it that day. Example: "account-executive"',
  })
  plan?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Who reports or ever reported to this person; with activeOn, who does that day. Example: "west-manager"',
  })
  manager?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'Who is on some plan on this day. Example: "2026-03-31"',
  })
  activeOn?: string | null;
}
