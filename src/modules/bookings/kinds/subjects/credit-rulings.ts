import { PERIOD_COLUMNS, type Column, type Kind } from '../kind.js';
import { BEFORE_ANY, endsAfterItStarts, givesWholeParts, rulesOneThing, saysShortly } from '../row-checks.js';

const DAYS: readonly Column[] = PERIOD_COLUMNS.map((column) =>
  column.name === 'from'
    ? {
        ...column,
        required: false,
        otherwise: BEFORE_ANY,
        means: 'First day of the bookings that it decides',
      }
    : { ...column, means: 'First day whose bookings it no longer decides; empty for all', example: '' },
);

/** Who is credited where people have decided it. */
export const CREDIT_RULINGS: Kind = {
  name: 'credit-rulings',
  table: 'credit_ruling',
  noun: 'credit-ruling',
  means:
    'Who is credited for a booking, with what changes it, or for the bookings of an account, where people have decided it. A ruling decides before any rule of the engagement policy; one about a booking before one about its account.',
  columns: [
    {
      name: 'ruling',
      aliases: ['id'],
      is: 'id',
      required: true,
      means: 'Id by which it is cited',
      example: 'CR-1',
      stored: null,
    },
    {
      name: 'booking',
      is: 'id',
      required: false,
      means: 'The booking that it decides; empty where it is about an account',
      example: 'SO-1001',
      stored: 'booking',
      refers: 'booking',
    },
    {
      name: 'booking_source',
      is: 'id',
      required: false,
      means: 'Source of that booking, where it is another',
      example: '',
      stored: 'booking_source',
    },
    {
      name: 'account',
      is: 'id',
      required: false,
      means: 'The account whose bookings it decides; empty where it is about one booking',
      example: '',
      stored: 'account',
      refers: 'account',
    },
    ...DAYS,
    {
      name: 'shares',
      is: 'text',
      required: true,
      means: 'Who is credited, each with whole parts, or house',
      example: 'p-17 2, p-3 1',
      stored: 'shares',
      refers: 'shares',
    },
    {
      name: 'reason',
      is: 'text',
      required: true,
      means: 'Why; it stands beside the credit',
      example: 'Agreed by both managers',
      stored: 'reason',
    },
    {
      name: 'decided_by',
      aliases: ['by'],
      is: 'text',
      required: true,
      means: 'Who decided it',
      example: 'Comp operations',
      stored: 'decided_by',
    },
    {
      name: 'arises_from',
      is: 'text',
      required: false,
      means: 'The dispute or request that it comes from',
      example: '',
      stored: 'arises_from',
    },
  ],
  open: [],
  attributes: false,
  natural: ['ruling'],
  own: null,
  scope: 'company',
  exclusive: [
    {
      by: ['booking_source', 'booking'],
      filled: 'booking',
      what: 'rulings about one booking',
      dayless: { remedy: 'tell that one anew with the other shares, or withdraw it first' },
    },
    { by: ['account'], filled: 'account', what: 'rulings about one account' },
  ],
  checks: [rulesOneThing, endsAfterItStarts, givesWholeParts, saysShortly],
};
