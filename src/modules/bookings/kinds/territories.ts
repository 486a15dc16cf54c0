import { PERIOD_COLUMNS, participantColumn, type Column, type Kind } from './kind.js';
import { endsAfterItStarts } from './row-checks.js';

const GROUP: Column = {
  name: 'group',
  is: 'id',
  required: false,
  means: 'Group of territories, such as a region',
  example: 'emea',
  stored: 'group_id',
};

/** Where bookings fall. */
export const TERRITORIES: Kind = {
  name: 'territories',
  table: 'territory',
  noun: 'territory',
  means: 'Territories and the group each belongs to.',
  columns: [
    {
      name: 'territory',
      aliases: ['id'],
      is: 'id',
      required: true,
      means: 'Id of the territory',
      example: 't-north',
      stored: null,
    },
    {
      name: 'name',
      is: 'text',
      required: true,
      means: 'What people call it',
      example: 'North',
      stored: 'name',
    },
    GROUP,
  ],
  open: ['territory.'],
  attributes: true,
  natural: ['territory'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [],
  elsewhere: {
    participant: 'Who holds a territory changes over time: give it in a file of territory-holders.',
  },
};

/** Who holds a territory. Two people may at the same time: the policy then says equal shares. */
export const TERRITORY_HOLDERS: Kind = {
  name: 'territory-holders',
  table: 'territory_holder',
  noun: 'territory-holder',
  means: 'Who holds which territory, and when. Several people may hold one territory at a time.',
  columns: [
    {
      name: 'holding',
      aliases: ['id'],
      is: 'id',
      required: false,
      means: 'Id of the holding, where you have one',
      example: '',
      stored: null,
    },
    {
      name: 'territory',
      is: 'id',
      required: true,
      means: 'Which territory',
      example: 't-north',
      stored: 'territory',
      refers: 'territory',
    },
    participantColumn('participant', true, 'Who holds it'),
    ...PERIOD_COLUMNS,
  ],
  open: [],
  attributes: false,
  natural: ['territory', 'participant', 'from'],
  own: 'holding',
  scope: 'company',
  exclusive: [
    { by: ['territory', 'participant'], what: 'holdings of one territory by the same participant' },
  ],
  checks: [endsAfterItStarts],
};

/** Who heads a group of territories: one person at a time. */
export const TERRITORY_HEADS: Kind = {
  name: 'territory-heads',
  table: 'territory_head',
  noun: 'territory-head',
  means: 'Who heads which group of territories, and when: one person at a time.',
  columns: [
    {
      name: 'heading',
      aliases: ['id'],
      is: 'id',
      required: false,
      means: 'Id of the row, where you have one',
      example: '',
      stored: null,
    },
    { ...GROUP, required: true, means: 'Which group', refers: 'territory-group' },
    participantColumn('participant', true, 'Who heads it'),
    ...PERIOD_COLUMNS,
  ],
  open: [],
  attributes: false,
  natural: ['group', 'participant', 'from'],
  own: 'heading',
  scope: 'company',
  exclusive: [{ by: ['group'], what: 'heads of one group' }],
  checks: [endsAfterItStarts],
};
