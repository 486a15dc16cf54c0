import { DISPUTE_CODES } from './dispute-codes.js';
/** Whose words a code belongs to, for the page of codes. */
export type RefusalAbout =
  'request' | 'access' | 'facts' | 'rules' | 'approvals' | 'webhooks' | 'calculation' | 'ledger' | 'disputes';

/** What a refusal of a code means, for `docs/errors.md`. */
export interface RefusalEntry {
  readonly about: RefusalAbout;
  readonly means: string;
}

/** The closed list of why something asked is refused. A code keeps its meaning; `docs/errors.md` is made from it. */
export const REFUSAL_CODES = {
  BAD_INPUT: {
    about: 'request',
    means: 'A value of the request is not of the form that its field asks for.',
  },
  BAD_CURSOR: {
    about: 'request',
    means: 'The cursor was not given out by this list, or the list is sorted otherwise.',
  },
  NOT_ALLOWED: { about: 'request', means: 'The roles of who asks do not allow it.' },
  NOT_FOUND: {
    about: 'request',
    means: 'There is no such thing, or who asks may not see it; the two look the same.',
  },
  IDEMPOTENCY_CONFLICT: {
    about: 'request',
    means:
      'The idempotency key was used before for another request; the message names the fields that differ.',
  },
  REQUEST_UNNAMED: { about: 'request', means: 'The id of the request is empty.' },
  REQUEST_REUSED: { about: 'request', means: 'The id of the request stands for another request already.' },
  REASON_MISSING: { about: 'request', means: 'The change needs a reason that the audit keeps.' },
  JOB_LOST: {
    about: 'request',
    means: 'The process that worked on the job ended before the job did; nothing half-done was kept.',
  },
  JOB_STOPPED: {
    about: 'request',
    means: 'The service was stopped while it worked on the job; nothing half-done was kept.',
  },
  BAD_COUNT: { about: 'request', means: 'A number of workers or shards is outside what can be had.' },

  SIGN_IN: { about: 'access', means: 'The login or the password is wrong.' },
  PASSWORD: { about: 'access', means: 'The new password is too short or too well known.' },
  TOO_MANY_ATTEMPTS: { about: 'access', means: 'Too many failed attempts to sign in; wait a while.' },
  CROSS_SITE: { about: 'access', means: 'A page of another site sent the request.' },
  AUTH_UNAVAILABLE: { about: 'access', means: "The keys of the tokens' issuer cannot be had just now." },
  USER_UNKNOWN: { about: 'access', means: 'There is no such user.' },
  USER_LOGIN: { about: 'access', means: 'The login has characters that it may not have.' },
  USER_LOGIN_TAKEN: { about: 'access', means: 'Another user has the login.' },
  USER_NAME: { about: 'access', means: 'A user needs a name.' },
  USER_PARTICIPANT_TAKEN: { about: 'access', means: 'The participant has a user already.' },
  GRANT_UNKNOWN: { about: 'access', means: 'There is no such grant of a role.' },
  GRANT_DONE: { about: 'access', means: 'The grant was confirmed or revoked already.' },
  ROLE_TO_ONESELF: { about: 'access', means: 'Nobody grants a role to themselves.' },
  ROLE_SECOND_PERSON: {
    about: 'access',
    means: 'A role is confirmed by somebody other than who proposed it.',
  },
  ROLE_GRANTED: { about: 'access', means: 'The user has the role in that time already.' },
  ROLES_EXCLUDE: { about: 'access', means: 'The two roles cannot be held by one person at once.' },
  ROLE_DAYS: { about: 'access', means: 'The role would end before it begins.' },

  FINDINGS: { about: 'rules', means: 'A document has errors, so nothing is done with it.' },
  NOTHING_PUBLISHED: { about: 'rules', means: 'No rules are published.' },
  VERSION_CONFLICT: {
    about: 'rules',
    means: 'Somebody else changed or published the same document meanwhile.',
  },
  VERSION_UNKNOWN: { about: 'rules', means: 'There is no such version.' },
  VERSION_STATE: { about: 'rules', means: 'The act has no meaning in the state that the version is in.' },
  STALE_SUBJECT: { about: 'rules', means: 'The text changed since it was looked at.' },
  OWN_VERSION: { about: 'rules', means: 'Who wrote, edited or handed in a version does not approve it.' },
  NOT_AUTHOR: { about: 'rules', means: 'Only an author withdraws a version.' },
  VERSION_IN_FORCE: { about: 'rules', means: 'The text is in force already on all of its days.' },
  NOTHING_TO_RETIRE: { about: 'rules', means: 'The version is in force on no day from then on.' },
  RETIREMENT_SECOND_PERSON: {
    about: 'rules',
    means: 'A version is ended by somebody other than who proposed it.',
  },
  REVISION_UNKNOWN: { about: 'rules', means: 'The version has no such revision.' },
  DOCUMENT_KIND_UNKNOWN: { about: 'rules', means: 'There is no such kind of document.' },
  DOCUMENT_NAME: { about: 'rules', means: 'The text names another document.' },
  DAY_UNREADABLE: { about: 'rules', means: 'The day does not exist.' },
  TEXT_UNREADABLE: { about: 'rules', means: 'The text is no text.' },
  DOCUMENT_UNREADABLE: { about: 'rules', means: 'The text that was to be edited is no document.' },
  DOCUMENT_NOT_RIGHT: {
    about: 'rules',
    means: 'The document has errors, so it cannot be given as typed input.',
  },
  DOCUMENT_TOO_LARGE: { about: 'rules', means: 'The document would be larger than any may be.' },
  KIND_DIFFERS: { about: 'rules', means: 'A document stays of its kind.' },
  PATH_UNKNOWN: { about: 'rules', means: 'The document has nothing at the path of the edit.' },
  PATH_NOT_IN_LIST: { about: 'rules', means: 'The edit moves or adds something that stands in no list.' },
  ONE_OF_KEYS: { about: 'rules', means: 'Exactly one of several keys must be given.' },
  UNKNOWN_KEY: { about: 'rules', means: 'The key does not exist there.' },
  FACT_TWICE: { about: 'rules', means: 'A fact is given twice in one place.' },
  BAD_NAME: { about: 'rules', means: 'The name cannot stand there.' },
  WRONG_SHAPE: { about: 'rules', means: 'A map, a list or a text stands where another of them must.' },
  TABLE_FILE: { about: 'rules', means: 'No decision table can be read from the CSV or XLSX file.' },
  TABLE_FILE_LIMIT: {
    about: 'rules',
    means: 'The CSV or XLSX file of a decision table is larger than any may be.',
  },
  TABLE_EXPORT: {
    about: 'rules',
    means:
      'The document is no decision table, or a spreadsheet could not give it back with the same meaning.',
  },

  RULING_DECISION_UNKNOWN: { about: 'rules', means: 'No engagement policy decides that.' },
  RULING_SUBJECT_UNKNOWN: { about: 'rules', means: 'There is nothing of that kind and id to decide about.' },
  RULING_DAY: { about: 'rules', means: 'A booking is credited by what holds on its own day alone.' },
  RULING_SUBJECT_WRONG: { about: 'rules', means: 'The decision is about things of another kind.' },
  RULING_FACT_UNKNOWN: { about: 'rules', means: 'A fact is given that the catalogue does not declare.' },
  RULING_FACT_MISTYPED: {
    about: 'rules',
    means: 'A fact is given to a decision with a value that is none of its type.',
  },
  DEAL_UNKNOWN: { about: 'approvals', means: 'There is no such deal, or who asks may not see it.' },
  MATRIX_UNKNOWN: {
    about: 'approvals',
    means: 'No approval matrix of that name is in force, or several are and none was named.',
  },
  REQUEST_UNKNOWN: {
    about: 'approvals',
    means: 'There is no such request for approval, or who asks may not see it.',
  },
  NOT_A_PARTICIPANT: {
    about: 'approvals',
    means: 'Only participants submit, sell and approve deals; the user is none.',
  },
  APPROVAL_NOT_OPEN: {
    about: 'approvals',
    means:
      'The request or its step is not open for that, or the deal has another request that has not ended.',
  },
  APPROVAL_OLD_FINGERPRINT: {
    about: 'approvals',
    means: 'The judged terms of the deal are others than those that were looked at.',
  },
  APPROVAL_NOT_ASKED: {
    about: 'approvals',
    means: 'Who decides is not asked at the step, and nobody who is has delegated to them.',
  },
  APPROVAL_TAKES_PART: {
    about: 'approvals',
    means: 'Who decides takes part in the deal: as submitter, seller, editor or beneficiary.',
  },
  APPROVAL_NOT_ACTIVE: {
    about: 'approvals',
    means: 'Who decides does not work here any more, or may not sign in.',
  },
  APPROVAL_DECIDED_BEFORE: {
    about: 'approvals',
    means: 'One person would decide two levels of which two people must.',
  },
  APPROVAL_ALREADY_DECIDED: {
    about: 'approvals',
    means: 'The step was decided by this person, or for the person they stand in for.',
  },
  APPROVAL_GRANTED_OWN_RIGHT: {
    about: 'approvals',
    means: 'Who decides gave themselves the right by which they do, or named who is asked.',
  },
  APPROVAL_REPORTS_TO_SUBMITTER: {
    about: 'approvals',
    means: 'Who would decide in the place of others reports to whoever submitted or sells the deal.',
  },
  APPROVAL_NO_REASON: {
    about: 'approvals',
    means: 'A rejection, a reassignment or an override needs a reason.',
  },
  APPROVAL_NOT_YOURS: {
    about: 'approvals',
    means: 'Only who submitted or sells the deal recalls it, and only who is asked hands a step on.',
  },
  APPROVAL_NOT_ALLOWED: { about: 'approvals', means: 'The matrix does not let it be done.' },
  APPROVAL_NO_AUTHORITY: { about: 'approvals', means: 'Who is named to decide or to agree has no right to.' },
  APPROVAL_NOTHING_TO_RETRACT: {
    about: 'approvals',
    means: 'Who takes an approval back has given none there.',
  },
  APPROVAL_DECIDED_ABOVE: {
    about: 'approvals',
    means: 'The next level has decided, so the approval below stays.',
  },
  APPROVAL_CYCLE: { about: 'approvals', means: 'A step is handed to oneself, or on a second time.' },
  APPROVAL_NEEDS_SECOND: { about: 'approvals', means: 'The second person of an override is the first one.' },
  APPROVAL_NOT_APPROVED: { about: 'approvals', means: 'The deal is not approved as it stands.' },

  WEBHOOK_ADDRESS: {
    about: 'webhooks',
    means: 'Messages go to http and https addresses without a name and password in them.',
  },
  WEBHOOK_DELIVERY: { about: 'webhooks', means: 'The message is waiting to be sent, or is not there.' },

  IMPORT_CSV: { about: 'facts', means: 'The file cannot be read as CSV from a line on.' },
  IMPORT_EMPTY: { about: 'facts', means: 'The file has no row.' },
  IMPORT_ENCODING: { about: 'facts', means: 'The file is not UTF-8 text.' },
  IMPORT_FILE_KIND: { about: 'facts', means: 'The file is no CSV file.' },
  IMPORT_HEADER: { about: 'facts', means: 'The header lacks a column, or has one that nobody knows.' },
  IMPORT_KIND: { about: 'facts', means: 'There is no such kind of file.' },
  IMPORT_LIMIT: { about: 'facts', means: 'The file is larger than any file may be.' },
  IMPORT_MAPPING: { about: 'facts', means: 'The mapping file cannot be used.' },
  IMPORT_SOURCE: { about: 'facts', means: 'The name of the source has characters that it may not have.' },
  IMPORT_UNDONE: { about: 'facts', means: 'The import was taken back already.' },
  IMPORT_UNDO_BREAKS: {
    about: 'facts',
    means: 'Taken back, the import would leave facts that do not go together.',
  },
  IMPORT_UNKNOWN: { about: 'facts', means: 'The entry is no import.' },
  RECORD_REJECTED: {
    about: 'facts',
    means: 'A record cannot be taken as it is; the path names the field and the message says why.',
  },
  TRANSITION_ROW: {
    about: 'facts',
    means: 'A row of accounts to move cannot be taken; its message says why.',
  },
  TRANSITION_REFUSED: { about: 'facts', means: 'The engagement policy refuses to move one of the accounts.' },
  TRANSITION_CHANGED: { about: 'facts', means: 'What the transition was approved by changed since.' },
  TRANSITION_STANDING: {
    about: 'facts',
    means: 'The transition does not stand where this can be done to it.',
  },
  TRANSITION_OWN: { about: 'facts', means: 'Whoever proposed a transition does not decide on it.' },
  TRANSITION_NOT_APPROVER: {
    about: 'facts',
    means: 'The policy asks another role to decide, or you gain by it.',
  },
  DELEGATION_NOT_OWN: {
    about: 'facts',
    means: 'Somebody gives a delegation for themselves; this one is not theirs.',
  },
  DELEGATION_OVER: { about: 'facts', means: 'The delegation ends on that day or before already.' },
  DELEGATION_UNKNOWN: { about: 'facts', means: 'There is no such delegation, or none that is yours to end.' },
  DEAL_NOT_OWN: { about: 'facts', means: 'A seller tells their own deals, under ids of their own.' },
  DEAL_BOOKED: { about: 'facts', means: 'A booking names the deal, so its seller changes it no more.' },
  FACT_MISTYPED: {
    about: 'facts',
    means: 'A stored fact no longer fits the type that the catalogue in force gives it.',
  },
  RESULT_MISTYPED: {
    about: 'facts',
    means: 'A plan reads a measure in another unit than its results were handed in.',
  },
  PARTICIPANT_UNKNOWN: { about: 'facts', means: 'There is no such participant.' },

  ABANDONED: { about: 'calculation', means: 'The workers of the calculation ended before it was complete.' },
  CALCULATION_NOT_COMPLETE: { about: 'calculation', means: 'The calculation is still running.' },
  CALCULATION_OLDER: { about: 'calculation', means: 'A newer calculation is settled already.' },
  CALCULATION_STALE: { about: 'calculation', means: 'Facts or rules changed since the calculation.' },
  CALCULATION_UNKNOWN: { about: 'calculation', means: 'There is no such calculation to settle.' },
  NOTHING_CALCULATED: { about: 'calculation', means: 'Nothing was calculated yet.' },
  NOTHING_EARNED: {
    about: 'calculation',
    means: 'The calculation has no credit of that person in that period.',
  },
  UNKNOWN_CALCULATION: { about: 'calculation', means: 'There is no complete calculation of that number.' },
  UNKNOWN_EARNING: { about: 'calculation', means: 'The calculation has no such earning.' },
  UNKNOWN_INCENTIVE: { about: 'calculation', means: 'The person has no such incentive in that period.' },
  WORTH_SHARED: {
    about: 'calculation',
    means:
      'What the SPIFF pays hangs on what others book, so that one booking of one person has no worth of its own.',
  },
  WORTH_TOO_LARGE: {
    about: 'calculation',
    means: 'More booking lines count for the participant than one question about deals may go over.',
  },
  WORKERS_FAILED: { about: 'calculation', means: 'All workers of the calculation died.' },

  ...DISPUTE_CODES,

  AMOUNT_UNREADABLE: { about: 'ledger', means: 'The amount is no decimal with at most two places.' },
  CALENDAR_UNKNOWN: { about: 'ledger', means: 'There is no such calendar, or several and none was named.' },
  CURRENCY_UNKNOWN: { about: 'ledger', means: 'No plan pays in that currency.' },
  EARLIER_PERIOD_OPEN: {
    about: 'ledger',
    means: 'Periods close in their order, and an earlier one is open.',
  },
  NOT_SETTLED: { about: 'ledger', means: 'No calculation was settled that the period could close with.' },
  PERIOD_CLOSED: { about: 'ledger', means: 'The period is closed and takes no more entries.' },
  PERIOD_CLOSED_SINCE: { about: 'ledger', means: 'A period was closed after the calculation was made.' },
  PERIOD_NOT_PAID_BY: { about: 'ledger', means: 'No plan pays by periods of that kind.' },
  PERIOD_TOO_FAR: { about: 'ledger', means: 'The period lies more than a year ahead.' },
  PERIOD_UNKNOWN: { about: 'ledger', means: 'The calendar has no period of that name.' },
  PERIOD_NOT_SEEN: {
    about: 'ledger',
    means: 'Who asks sees the pay of the participant on other days only, so that nothing whole can be told.',
  },
  POSITION_UNPROVED: { about: 'ledger', means: 'The calculation is not known to hold at that position.' },
} as const satisfies Readonly<Record<string, RefusalEntry>>;

export type RefusalCode = keyof typeof REFUSAL_CODES;
