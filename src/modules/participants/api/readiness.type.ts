import { ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Shown } from '../../../platform/graphql/schema/shown.js';

/** `Lack` of the service, as the API calls it. */
export enum ReadinessLack {
  PLAN = 'PLAN',
  PUBLISHED_PLAN = 'PUBLISHED_PLAN',
  QUOTA = 'QUOTA',
  RESULT = 'RESULT',
  ATTRIBUTE = 'ATTRIBUTE',
  MANAGER = 'MANAGER',
  KNOWN_MANAGER = 'KNOWN_MANAGER',
  PAYROLL_ID = 'PAYROLL_ID',
  TERRITORY_HOLDER = 'TERRITORY_HOLDER',
  ASSIGNMENT_END = 'ASSIGNMENT_END',
  OPPORTUNITY = 'OPPORTUNITY',
}

registerEnumType(ReadinessLack, {
  name: 'ReadinessLack',
  description: 'What somebody or something lacks before pay can be right. Example: QUOTA',
  valuesMap: {
    PLAN: { description: 'The person is on no plan. Example: PLAN' },
    PUBLISHED_PLAN: { description: 'No version of their plan is published. Example: PUBLISHED_PLAN' },
    QUOTA: { description: 'Their plan reads a quota that nobody told. Example: QUOTA' },
    RESULT: {
      description: 'A plan reads a result for that day that nobody handed in. Example: RESULT',
    },
    ATTRIBUTE: { description: 'Their plan computes pay by a rate that nobody told. Example: ATTRIBUTE' },
    MANAGER: { description: 'They report to nobody and manage nobody. Example: MANAGER' },
    KNOWN_MANAGER: { description: 'They report to somebody who is not employed. Example: KNOWN_MANAGER' },
    PAYROLL_ID: { description: 'They have no id in payroll. Example: PAYROLL_ID' },
    TERRITORY_HOLDER: { description: 'Nobody holds the territory. Example: TERRITORY_HOLDER' },
    ASSIGNMENT_END: { description: 'They left and are still on a plan. Example: ASSIGNMENT_END' },
    OPPORTUNITY: {
      description: 'Bookings up to that day name an opportunity that nobody told. Example: OPPORTUNITY',
    },
  },
});

const to = 'readiness';

@ObjectType('ReadinessLine', { description: 'One thing to put right before pay can be right.' })
export class ReadinessLineType {
  @Shown(() => ReadinessLack, { to, description: 'What is lacking.', example: 'QUOTA' })
  lacks: ReadinessLack;

  @Shown(() => ID, {
    to,
    description:
      'Id of the participant; of the territory where a holder is lacking; of an opportunity; where a result is, name of the team, or for the company the measure.',
    example: '"west-ae-1"',
  })
  id: string;

  @Shown(() => String, {
    to,
    description: 'The same as a sentence.',
    example: '"Ana Silva (west-ae-1) has no payroll id, so no payment can be exported."',
  })
  message: string;
}
