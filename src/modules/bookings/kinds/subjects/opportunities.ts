import { participantColumn, type Column, type Kind } from '../kind.js';
import { isOfOneOf } from '../row-checks.js';

/** What a row is about, by the id of an opportunity. */
export const OPPORTUNITY: Column = {
  name: 'opportunity',
  aliases: ['opportunity_id'],
  is: 'id',
  required: false,
  means: 'Opportunity',
  example: 'O-1001',
  stored: 'opportunity',
  refers: 'opportunity',
};

/** What a row is about, by the id of an account. */
export const ACCOUNT: Column = {
  name: 'account',
  aliases: ['account_id'],
  is: 'id',
  required: false,
  means: 'Customer',
  example: '',
  stored: 'account',
  refers: 'account',
};

/** What a row is about, by the id of a lead. */
export const LEAD: Column = {
  name: 'lead',
  aliases: ['lead_id'],
  is: 'id',
  required: false,
  means: 'Lead',
  example: '',
  stored: 'lead',
  refers: 'lead',
};

/** The column with the id of the thing that a row tells. */
export function ownId(name: string, means: string, example: string): Column {
  return { name, aliases: ['id', `${name}_id`], is: 'id', required: true, means, example, stored: null };
}

/** What may become a booking. */
export const OPPORTUNITIES: Kind = {
  name: 'opportunities',
  table: 'opportunity',
  noun: 'opportunity',
  means:
    'Opportunities, as engagement policies decide about them. What else is known of one comes in columns of the fact catalogue.',
  columns: [
    ownId('opportunity', 'Id of the opportunity in your own records', 'O-1001'),
    { ...ACCOUNT, example: 'a-2001' },
    { ...participantColumn('seller', false, 'Who works it'), aliases: ['opportunity.seller'] },
    {
      name: 'created',
      aliases: ['opportunity.created', 'created_on'],
      is: 'date',
      required: false,
      means: 'Day on which it was opened',
      example: '2026-01-15',
      stored: 'created_on',
    },
    {
      name: 'close_date',
      aliases: ['opportunity.close-date'],
      is: 'date',
      required: false,
      means: 'Day on which it is expected to close',
      example: '2026-06-30',
      stored: 'closes_on',
    },
  ],
  open: ['opportunity.'],
  attributes: true,
  natural: ['opportunity'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [],
};

/** How opportunities and leads went through their stages. */
export const STAGES: Kind = {
  name: 'stages',
  table: 'stage_reached',
  noun: 'stage',
  means: 'Stages that opportunities and leads reached, and when: one row for each.',
  columns: [
    OPPORTUNITY,
    LEAD,
    {
      name: 'date',
      aliases: ['reached', 'entered'],
      is: 'date',
      required: true,
      means: 'Day on which it was reached',
      example: '2026-02-10',
      stored: 'reached_on',
    },
    {
      name: 'sequence',
      is: 'order',
      required: false,
      means: 'Order of stages within a day',
      example: '',
      stored: 'sequence',
      otherwise: '0',
    },
    {
      name: 'stage',
      is: 'text',
      required: true,
      means: 'The stage, a number or a word as the fact catalogue has it',
      example: '3',
      stored: 'stage',
    },
  ],
  open: [],
  attributes: false,
  natural: ['opportunity', 'lead', 'date', 'sequence'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [isOfOneOf('opportunity', 'lead')],
};
