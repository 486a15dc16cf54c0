import type { DisputeAnswer, DisputeReach } from '../../../engine/disputes/act.js';
import { Refusal } from '../../../platform/refusal.js';

/** What somebody says beside an answer. */
interface Said extends DisputeReach {
  readonly answer: DisputeAnswer['answer'];
  readonly shares: string | null;
}

/** Refuses what the answer has no use for: whoever says it means another one, and an answer is not taken back. */
export function refuseUnused({ answer, shares, reach, until }: Said): void {
  if (answer !== 'split' && (shares ?? '').trim() !== '')
    throw unused('shares', 'Only a split says shares.', 'Answer with a split, or leave shares out.');
  const makesRuling = answer === 'split' || answer === 'uphold';
  if (!makesRuling && (reach === 'account' || until !== null))
    throw unused(
      reach === 'account' ? 'forAccount' : 'until',
      'Only a dispute that is upheld or split makes a ruling.',
      'Uphold or split it, or say nothing of the account and of days.',
    );
  if (reach === 'booking' && until !== null)
    throw unused(
      'until',
      'A ruling on the booking alone ends on no day.',
      'Rule for the account until that day (forAccount, --for-account), or leave the day out.',
    );
}

function unused(path: string, message: string, hint: string): Refusal {
  return new Refusal('DISPUTE_UNUSED', message, hint, path);
}
