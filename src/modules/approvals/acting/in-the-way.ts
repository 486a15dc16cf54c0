import type { RequestStanding } from '../../../engine/approvals/request/state.js';
import { Refusal } from '../../../platform/refusal.js';

/** Why a deal is not submitted that has a request by the same matrix already: how that stands, and what helps then. */
export class RequestInTheWay extends Refusal {
  constructor({ id, standing }: { readonly id: string; readonly standing: RequestStanding }) {
    super(
      'APPROVAL_NOT_OPEN',
      `The deal has a request by this matrix already, which ${says(standing)}.`,
      helps(id, standing),
    );
  }
}

function says(standing: RequestStanding): string {
  if (standing === 'EVALUATION_FAILED') return 'could not be judged';
  return standing === 'APPROVED' ? 'is approved' : 'waits for decisions';
}

function helps(id: string, standing: RequestStanding): string {
  if (standing === 'EVALUATION_FAILED')
    return `The events of \`approval\` say what was missing. Once that is mended, whoever submitted the deal tries it again: \`approvalRetry\` with request "${id}". A deal that is told otherwise is submitted anew.`;
  return standing === 'APPROVED'
    ? 'Nothing is left to do. A deal that is told otherwise is submitted anew.'
    : 'Have it decided, or take it back with `approvalRecall`.';
}
