/** What a finding of a code means, for `docs/errors.md`. */
export interface CodeEntry {
  readonly about: 'paper' | 'shape' | 'value' | 'meaning' | 'test';
  readonly means: string;
}

/** The closed list of what can be wrong in a document. `docs/errors.md` is made from it. */
export const FINDING_CODES = {
  ENCODING: {
    about: 'paper',
    means: 'The file is not UTF-8 text: it is UTF-16, holds NUL or bytes that are no text.',
  },
  TOO_LARGE: {
    about: 'paper',
    means: 'The document has more than 1 MB of text, 20,000 values, or nests deeper than 30 levels.',
  },
  TAB: { about: 'paper', means: 'A tab stands where a space must; tabs are allowed in comments only.' },
  HIDDEN_CHARACTER: {
    about: 'paper',
    means:
      'A character that nobody sees (control, no-break or zero-width space, writing direction) stands in the text.',
  },
  YAML_FEATURE: {
    about: 'paper',
    means:
      'Anchors, aliases, merges, tags, directives, `? ` keys and block text are not part of the language.',
  },
  SEVERAL_DOCUMENTS: { about: 'paper', means: 'One file holds one document.' },
  YAML_SYNTAX: { about: 'paper', means: 'The text cannot be read as YAML at that place.' },
  DUPLICATE_KEY: {
    about: 'paper',
    means: 'A key is written twice in one place; the second would silently win.',
  },
  RESERVED_KEY: { about: 'paper', means: 'The key has a meaning to computers and may not be used.' },
  RESERVED_WORD: {
    about: 'paper',
    means: 'An unquoted yes, no, on, off, true, false or null: the language has words instead.',
  },
  COMMA_IN_BRACES: { about: 'paper', means: 'A comma inside { } or [ ] ended a value that needed quotes.' },
  UNQUOTED_TEST: { about: 'paper', means: 'A test that starts with > needs quotes.' },
  EMPTY_VALUE: { about: 'paper', means: 'A key has no value.' },
  TEXT_OVER_LINES: { about: 'paper', means: 'An unquoted value goes on over the next line.' },

  LANGUAGE_VERSION: { about: 'shape', means: 'The first key must be `kicker: 1`.' },
  DOCUMENT_KIND: {
    about: 'shape',
    means: 'The second key must say the kind and id of the document, such as `plan: field-ae`.',
  },
  UNKNOWN_KEY: { about: 'shape', means: 'The key does not exist there.' },
  MISSING_KEY: { about: 'shape', means: 'A key that must be written is missing.' },
  ONE_OF_KEYS: { about: 'shape', means: 'Exactly one of several keys must be written.' },
  WRONG_SHAPE: { about: 'shape', means: 'A text, a map or a list stands where another of them must.' },
  NOT_SUPPORTED: {
    about: 'shape',
    means:
      'The language has this, but this version of Kicker does not do it yet; nothing is ignored in silence.',
  },

  UNKNOWN_WORD: { about: 'value', means: 'The key takes one of a few words, and this is none of them.' },
  BAD_ID: { about: 'value', means: 'An id is not lower-case words joined by hyphens.' },
  BAD_DATE: { about: 'value', means: 'Not a day that exists, written YYYY-MM-DD.' },
  BAD_NAME: { about: 'value', means: 'A name has a dot and a known first part, such as line.net.' },
  BAD_NUMBER: {
    about: 'value',
    means: 'A number cannot be read, or has more than 12 digits before the point or 6 after it.',
  },
  BARE_NUMBER: { about: 'value', means: 'A number without a unit.' },
  BAD_TEXT: { about: 'value', means: 'A text is empty, too long or not of the form the key takes.' },
  BAD_TEST: { about: 'value', means: 'A condition or the test of a fact cannot be read.' },

  NO_CATALOGUE: { about: 'meaning', means: 'There must be exactly one fact catalogue among the documents.' },
  UNKNOWN_FACT: { about: 'meaning', means: 'No such fact or attribute in the fact catalogue.' },
  UNKNOWN_NAME: {
    about: 'meaning',
    means: 'No measure, table, output, calendar or other thing of that name.',
  },
  UNKNOWN_CONDITION: { about: 'meaning', means: 'No named condition of that id in the document.' },
  UNKNOWN_RELATION: {
    about: 'meaning',
    means: 'Credit goes to a person relation of the fact catalogue, and this is none.',
  },
  UNKNOWN_UNIT: { about: 'meaning', means: 'The unit is not in the fact catalogue.' },
  BUILT_IN: {
    about: 'meaning',
    means: 'A fact that Kicker itself provides is declared with another type or in another list.',
  },
  WEIGHTS: { about: 'meaning', means: 'Weights do not make the whole.' },
  CYCLE: { about: 'meaning', means: 'Things are defined by each other.' },
  UNIT_MISMATCH: {
    about: 'meaning',
    means: 'Two things with different units or types are compared or multiplied.',
  },
  LIMIT_ORDER: { about: 'meaning', means: 'A lower limit lies above the upper one.' },
  WRONG_SCOPE: {
    about: 'meaning',
    means: 'A fact is read where it is not known: a booking has no one value for a whole window.',
  },
  CARRIED_TWICE: {
    about: 'meaning',
    means:
      'Two caps of one incentive carry what they cut into the next window, where it would be paid twice.',
  },
  DUPLICATE_ID: { about: 'meaning', means: 'An id is used twice.' },
  TIER_ORDER: { about: 'meaning', means: 'Tiers are out of order, or two start at one place.' },
  TIER_START: { about: 'meaning', means: 'The first tier does not start at zero.' },
  NO_QUOTA: { about: 'meaning', means: 'An attainment or quota is read of a measure that has no quota.' },
  UNDECLARED: {
    about: 'meaning',
    means: 'A decision about money is not made: two honest readings would pay differently.',
  },
  NOT_NEEDED: { about: 'meaning', means: 'A key is written that decides nothing there.' },
  PERIOD_ORDER: { about: 'meaning', means: 'A period ends before it starts.' },
  CALENDAR: {
    about: 'meaning',
    means: 'The periods of a calendar are not in order, or it lacks the periods a document asks of it.',
  },
  VERSIONS_OVERLAP: { about: 'meaning', means: 'Two versions of one document are in force on one day.' },
  VERSIONS_GAP: {
    about: 'meaning',
    means: 'No version of a document is in force for some days between two versions.',
  },
  VERSION_CHANGES_WINDOW: {
    about: 'meaning',
    means:
      'A new version of a plan changes the calendar, window, unit, negative, pay period, grain or rounding of something while a window of it is running.',
  },
  TABLE_SHAPE: {
    about: 'meaning',
    means: 'A row of a table has not one cell for each input and output, or a cell does not fit its column.',
  },
  HIT_POLICY: { about: 'meaning', means: 'The hit policy cannot give one answer with these outputs.' },
  TABLE_GAP: {
    about: 'meaning',
    means: 'For some values of its inputs no row of a table matches, and the table refuses that.',
  },
  TABLE_OVERLAP: {
    about: 'meaning',
    means: 'Two rows of a table match together, and its hit policy lets only one.',
  },
  TABLE_CONFLICT: {
    about: 'meaning',
    means:
      'Two rows of a table match together and say different things, and its hit policy wants them to agree.',
  },
  ROW_NEVER_ANSWERS: {
    about: 'meaning',
    means: 'A row of a table can never match, or others answer wherever it matches.',
  },
  DUPLICATE_ROW: { about: 'meaning', means: 'Two rows of a table ask the same.' },
  TABLE_SLIP: {
    about: 'meaning',
    means: 'A list of tests that every value passes: of a list one is enough, and probably all were meant.',
  },
  NOT_SEARCHED: {
    about: 'meaning',
    means: 'A table has too many combinations of values to look for all of its gaps and dead rows.',
  },
  CREDIT_PARTS: { about: 'meaning', means: 'The parts of a credit do not make a whole.' },
  NO_SOURCE: {
    about: 'meaning',
    means: 'An incentive does not name the paragraph of the signed plan that it comes from.',
  },
  RATE_ABOVE_WHOLE: { about: 'meaning', means: 'A rate pays more than the whole base.' },
  UNBOUNDED_LIABILITY: {
    about: 'meaning',
    means:
      'A SPIFF may cost any amount: it has no budget, and no cap, count of places or prizes bounds what it pays.',
  },
  NEVER_SETTLES: {
    about: 'meaning',
    means: 'A contest, pool or budget of a SPIFF settles on a day that never comes: the SPIFF has no end.',
  },
  SETTLES_EARLY: {
    about: 'meaning',
    means: 'Something of a SPIFF settles before what decides it is over, or after the budget that pays it.',
  },
  ORDER_MATTERS: {
    about: 'meaning',
    means: 'The order of the bookings changes the total, because lines on one axis have different rates.',
  },
  PAY_FALLS: {
    about: 'meaning',
    means:
      'Pay falls as more is sold or reached: a tier, point, row, gate or multiplier takes from what was earned below it, or a better place has a lower prize.',
  },
  NEVER_REACHED: {
    about: 'meaning',
    means:
      'A tier, point, start, floor or guarantee never pays what it says, because a cap is reached before, or a multiplier leaves nothing.',
  },
  NO_PART: { about: 'meaning', means: 'A part of a quota is below zero or more than the whole.' },
  RATE_BELOW_ZERO: { about: 'meaning', means: 'A rate below zero takes from what is earned.' },
  CAP_BELOW_TARGET: { about: 'meaning', means: 'A cap is lower than what 100% of quota or target pays.' },
  COUNTED_BY_NONE: {
    about: 'meaning',
    means: 'Incentives share bookings out by a fact, and a value between theirs is paid by none.',
  },
  COUNTED_TWICE: {
    about: 'meaning',
    means: 'Incentives that take different bookings both pay on some, so that their rates add.',
  },
  QUOTA_NOBODY_HAS: {
    about: 'meaning',
    means:
      'A measure has a quota that nobody on the plan has in the data at hand, on any day of the version.',
  },
  NO_RATES: {
    about: 'meaning',
    means: 'A plan converts by a set of rates that is not in the data at hand, or not for its currency.',
  },
  PAY_CURRENCY: {
    about: 'meaning',
    means:
      'People on a plan are paid in another currency than the plan, and it does not say how pay is converted.',
  },
  FACT_NEVER_FILLED: {
    about: 'meaning',
    means:
      'A document reads a fact that nothing in the data at hand has; what it says there is never reached.',
  },
  TEXT_NEVER_OCCURS: {
    about: 'meaning',
    means: 'A document asks for a text that the fact never is in the data at hand.',
  },
  UNUSED: { about: 'meaning', means: 'Something is declared and nothing reads it.' },

  TEST_TARGET: {
    about: 'test',
    means: 'A test names a document, incentive, rule or person that does not exist.',
  },
} as const satisfies Record<string, CodeEntry>;

/** A code of the list; none decides pay, each stops or warns about a document. */
export type FindingCode = keyof typeof FINDING_CODES;
