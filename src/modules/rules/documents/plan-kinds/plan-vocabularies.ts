import { vocabulary } from '../shape/vocabulary.js';

export const STEP_MODE = vocabulary('StepMode', {
  whole: 'The start that is reached pays',
  cumulative: 'Every start that is reached pays',
});

export const BETWEEN = vocabulary('Between', {
  straight: 'On the straight line between two points',
  step: 'The last point reached holds until the next',
});

export const EDGE = vocabulary('Edge', { zero: 'Nothing', hold: 'What the outermost place pays' });

export const COUNT_OF = vocabulary('CountOf', { booking: 'Each booking, once', line: 'Each line' });

export const SPLIT_COUNTS = vocabulary('SplitCounts', {
  whole: 'A split one counts as one for each person',
  'by-share': "A split one counts as each person's part of it",
});

export const REPORTED_BY = vocabulary('ReportedBy', {
  participant: 'A result of the person',
  team: "A result of the person's team, by participant.team",
  company: 'A result of the company',
});

export const MEASURE_IS = vocabulary('MeasureIs', {
  money: "An amount in the plan's currency",
  percent: 'A share, such as a retention or a score',
  count: 'A number of things',
  days: 'A number of days',
});

export const CAP_WHAT = vocabulary(
  'CapWhat',
  {
    earning: 'What is earned in the window',
    rate: 'The rate of every credit',
    deal: 'What one booking earns',
  },
  ['payout'],
);

export const CREDIT_CAP_WHAT = vocabulary('CreditCapWhat', {
  credit: 'What one credited line counts',
  deal: "What all of the person's lines of one booking count together",
});

export const EXCESS = vocabulary('Excess', {
  lost: 'What is over the cap is lost',
  carried: 'What is over the cap waits for the next window',
});

export const PRORATE_BY = vocabulary('ProrateBy', {
  days: 'By the days on the plan, of all days of the window',
  months: 'By months, of all months of the window',
  weeks: 'By whole weeks, of all whole weeks of the window: 52 in a year',
  none: 'Not at all',
});

export const PART_MONTH = vocabulary('PartMonth', {
  counts: 'A month with a day of it counts as a whole one',
  'does-not-count': 'Only whole months count',
  'counts-if-started':
    'A month counts if it begins before the day under `before-day`, and still lasts on that day',
});

export const RELIEVE_BY = vocabulary('RelieveBy', {
  days: 'By the days away',
  months: 'By months away',
  weeks: 'By whole weeks away, of all whole weeks: 52 in a year',
  none: 'Not for the time away, only for the months after it',
});

export const THRESHOLD_COUNTS = vocabulary('ThresholdCounts', {
  'from-first': 'Once it is reached, everything counts',
  'from-threshold': 'Only what lies above it counts',
});

export const BEST = vocabulary('Best', { highest: 'The highest is first', lowest: 'The lowest is first' });

export const TIES = vocabulary('Ties', {
  share: 'They share the prizes of the places they take',
  'all-higher': 'Each has the prize of the place',
  fewer: 'None of them has one, unless there are enough for all',
  'break-by': 'The measures under `break-by` decide; who ties in all of them shares',
});

export const AFTERWARDS = vocabulary('Afterwards', {
  stand: 'Nothing: what was known by the cut-off decides',
  disqualify: 'Who no longer has what it took loses it, and nobody else gets it',
  're-run': 'The result is found anew, and the difference is posted; there is no cut-off',
});

export const AFTER_CUT_OFF = vocabulary('AfterCutOff', {
  stand: 'Nothing: what was known by the cut-off is paid',
  disqualify: 'A booking that is taken back loses what it was paid, and nobody else gets it',
  're-run': 'What was reserved is found anew, and the difference is posted; there is no cut-off',
});

export const FIRST_EACH = vocabulary('FirstEach', {
  company: 'The first of all',
  participant: 'The first of each person',
});

export const RECORDED_ORDER = vocabulary('RecordedOrder', { recorded: 'As they became known' });

export const ADMITS = vocabulary('Admits', { recorded: 'As bookings became known' });

export const WHEN_EXHAUSTED = vocabulary('WhenExhausted', {
  'pay-what-is-left': 'What is left of the budget',
  'pay-nothing': 'Nothing',
  'scale-all': 'The same part of theirs as all others, so that together they make the budget',
});

export const CREDIT_RATE_DAY = vocabulary('CreditRateDay', {
  'booking-date': 'The day of the booking',
  'end-of-month': 'The last day of its month',
  'end-of-pay-period': "The last day of the plan's pay period that it falls in",
  'start-of-year': "The first day of the calendar's year: one rate for the whole year",
});

export const PAY_RATE_DAY = vocabulary('PayRateDay', {
  'end-of-month': 'The last day of the month in which the pay period ends',
  'end-of-pay-period': 'The last day of the pay period',
  'end-of-window': 'The last day of the window that is paid on',
  'start-of-year': "The first day of the calendar's year: one rate for the whole year",
});

export const RATE_CORRECTIONS = vocabulary('RateCorrections', {
  stand: 'What was converted keeps the rate that was known then',
  restate: 'What was converted is converted anew, and the difference is posted',
});

export const MONEY_STEP = vocabulary('MoneyStep', {
  whole: 'To a whole unit of the currency',
  cents: 'To 0.01',
});
