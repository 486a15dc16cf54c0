import { participantColumn, type Column, type Kind } from '../kind.js';
import { isOfOneOf, isOfSome } from '../row-checks.js';
import { ACCOUNT, LEAD, OPPORTUNITY, ownId } from './opportunities.js';

const REGISTRATION: Column = {
  name: 'registration',
  aliases: ['registration_id'],
  is: 'id',
  required: false,
  means: 'Registration',
  example: '',
  stored: 'registration',
  refers: 'registration',
};

/** What partners register. */
export const REGISTRATIONS: Kind = {
  name: 'registrations',
  table: 'registration',
  noun: 'registration',
  means:
    'What partners registered, of an opportunity or of an account. How long it holds is said by the windows of the engagement policy.',
  columns: [
    ownId('registration', 'Id of the registration in your own records', 'R-1001'),
    {
      name: 'partner',
      aliases: ['registration.partner'],
      is: 'id',
      required: true,
      means: 'Partner who registered it',
      example: 'partner-7',
      stored: 'partner',
    },
    OPPORTUNITY,
    ACCOUNT,
    {
      name: 'filed',
      aliases: ['registration.filed'],
      is: 'date',
      required: true,
      means: 'Day on which it was filed',
      example: '2026-02-02',
      stored: 'filed_on',
    },
    {
      name: 'approved',
      aliases: ['registration.approved'],
      is: 'date',
      required: false,
      means: 'Day on which it was approved for good; empty until then',
      example: '2026-02-04',
      stored: 'approved_on',
    },
  ],
  open: ['registration.', 'renewal.'],
  attributes: true,
  natural: ['registration'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [isOfSome('opportunity', 'account')],
};

/** What may become an opportunity. */
export const LEADS: Kind = {
  name: 'leads',
  table: 'lead',
  noun: 'lead',
  means: 'Leads with who works each. What else is known of one comes in columns of the fact catalogue.',
  columns: [
    ownId('lead', 'Id of the lead in your own records', 'L-1001'),
    { ...participantColumn('owner', false, 'Who works it'), aliases: ['lead.owner'] },
    ACCOUNT,
    {
      name: 'received',
      aliases: ['lead.received'],
      is: 'date',
      required: true,
      means: 'Day on which it came to its owner',
      example: '2026-03-02',
      stored: 'received_on',
    },
  ],
  open: ['lead.'],
  attributes: true,
  natural: ['lead'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [],
};

/** Requests to move or to keep something. */
export const REQUESTS: Kind = {
  name: 'requests',
  table: 'move_request',
  noun: 'request',
  means: 'Requests to move an account or an opportunity, or to keep it after a move.',
  columns: [
    ownId('request', 'Id of the request in your own records', 'Q-1001'),
    { ...OPPORTUNITY, means: 'Opportunity that it is about' },
    { ...ACCOUNT, means: 'Or account; that of the opportunity where only that is given' },
    {
      name: 'asked',
      aliases: ['request.asked'],
      is: 'date',
      required: true,
      means: 'Day of the request',
      example: '2026-04-01',
      stored: 'asked_on',
    },
    { ...participantColumn('by', false, 'Who asks'), stored: 'asked_by' },
  ],
  open: ['request.', 'transfer.'],
  attributes: true,
  natural: ['request'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [isOfSome('opportunity', 'account')],
};

/** Books of accounts. */
export const BOOKS: Kind = {
  name: 'books',
  table: 'account_book',
  noun: 'book',
  means: 'Books of accounts: what a seller looks after, as policies limit it.',
  columns: [
    ownId('book', 'Id of the book in your own records', 'B-17'),
    { ...participantColumn('owner', true, 'Whose book it is'), aliases: ['book.owner'] },
  ],
  open: ['book.'],
  attributes: true,
  natural: ['book'],
  own: null,
  scope: 'company',
  exclusive: [],
  checks: [],
};

/** What was done with customers, and when. */
export const ACTIVITIES: Kind = {
  name: 'activities',
  table: 'activity',
  noun: 'activity',
  means:
    'What was done, and when: a call, a meeting, a mail. Each is on one account, opportunity, lead or registration.',
  columns: [
    { ...ownId('activity', 'Id of the activity, where you have one', ''), required: false },
    ACCOUNT,
    OPPORTUNITY,
    LEAD,
    REGISTRATION,
    {
      name: 'date',
      is: 'date',
      required: true,
      means: 'Day on which it happened',
      example: '2026-03-12',
      stored: 'happened_on',
    },
    {
      name: 'kind',
      is: 'id',
      required: true,
      means: 'What it was, a word of your own',
      example: 'meeting',
      stored: 'kind',
    },
  ],
  open: [],
  attributes: false,
  natural: ['account', 'opportunity', 'lead', 'registration', 'date', 'kind'],
  own: 'activity',
  scope: 'company',
  exclusive: [],
  checks: [isOfOneOf('account', 'opportunity', 'lead', 'registration')],
};
