/** Why something asked of a dispute is refused: part of the closed list. */
export const DISPUTE_CODES = {
  DISPUTE_UNKNOWN: { about: 'disputes', means: 'There is no such dispute, or none that who asks may see.' },
  DISPUTE_SUBJECT_UNKNOWN: {
    about: 'disputes',
    means: 'There is no such booking or ruling, or the ruling is about an account rather than a booking.',
  },
  DISPUTE_NO_POLICY: { about: 'disputes', means: 'No engagement policy in force says who decides disputes.' },
  DISPUTE_TOO_LATE: { about: 'disputes', means: 'The policy lets nobody decide it any more.' },
  DISPUTE_UNDECIDED: { about: 'disputes', means: 'The policy does not come to who decides it.' },
  DISPUTE_TWICE: { about: 'disputes', means: 'The person has an open dispute of the same thing.' },
  DISPUTE_SHARES: { about: 'disputes', means: 'The shares cannot be read, or name somebody unknown.' },
  DISPUTE_NOT_OPEN: { about: 'disputes', means: 'The dispute is over, or waits for evidence.' },
  DISPUTE_TAKES_PART: {
    about: 'disputes',
    means: 'Nobody decides a dispute that they filed, by which they gain or lose, or whose ruling they told.',
  },
  DISPUTE_NOT_ASKED: { about: 'disputes', means: 'Somebody else is asked to decide it now.' },
  DISPUTE_REPORTS_TO_FILER: {
    about: 'disputes',
    means: 'Whoever reports to the filer does not stand in for somebody who is asked.',
  },
  DISPUTE_NOT_YOURS: {
    about: 'disputes',
    means: 'One files for oneself and one’s reports, and adds to or takes back what one filed.',
  },
  DISPUTE_NO_EVIDENCE: { about: 'disputes', means: 'There is no evidence, neither text nor a link.' },
  DISPUTE_NO_REASON: { about: 'disputes', means: 'A dispute and an answer to it need a reason.' },
  DISPUTE_NO_CLAIM: { about: 'disputes', means: 'A dispute says who should be credited.' },
  DISPUTE_NOBODY_ABOVE: { about: 'disputes', means: 'The last level was reached: it decides.' },
  DISPUTE_NO_END: {
    about: 'disputes',
    means: 'A ruling for an account needs the account of the booking, and a day on which it ends.',
  },
  DISPUTE_UNUSED: {
    about: 'disputes',
    means: 'The answer has no use for something that was said beside it.',
  },
  DISPUTE_RULING: { about: 'disputes', means: 'The ruling that the decision makes cannot stand.' },
} as const satisfies Readonly<Record<string, { readonly about: 'disputes'; readonly means: string }>>;
