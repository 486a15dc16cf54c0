/** Titles of tests that hold what the state machine says beside its transitions, in its order. */
type Titles = readonly (readonly string[])[];

const MODEL = 'keeps the invariants of the state machine, with %s';
const STORED = 'does what a small model of approvals says, and keeps what must hold after each step, part %i';
const MAY = 'is nobody who takes part in the deal, who left, or who is not asked';
const TWO = 'is asked once for two levels, or two people must be';
const STANDS_IN = 'may stand in for who is asked by a grant that covers the deal, and is tested as they are';
const CARRY =
  'does not carry what is too old, reworded, rejected since, or of somebody who may no longer decide';
const ONCE =
  'decides once: the same again changes nothing, another decision is refused, an old fingerprint too';

/** What must hold of whoever decides. */
export const DECISION_GUARD: Titles = [
  [MAY, STANDS_IN],
  [MAY, 'finds people anew when the organisation changes, and asks who is there now'],
  [STANDS_IN, 'nobody is named for a level who spoke for another, nor decides by the right of one who did'],
  [ONCE],
  [ONCE, 'a decision and a recall have one winner'],
];

/** The duties that are kept apart. */
export const SOD: Titles = [
  [MAY, 'is not the seller, not who wrote the deal, and not who is not asked'],
  [MAY, 'is a manager who earns by rollup alone unless the matrix says no'],
  [TWO, 'asks the next level for one whose only person has decided before', MODEL],
  [STANDS_IN],
  ['approves no version for its author, its editors or whoever handed it in'],
  ['is not asked: others of the level are, or the next one', 'does not name themselves, also beside others'],
  ['is approved by the name of the rule where nobody is needed, and fails closed where it cannot be judged'],
];

/** What an earlier approval needs to carry. */
export const CARRY_FORWARD: Titles = [
  [CARRY, 'carries into a new version by its level: %s'],
  ['never asks more of a deal that got better, and never lets small steps add up'],
  [CARRY, 'is no approval of a manager who is the seller’s no more, and the same one again once they are'],
  [CARRY, 'is no longer than the decision of a person that it relies on, to the minute'],
  [CARRY],
];

/** What is always so. */
export const INVARIANTS: Titles = [
  [MODEL, STORED],
  [MODEL, STORED],
  [MODEL, STORED],
  [MODEL, STORED],
  ['replays to the state that is stored, and its steps to what is looked up', STORED],
  [STORED],
  ['never asks more of a deal that got better, and never lets small steps add up', STORED],
  [MODEL, STORED],
  ['of several looks at once, and of a look and a decision, one tells', STORED],
  ['carries everything of an unchanged deal, so that submitting twice asks nobody', STORED],
  ['does not let small steps pass a tolerance together', STORED],
  ['goes by the version of the matrix that was in force at the submission', STORED],
  ['needs what the preview said, from whom it said, and goes up the ladder', STORED],
  ['two submissions make one request', STORED],
  [STORED],
];
