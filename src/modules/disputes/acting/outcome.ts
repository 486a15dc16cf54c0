import type { DisputeDone } from '../../../engine/disputes/act.js';
import { levelOf, type Dispute, type DisputeEvent } from '../../../engine/disputes/dispute.js';
import { Refusal } from '../../../platform/refusal.js';

const HINTS: Readonly<Record<string, string>> = {
  TAKES_PART: 'Somebody who takes no part in it decides, or pass it up.',
  NOT_ASKED: 'The dispute tells who is asked.',
  REPORTS_TO_FILER: 'Whoever is asked decides, or somebody else who stands in for them.',
  NO_REASON: 'Write a reason.',
  NO_EVIDENCE: 'Say what happened, or give a link, each with what it is.',
  NO_END: 'Rule for the booking alone, or give the day.',
};

const PATHS: Readonly<Record<string, string>> = { NO_REASON: 'reason', NO_EVIDENCE: 'evidence' };

/** The events of what was done, or the refusal. */
export function eventsOf(done: DisputeDone): readonly DisputeEvent[] {
  if ('events' in done) return done.events;
  const { refused, message } = done;
  const hint = HINTS[refused] ?? 'Look at the dispute as it stands now.';
  throw new Refusal(`DISPUTE_${refused}`, message, hint, PATHS[refused]);
}

/** A dispute as the audit keeps it before and after a change. */
export function auditedDispute(dispute: Dispute): object {
  const { standing, revision, asked, ruled } = dispute;
  return { standing, revision, level: levelOf(dispute), asked, ruled };
}

/** Where there is none, or none that who asks may see. */
export function unknownDispute(): Refusal {
  return new Refusal('DISPUTE_UNKNOWN', 'There is no such dispute.', 'Take the id from disputes.', 'dispute');
}
