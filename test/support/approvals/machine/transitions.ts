/** A transition of the state machine of approvals: by what it leads from where to where, under its usual number. */
export interface Transition {
  readonly t: string;
  readonly from: readonly string[];
  readonly event: string;
  readonly to: string;
  /** What our log calls the event, where it says it otherwise. */
  readonly ours?: string;
  /** Titles of tests that hold each of its guards, in their order. */
  readonly guards: readonly (readonly string[])[];
}

const ONCE = 'is submitted once, and by the terms that were looked at';
const LADDER = 'goes up the ladder and is approved, for as long as the matrix says';
const FREE =
  'is approved by the name of the rule where nobody is needed, and fails closed where it cannot be judged';
const CARRIES = 'carries everything of an unchanged deal, so that submitting twice asks nobody';
const REJECTS = 'ends with the first rejection, which needs a reason';
const CHANGES =
  'does not outlive a change of the deal while it is open, and holds for the approved terms alone';
const RECALLS = 'is taken back by who submitted it alone, where the matrix lets it';
const MAY = 'is nobody who takes part in the deal, who left, or who is not asked';
const COUNTS = 'are of all who are asked now: who moved away approves for nobody who stays';
const HANDS = 'is handed on once by who is asked, to somebody who may decide';
const LATE = 'passes a late step up, takes the right from who was late, and never approves by time';
const TAKES_BACK = 'lets an approval be taken back until the next level decided';

/** Transitions of a request. What is submitted is a request; before that the deal is a draft, which nothing is stored of. */
export const OF_REQUESTS: readonly Transition[] = [
  {
    t: 'T1',
    from: ['DRAFT'],
    event: 'SUBMIT',
    to: 'EVALUATING',
    guards: [
      ['is refused where there is no deal, no matrix, nobody who may, or it is over'],
      [ONCE, 'two submissions make one request'],
    ],
  },
  { t: 'T2', from: ['EVALUATING'], event: 'EVALUATED', to: 'PENDING', guards: [[LADDER]] },
  { t: 'T3', from: ['EVALUATING'], event: 'EVALUATED', to: 'APPROVED', guards: [[FREE, CARRIES]] },
  {
    t: 'T4',
    from: ['EVALUATING'],
    event: 'EVALUATION_ERROR',
    to: 'EVALUATION_FAILED',
    guards: [[FREE, 'fails closed where no level is left']],
  },
  {
    t: 'T5',
    from: ['EVALUATION_FAILED'],
    event: 'RETRY',
    to: 'EVALUATING',
    guards: [['is tried again by the same terms alone, where it could not be judged']],
  },
  { t: 'T6', from: ['PENDING'], event: 'STEP_APPROVED', to: 'PENDING', guards: [[LADDER]] },
  {
    t: 'T7',
    from: ['PENDING'],
    event: 'STEP_APPROVED',
    to: 'APPROVED',
    ours: 'APPROVED',
    guards: [['asks parallel levels at once and is approved when both are']],
  },
  {
    t: 'T8',
    from: ['PENDING'],
    event: 'STEP_REJECTED',
    to: 'REJECTED',
    ours: 'REJECTED',
    guards: [[REJECTS]],
  },
  { t: 'T9', from: ['PENDING'], event: 'RECALL', to: 'RECALLED', guards: [[RECALLS], [RECALLS]] },
  { t: 'T10', from: ['PENDING'], event: 'DEAL_CHANGED', to: 'SUPERSEDED', guards: [[CHANGES]] },
  { t: 'T11', from: ['PENDING'], event: 'TIMER_EXPIRED', to: 'EXPIRED', guards: [[LATE]] },
  { t: 'T12', from: ['APPROVED'], event: 'DEAL_CHANGED', to: 'STALE', guards: [[CHANGES]] },
  { t: 'T13', from: ['STALE'], event: 'RESUBMIT', to: 'SUPERSEDED', guards: [] },
  { t: 'T14', from: ['STALE'], event: 'DEAL_REVERTED', to: 'APPROVED', guards: [[CHANGES]] },
  { t: 'T15', from: ['APPROVED', 'STALE'], event: 'VALIDITY_PASSED', to: 'EXPIRED', guards: [] },
  { t: 'T16', from: ['APPROVED'], event: 'BOOKED', to: 'CONSUMED', guards: [[CHANGES]] },
  {
    t: 'T17',
    from: ['DRAFT', 'EVALUATING', 'EVALUATION_FAILED', 'PENDING', 'APPROVED', 'STALE'],
    event: 'DEAL_CLOSED_LOST',
    to: 'CANCELLED',
    guards: [],
  },
];

