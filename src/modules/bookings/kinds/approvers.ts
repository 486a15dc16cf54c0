import { participantColumn, PERIOD_COLUMNS, type Kind } from './kind.js';
import { endsAfterItStarts, givesToAnother, limitHasCurrency } from './row-checks.js';

/** Who is in which group of approvers. */
export const APPROVER_GROUPS: Kind = {
  name: 'approver-groups',
  table: 'approver_group_member',
  noun: 'approver-group',
  means:
    'Groups that approval matrices ask, and who is in each, and when. A group has as many members as it needs.',
  columns: [
    {
      name: 'group',
      is: 'id',
      required: true,
      means: 'Which group, as approval matrices name it',
      example: 'deal-desk',
      stored: 'group_id',
    },
    participantColumn('participant', true, 'Who is in it'),
    ...PERIOD_COLUMNS,
  ],
  open: [],
  attributes: false,
  natural: ['group', 'participant', 'from'],
  own: null,
  scope: 'company',
  exclusive: [{ by: ['group', 'participant'], what: 'memberships of one participant in one group' }],
  checks: [endsAfterItStarts],
};

/** A delegation always ends. */
const UNTIL = { means: 'First day on which it no longer holds', required: true, example: '2026-02-01' };

/** Who decides for whom. */
export const DELEGATIONS: Kind = {
  name: 'delegations',
  table: 'approval_delegation',
  noun: 'approval-delegation',
  means: 'Who decides for whom, on which days, and how far: one matrix or all, deals up to an amount or any.',
  columns: [
    {
      name: 'delegation',
      aliases: ['id'],
      is: 'id',
      required: false,
      means: 'Id of the delegation, where you have one',
      example: '',
      stored: null,
    },
    { ...participantColumn('giver', true, 'Who lets somebody decide for them'), example: 'p-17' },
    { ...participantColumn('deputy', true, 'Who decides for them'), example: 'p-3' },
    {
      name: 'matrix',
      is: 'id',
      required: false,
      means: 'Approval matrix that it is for; empty for all',
      example: '',
      stored: 'matrix',
    },
    {
      name: 'most',
      is: 'amount',
      required: false,
      means: 'Net of the largest deal that it reaches; empty for any',
      example: '50000',
      stored: 'most',
    },
    {
      name: 'currency',
      is: 'currency',
      required: false,
      means: 'Currency of the largest deal',
      example: 'USD',
      stored: 'currency',
    },
    ...PERIOD_COLUMNS.map((column) => (column.name === 'until' ? { ...column, ...UNTIL } : column)),
    {
      name: 'reason',
      is: 'text',
      required: true,
      means: 'Why',
      example: 'On leave',
      stored: 'reason',
    },
  ],
  open: [],
  attributes: false,
  natural: ['giver', 'deputy', 'matrix', 'from'],
  own: 'delegation',
  scope: 'company',
  exclusive: [
    { by: ['giver', 'deputy', 'matrix'], what: 'delegations from one to the same other for the same deals' },
  ],
  checks: [endsAfterItStarts, givesToAnother, limitHasCurrency],
};
