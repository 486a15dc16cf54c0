import { participantColumn, PERIOD_COLUMNS, type Column, type Kind, type KindName } from './kind.js';
import { endsAfterItStarts, isNotOwnParent } from './row-checks.js';

const ACCOUNT: Column = {
  name: 'account',
  is: 'id',
  required: true,
  means: 'Which account',
  example: 'a-2001',
  stored: 'account',
  refers: 'account',
};

/** What a further kind of dated fact of an account says: one row is in force at a time. */
interface Dated extends Pick<Kind, 'table' | 'noun' | 'means'> {
  readonly name: KindName;
  readonly value: Column;
  /** Completes "Two … overlap". */
  readonly what: string;
}

function dated({ value, what, ...kind }: Dated): Kind {
  return {
    ...kind,
    columns: [
      {
        name: 'row',
        aliases: ['id'],
        is: 'id',
        required: false,
        means: 'Id of the row, where you have one',
        example: '',
        stored: null,
      },
      ACCOUNT,
      value,
      ...PERIOD_COLUMNS,
    ],
    open: [],
    attributes: false,
    natural: ['account', 'from'],
    own: 'row',
    scope: 'company',
    exclusive: [{ by: ['account'], what }],
    checks: [endsAfterItStarts],
  };
}

/** Who owns an account. */
export const ACCOUNT_OWNERS: Kind = dated({
  name: 'account-owners',
  table: 'account_owner',
  noun: 'account-owner',
  means:
    'Who owns which account, and when: one person at a time. On days that no row covers, the owner in the accounts file holds.',
  value: participantColumn('participant', true, 'Who owns it'),
  what: 'owners of one account',
});

/** For whom an account is named. */
export const NAMED_ACCOUNTS: Kind = dated({
  name: 'named-accounts',
  table: 'named_account',
  noun: 'named-account',
  means:
    'Which accounts are named, for whom, and when: one person at a time. `account.named` is then named; of an account that no row names it is ordinary.',
  value: participantColumn('participant', true, 'For whom it is named'),
  what: 'namings of one account',
});

/** The segment of an account. */
export const ACCOUNT_SEGMENTS: Kind = dated({
  name: 'account-segments',
  table: 'account_segment',
  noun: 'account-segment',
  means:
    'Which segment an account is in, and when. On days that no row covers, the segment in the accounts file holds.',
  value: {
    name: 'segment',
    aliases: ['account.segment'],
    fact: 'account.segment',
    is: 'id',
    required: true,
    means: 'Segment, a word of the fact catalogue',
    example: 'mid-market',
    stored: 'segment',
  },
  what: 'segments of one account',
});

/** What an account belongs to. */
export const ACCOUNT_PARENTS: Kind = {
  ...dated({
    name: 'account-parents',
    table: 'account_parent',
    noun: 'account-parent',
    means:
      'Which account another belongs to, and when. On days that no row covers, the parent in the accounts file holds. No account may come to stand above itself.',
    value: {
      name: 'parent',
      is: 'id',
      required: true,
      means: 'Account that it belongs to',
      example: 'a-1000',
      stored: 'parent',
      refers: 'account',
    },
    what: 'parents of one account',
  }),
  partOf: 'accounts',
  checks: [endsAfterItStarts, isNotOwnParent],
};