/** Transitions of a step. */
export const OF_STEPS: readonly Transition[] = [
  { t: 'S1', from: ['WAITING'], event: 'GATE_OPEN', to: 'REQUESTED', guards: [[LADDER]] },
  {
    t: 'S2',
    from: ['WAITING'],
    event: 'CARRY_FORWARD',
    to: 'AUTO_CARRIED',
    ours: 'EVALUATED',
    guards: [[CARRIES]],
  },
  {
    t: 'S3',
    from: ['WAITING'],
    event: 'CONDITION_FALSE',
    to: 'SKIPPED',
    ours: 'EVALUATED',
    guards: [['is the next level where those of a level all take part, as the matrix says']],
  },
  { t: 'S4', from: ['REQUESTED'], event: 'APPROVE', to: 'REQUESTED', guards: [[MAY], [COUNTS]] },
  {
    t: 'S5',
    from: ['REQUESTED'],
    event: 'APPROVE',
    to: 'APPROVED',
    ours: 'STEP_APPROVED',
    guards: [[MAY], ['is as many as a quorum of %s needs', COUNTS]],
  },
  {
    t: 'S6',
    from: ['REQUESTED'],
    event: 'REJECT',
    to: 'REJECTED',
    ours: 'STEP_REJECTED',
    guards: [[MAY], [REJECTS]],
  },
  {
    t: 'S7',
    from: ['REQUESTED'],
    event: 'DELEGATE',
    to: 'REQUESTED',
    guards: [
      [HANDS],
      [
        'is handed to nobody below the level, and beside the ladder to who is of it, or by a delegation that another told',
      ],
      [
        HANDS,
        'is handed on no further by a delegation, and goes back to the level when who handed it on leaves',
      ],
    ],
  },
  {
    t: 'S8',
    from: ['REQUESTED'],
    event: 'REASSIGN',
    to: 'REQUESTED',
    guards: [['is given to others by an administrator who takes no part, with a reason']],
  },
  {
    t: 'S9',
    from: ['REQUESTED'],
    event: 'SLA_BREACH',
    to: 'REQUESTED',
    guards: [[LATE, 'are none of the level that was late, whoever joins the next one']],
  },
  {
    t: 'S10',
    from: ['REQUESTED'],
    event: 'SLA_BREACH',
    to: 'EXPIRED',
    ours: 'STEP_EXPIRED',
    guards: [[LATE]],
  },
  {
    t: 'S11',
    from: ['REQUESTED'],
    event: 'OVERRIDE',
    to: 'OVERRIDDEN',
    guards: [
      [
        'is overridden with a reason, by nobody who takes part, and stays to be seen',
        'is overridden by two where the matrix wants it, each by their own act, and may be decided meanwhile',
      ],
    ],
  },
  {
    t: 'S12',
    from: ['WAITING', 'REQUESTED'],
    event: 'REQUEST_CLOSED',
    to: 'CANCELLED',
    ours: 'CANCEL_STEP',
    guards: [],
  },
  {
    t: 'S13',
    from: ['APPROVED'],
    event: 'RETRACT',
    to: 'REQUESTED',
    guards: [
      [TAKES_BACK],
      [TAKES_BACK],
      [TAKES_BACK, 'lets nobody take an approval back where the level, or the next one, was passed over'],
    ],
  },
];

/** What ours does beside these, and why. */
export const BESIDE: Readonly<Record<string, string>> = {
  'PENDING NO_APPROVER_LEFT EVALUATION_FAILED': 'the effect of S1 where nobody is left who may decide',
  'EVALUATION_FAILED DEAL_CHANGED SUPERSEDED': 'what could not be judged gives way to the deal as it is now',
  'REQUESTED REORGANISE REQUESTED': 'the guard of decisions: who is asked is found anew',
  'REQUESTED RETRACT REQUESTED': 'S13 where the approvals were not enough yet',
  'REQUESTED REJECT REQUESTED': 'the vote of S6, before what it comes to',
  'REQUESTED CLOSE_GATE WAITING': 'the levels above an approval that was taken back wait again',
  'REQUESTED OVERRIDE_ASKED REQUESTED': 'the first of the two people of S11',
  'OVERRIDDEN OVERRIDE_REVIEWED OVERRIDDEN': 'the effect of S11: it is looked at later',
};
