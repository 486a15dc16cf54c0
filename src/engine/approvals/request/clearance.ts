import type { Judgement } from '../requirement.js';
import type { Request, RequestStanding } from './state.js';

/** Why a booking is not approved: how its deal stands in approvals. */
export type Lack =
  | 'UNKNOWN_DEAL'
  | 'NO_REQUEST'
  | 'OTHER_TERMS'
  | 'PENDING'
  | 'EVALUATION_FAILED'
  | 'REJECTED'
  | 'RECALLED'
  | 'EXPIRED'
  | 'CANCELLED';

/** Whether a booking has the approval that its deal needs. */
export type Clearance =
  | { readonly standing: 'approved'; readonly request: string }
  | { readonly standing: 'not-needed'; readonly request: null }
  | { readonly standing: 'missing'; readonly lacks: Lack; readonly request: string | null };

/** A request of the deal, and how it stands to the deal as it is now and to the booking. */
export interface RequestNow {
  readonly request: Pick<Request, 'id' | 'standing' | 'hash' | 'validUntil'>;
  /** The fingerprint of the deal's terms now by the matrix of the request. */
  readonly hash: string;
  /** Whether its approval had not run out on the day of the booking. */
  readonly heldWhenBooked: boolean;
}

/** Why pay of a booking is held, completing "the deal ...". */
export const LACKS: Readonly<Record<Lack, string>> = {
  UNKNOWN_DEAL: 'is not known',
  NO_REQUEST: 'was never submitted for approval',
  OTHER_TERMS: 'has other terms than were approved',
  PENDING: 'waits for approval',
  EVALUATION_FAILED: 'could not be judged',
  REJECTED: 'was rejected',
  RECALLED: 'was taken back before it was approved',
  EXPIRED: 'was not approved in time, or its approval had run out',
  CANCELLED: 'was closed as lost',
};

/** The same before anybody looked. */
export const NOT_LOOKED_AT = 'has not been looked at yet';

const STANDS: Readonly<Partial<Record<RequestStanding, Lack>>> = {
  EVALUATING: 'PENDING',
  PENDING: 'PENDING',
  EVALUATION_FAILED: 'EVALUATION_FAILED',
  REJECTED: 'REJECTED',
  RECALLED: 'RECALLED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
};

/**
 * Whether a booking of a deal has the approval that the deal needs. The approval of the terms as they are now counts, consumed by this booking or by an
 * earlier one of the deal, also one that ran out after the day of the booking. Without one the matrices decide that were in force when the deal was
 * offered: where they ask nobody, or none was in force, none was needed. What was refused needs an approval whatever is told of the deal later.
 * `requests`: all of the deal, the first submitted first; `judgements`: what each matrix says of the deal.
 */
export function clearanceOf(requests: readonly RequestNow[], judgements: readonly Judgement[]): Clearance {
  const approved = approvalAmong(requests);
  if (approved) return { standing: 'approved', request: approved.request.id };
  const last = requests.at(-1);
  const isAsked =
    last !== undefined && last.request.standing === 'PENDING' && last.request.hash === last.hash;
  if (!isAsked && !isRefused(requests) && judgements.every(asksNobody))
    return { standing: 'not-needed', request: null };
  if (!last) return { standing: 'missing', lacks: 'NO_REQUEST', request: null };
  return {
    standing: 'missing',
    lacks: STANDS[last.request.standing] ?? 'OTHER_TERMS',
    request: last.request.id,
  };
}

function approvalAmong(requests: readonly RequestNow[]): RequestNow | undefined {
  const fits = requests.filter(({ request, hash }) => request.hash === hash);
  const stands = fits.find(({ request: { standing } }) => standing === 'APPROVED' || standing === 'CONSUMED');
  if (stands) return stands;
  const at = fits.findLastIndex(
    ({ request: { standing }, heldWhenBooked }) => standing === 'EXPIRED' && heldWhenBooked,
  );
  const isRejected = fits.slice(at + 1).some(({ request: { standing } }) => standing === 'REJECTED');
  return isRejected ? undefined : fits[at];
}

/** Whether the last that came of asking is that the deal was not approved: rejected, taken back, or not answered in time. An approval that ran out is none of these. */
function isRefused(requests: readonly RequestNow[]): boolean {
  const settled = requests.findLast(({ request: { standing } }) => !ON_THE_WAY.has(standing));
  if (!settled) return false;
  const { standing, validUntil } = settled.request;
  return (
    standing === 'REJECTED' || standing === 'RECALLED' || (standing === 'EXPIRED' && validUntil === null)
  );
}

const ON_THE_WAY: ReadonlySet<RequestStanding> = new Set<RequestStanding>([
  'EVALUATING',
  'EVALUATION_FAILED',
  'PENDING',
  'SUPERSEDED',
]);

function asksNobody(judgement: Judgement): boolean {
  return judgement.kind === 'judged' && judgement.requirements.length === 0;
}
