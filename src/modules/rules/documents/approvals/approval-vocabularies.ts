import { vocabulary } from '../shape/vocabulary.js';

export const WORSE = vocabulary('Worse', {
  higher: 'A higher value is worse for the company',
  lower: 'A lower value is worse for the company',
  'any-change': 'Any other value opens it again',
});

export const LEVEL_ORDER = vocabulary('LevelOrder', {
  ladder: 'It is asked after the levels before it',
  parallel: 'It is asked at once, and stands outside the ladder',
});

export const APPROVAL_HIT = vocabulary('ApprovalHit', {
  unique: 'At most one row may match',
  any: 'Several may match if they ask for the same',
  first: 'The first that matches, from top to bottom',
  priority: 'Of all that match, the one that asks for the highest level',
  collect: 'What all that match ask for, each level once',
});

export const SAME_PERSON = vocabulary('SamePersonTwice', {
  'asked-once': 'One person at two levels decides both at once',
  'two-people': 'Two people must decide',
});

export const OWN_DEAL = vocabulary('OwnDeal', {
  'next-level': 'The next level of the ladder decides instead',
  'skip-level': 'The level is not needed',
  refuse: 'The deal cannot be approved',
});

export const ROLLUP_MANAGERS = vocabulary('RollupManagers', {
  'may-decide': 'They may decide',
  'may-not-decide': 'They take part in the deal, and may not decide it',
});

export const RECALL = vocabulary('Recall', {
  allowed: 'Who submitted it may take it back while it is open',
  'not-allowed': 'It stays open until it is decided',
});

export const REFUSED = vocabulary('WhyRefused', {
  'no-match': 'No row is about the deal',
  'several-match': 'Several rows match where one may',
  'rows-differ': 'Rows that match ask for different approvals',
  'unknown-fact': 'A judged term is not known',
  currency: 'The deal is in another currency than the amounts of the matrix',
  'no-authority': 'No level may sign it',
  'nobody-may-decide': 'Nobody is left who may decide',
});
