import { vocabulary } from '../shape/vocabulary.js';

export const CALENDAR_WINDOW = vocabulary('CalendarWindow', {
  month: 'Each month of the calendar',
  quarter: 'Each quarter of the calendar',
  half: 'Each half of the fiscal year',
  year: 'Each fiscal year',
});

export const MEASURE_WINDOW = vocabulary('MeasureWindow', {
  ...CALENDAR_WINDOW.meanings,
  'plan-to-date': 'From the first day of the plan on',
});

export const GRAIN = vocabulary('Grain', {
  line: 'Each line of a booking',
  booking: 'Each booking',
  group: 'What in the window shares the value of a fact',
  window: 'The whole window at its end',
  'running-total': 'The window so far, less what was paid before',
});

export const COUNTED_CREDITS = vocabulary('CountedCredits', {
  own: "The person's own credits",
  rollup: 'Credits of the people below',
  overlay: 'Credits that overlays give beside those of others',
});

export const OVERLAY_QUOTA = vocabulary('OverlayQuota', {
  counts: 'It retires quota and is paid on',
  'does-not-count': 'It is paid on and retires no quota',
  only: 'It retires quota and nothing is paid on it',
});

export const QUOTA_CHANGE = vocabulary('QuotaChange', {
  'by-day': 'Each quota counts for its days',
  latest: "The last quota holds for all of the person's days",
  'as-at-credit': 'Each credit is rated by the quota of its day',
});

export const NEGATIVE = vocabulary('NegativeTreatment', {
  'carry-measure': "What is below zero waits for the next window's bookings",
  'carry-earning': "What would be owed waits for the next window's earning",
  zero: 'Nothing is earned, and nothing is owed',
  'pay-back': 'What was paid before is taken back',
});

export const ROUNDING_UNIT = vocabulary('RoundingUnit', { cents: 'The smallest coin of the currency' });

export const HALF_ROUNDING = vocabulary('HalfRounding', {
  'away-from-zero': '0.005 becomes 0.01, and −0.005 becomes −0.01',
  'to-even': '0.005 becomes 0.00, and 0.015 becomes 0.02',
  up: '0.005 becomes 0.01, and −0.005 becomes 0.00',
  down: '0.005 becomes 0.00, and −0.005 becomes −0.01',
});

export const ATTRIBUTION = vocabulary('Attribution', {
  'in-order': 'Each credit fills the tiers from where the one before it ended',
  'pro-rata': 'All credits share the tiers in proportion, whatever their order',
  'by-contribution': 'Each credit has its part of the pay, by what it brought',
});

export const TIER_MODE = vocabulary('TierMode', {
  marginal: 'Each tier pays on its own slice',
  whole: 'The tier that is reached pays on everything',
  above: 'The tier that is reached pays on everything above its start',
  cumulative: 'Every tier that is reached pays',
});

const VALUES = {
  money: 'An amount with its currency',
  percent: 'A share, such as 8%',
  count: 'A number of things',
  days: 'A number of days',
  date: 'A day',
  text: 'Any text',
};

/** What a value can come to. */
export const VALUE_KIND = vocabulary('ValueKind', {
  money: VALUES.money,
  percent: VALUES.percent,
  count: VALUES.count,
  days: VALUES.days,
  date: VALUES.date,
  'money-per': 'An amount for each of something',
});

export const ROUNDING_STEP = vocabulary('RoundingStep', {
  whole: 'To a whole number, or a whole unit of the currency',
  cents: 'To 0.01',
  millionths: 'To 0.000001',
  percent: 'To a whole percent',
  'tenth-percent': 'To 0.1%',
  'hundredth-percent': 'To 0.01%',
});

export const VALUE_TYPE = vocabulary('ValueType', VALUES);

export const FACT_TYPE = vocabulary('FactType', {
  ...VALUES,
  'one-of': 'One of the words under `values`',
  person: 'One person',
  people: 'Several people',
});

export const RELATION_GIVES = vocabulary('RelationGives', { person: 'One person', people: 'Several people' });

export const EVENT_EFFECT = vocabulary('EventEffect', {
  restates: 'Corrects the past, as if it had been told rightly at once',
  charges: 'Is a fact of its own date, and takes back from then on',
  informs: 'Changes no pay',
});

