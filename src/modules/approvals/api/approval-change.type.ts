import { ObjectType, registerEnumType } from '@nestjs/graphql';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import { ApprovalEventType, ApprovalRequestType } from './approval.type.js';

const to = 'approvals';

/** Which changes of approvals are followed. */
export enum ApprovalChangesOf {
  MINE = 'mine',
  TEAM = 'team',
}

registerEnumType(ApprovalChangesOf, {
  name: 'ApprovalChangesOf',
  description: 'Of which requests for approval changes are told. Example: MINE',
  valuesMap: {
    MINE: { description: 'Those that you are asked for, or decided. Example: MINE' },
    TEAM: { description: 'Those that you or your people submit or sell. Example: TEAM' },
  },
});

@ObjectType('ApprovalChange', { description: 'What happened to a request for approval at one moment.' })
export class ApprovalChangeType {
  @Shown(() => String, {
    to,
    description: 'Its place in the order of all changes: what to give as since after a break.',
    example: '"4711"',
  })
  position: string;

  @Shown(() => ApprovalRequestType, { to, description: 'The request as it is by now.' })
  request: ApprovalRequestType;

  @Shown(() => [ApprovalEventType], { to, description: 'What happened, in order.' })
  events: ApprovalEventType[];
}
