import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../../../../platform/graphql/schema/connection.js';
import { BusinessDate, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'terms';

/** Of what a result is, as the API calls it. */
export enum ResultOf {
  PARTICIPANT = 'participant',
  TEAM = 'team',
  COMPANY = 'company',
}

registerEnumType(ResultOf, {
  name: 'ResultOf',
  description: 'Of what a result is. Example: TEAM',
  valuesMap: {
    PARTICIPANT: { description: 'Of one person. Example: PARTICIPANT' },
    TEAM: { description: 'Of the people of a team. Example: TEAM' },
    COMPANY: { description: 'Of the whole company. Example: COMPANY' },
  },
});

/** A result that somebody handed in, as known now. */
@ObjectType('ReportedResult', {
  description:
    'A result that somebody handed in for the days of a window, such as retention, margin or a score.',
})
export class ReportedResultType {
  @Shown(() => ID, {
    to,
    description: "The company's own id for it, or what names it.",
    example: '"net-retention/west-csm-1/2026-01-01/2026-04-06"',
  })
  id: string;

  @Shown(() => String, { to, description: 'The system that told it.', example: '"success"' })
  source: string;

  @Shown(() => ID, { to, description: 'The measure that plans read it as.', example: '"net-retention"' })
  measure: string;

  @Shown(() => ResultOf, { to, description: 'Of what it is.', example: 'PARTICIPANT' })
  of: ResultOf;

  @Shown(() => ID, {
    to,
    nullable: true,
    description: 'Whose it is; null for a team or the company.',
    example: '"west-csm-1"',
  })
  participantId: string | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: "Which team's it is; null for a participant or the company.",
    example: '"west"',
  })
  team: string | null;

  @Shown(() => BusinessDate, { to, description: 'First day of its window.', example: '"2026-01-01"' })
  from: string;

  @Shown(() => BusinessDate, { to, description: 'First day after its window.', example: '"2026-04-01"' })
  until: string;

  @Shown(() => BusinessDate, {
    to,
    description: 'Day on which it is known; of several for one window the newest counts.',
    example: '"2026-04-06"',
  })
  date: string;

  @Shown(() => Decimal, { to, description: 'Its number, in the unit beside it.', example: '"105"' })
  amount: string;

  @Shown(() => String, {
    to,
    description: 'A currency, %, a unit of the fact catalogue, or days.',
    example: '"%"',
  })
  unit: string;
}

export const ReportedResultConnection = connectionOf(() => ReportedResultType, {
  name: 'ReportedResult',
  plural: 'results',
  to,
});

@InputType({ description: 'Which results; what is left out lets all through.' })
export class ReportedResultFilterInput {
  @Field(() => ID, { nullable: true, description: 'Of this measure. Example: "net-retention"' })
  measure?: string | null;

  @Field(() => ResultOf, {
    nullable: true,
    description: 'Of participants, teams or the company. Example: TEAM',
  })
  of?: ResultOf | null;

  @Field(() => ID, { nullable: true, description: 'Of this participant. Example: "west-csm-1"' })
  participant?: string | null;

  @Field(() => String, { nullable: true, description: 'Of this team. Example: "west"' })
  team?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'With a window that lasts to this day or longer. Example: "2026-01-01"',
  })
  from?: string | null;

  @Field(() => BusinessDate, {
    nullable: true,
    description: 'With a window that begins before this day. Example: "2026-04-01"',
  })
  until?: string | null;
}