export const EVENT_ATTAINMENT = vocabulary('EventAttainment', {
  'origin-window': 'The window of the booking',
  'event-window': 'The window in which it happens',
  none: 'No window',
});

export const HIT_POLICY = vocabulary('HitPolicy', {
  unique: 'At most one row may match',
  any: 'Several may match if they give the same',
  priority: 'Of all that match, the one whose outputs come first under `values`',
  first: 'The first that matches, from top to bottom',
  'rule-order': 'A list of what all that match give, from top to bottom',
  'output-order': 'A list of what all that match give, in the order under `values`',
  collect: 'A list of what all that match give, whose order means nothing',
  'collect-sum': 'All that match, added up',
  'collect-min': 'The least of all that match',
  'collect-max': 'The greatest of all that match',
  'collect-count': 'How many match',
});

export const NO_MATCH = vocabulary('NoMatch', {
  refuse: 'It is an error, and nothing is calculated',
  nothing: 'The table gives nothing; a count of rows is 0',
  default: 'Each output gives its `default`',
});

export const ROWS_START_WITH = vocabulary('RowsStartWith', {
  id: 'The first cell of each row is the id by which people call the row',
});

export const PHASE_HIT = vocabulary('PhaseHit', {
  unique: 'Only one rule may answer',
  first: 'The first rule that answers',
});

export const WHEN_UNKNOWN = vocabulary('WhenUnknown', {
  exception: 'A person decides where a rule might answer if a missing fact were known',
  'does-not-match': 'A rule does not answer where a fact that it asks for is missing',
});

export const DECISION = vocabulary('Decision', {
  credit: 'Who is credited for a booking',
  owner: 'Of an account: who owns it, its segment and the like',
  transfer: 'Of an account or opportunity: whether and when it moves',
  holdover: 'Of a request to keep an account or opportunity: whether it is granted',
  registration: "Of a partner's registration or referral: whether it holds, and what it gives",
  lead: 'Of a lead: who works it, and whether it is free again',
  book: "Of somebody's accounts together: whether they are too many",
  dispute: 'Of a dispute: who decides next',
});

/** What a window can be of. */
export const WINDOW_SUBJECT = vocabulary('WindowSubject', {
  transfer: 'A move of an account or opportunity',
  registration: "A partner's registration or referral",
  lead: 'A lead',
  request: 'Something that was asked for',
  opportunity: 'An opportunity',
  dispute: 'A dispute',
  book: "Somebody's accounts",
  renewal: 'A renewal',
  account: 'An account',
  booking: 'A booking',
});

/** What the credit of a part is called. */
export const CREDIT_AS = vocabulary('CreditAs', {
  holdover: 'Kept by who had the account or opportunity before it moved',
});

/** What an output of a decision can be. */
export const OUTPUT_TYPE = vocabulary('OutputType', {
  ...VALUES,
  'one-of': 'One of the words under `values`',
  person: 'One person',
});

/** Why a decision has no answer; the words are the codes of rulings. */
export const RULING_REFUSED = vocabulary('RulingRefused', {
  AMBIGUOUS: 'Two rules match in a phase where only one may',
  UNKNOWN_FACT: 'What the rule gives is not known',
  NOT_A_VALUE: 'What the rule gives is none of the words of its output',
  SHARES: 'The shares of a credit do not make 100%, or nobody can be credited',
  NO_POLICY: 'No policy with this decision is in force on the day',
});

export const OTHERWISE_CREDIT = vocabulary('OtherwiseCredit', {
  house: 'The house account, and an exception to look at',
});

export const OWN_BOOKINGS = vocabulary('OwnBookings', {
  included: 'They roll up as well',
  excluded: 'They do not roll up',
});

/** The operators of a condition's long form. */
export const OPERATOR = vocabulary('ConditionOperator', {
  equal: 'Is the value',
  notEqual: 'Is another value',
  in: 'Is one of the values',
  notIn: 'Is none of the values',
  lessThan: 'Is less, or earlier',
  lessThanInclusive: 'Is the same or less',
  greaterThan: 'Is more, or later',
  greaterThanInclusive: 'Is the same or more',
});
