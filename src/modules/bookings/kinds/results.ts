import { participantColumn, PERIOD_COLUMNS, type Kind } from './kind.js';
import { endsAfterItStarts, isDatedInItsTime, isOfOneSubject, namesMeasure } from './row-checks.js';

/** What somebody hands in for a window: no booking adds up to it. */
export const RESULTS: Kind = {
  name: 'results',
  table: 'result',
  noun: 'result',
  means:
    'Results that somebody hands in, such as retention, margin or a score: of a participant, of a team, or, where neither is given, of the company.',
  columns: [
    {
      name: 'result',
      aliases: ['id'],
      is: 'id',
      required: false,
      means: 'Id of the result, where you have one',
      example: '',
      stored: null,
    },
    {
      name: 'measure',
      is: 'id',
      required: true,
      means: 'Measure that the plan reads',
      example: 'net-retention',
      stored: 'measure',
    },
    participantColumn('participant', false, 'Whose result'),
    {
      name: 'team',
      aliases: ['participant.team'],
      fact: 'participant.team',
      is: 'text',
      required: false,
      means: 'Or which team reached it, as its people have it in participant.team',
      example: '',
      stored: 'team',
      refers: 'team',
    },
    ...PERIOD_COLUMNS.map((column) =>
      column.name === 'from'
        ? { ...column, means: 'First day of the window that it is for' }
        : { ...column, means: 'First day after the window', required: true, example: '2026-04-01' },
    ),
    {
      name: 'date',
      is: 'date',
      required: true,
      means: 'Day on which it is known; of several for one window the newest counts',
      example: '2026-04-06',
      stored: 'dated_on',
    },
    {
      name: 'value',
      is: 'quantity',
      required: true,
      means: 'The result with its unit: %, a currency, a unit of the fact catalogue, or days',
      example: '105%',
      stored: 'amount',
      storedUnit: 'unit',
    },
  ],
  open: [],
  attributes: false,
  natural: ['measure', 'participant', 'team', 'from', 'date'],
  own: 'result',
  scope: 'company',
  exclusive: [
    {
      by: ['measure', 'participant', 'team'],
      what: 'results of one subject for one measure',
      unless: {
        later: 'date',
        remedy:
          'a newer result begins on the same day, reaches as far or further and has a later date; any other is for days apart',
      },
    },
  ],
  alike: { by: 'measure', quantity: 'value' },
  checks: [endsAfterItStarts, isOfOneSubject, isDatedInItsTime, namesMeasure],
};
