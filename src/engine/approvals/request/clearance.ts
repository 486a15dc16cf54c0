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
  | 'CANCELLED'
  | 'OTHER_ACCOUNT'
  | 'OTHER_SELLER'
  | 'OTHER_CURRENCY'
  | 'NO_AMOUNT'
  | 'OVER_AMOUNT'
  | 'PAYS_APPROVER';

/** People on whose decisions an approval rests, and whether who is credited by rollup alone counts among those whom the booking pays, as its matrix says. */
export interface DecidedBy {
  readonly people: readonly string[];
  readonly rollup: boolean;
  /** Levels that did not decide, because they were passed over; left out where there are none. */
  readonly passedOver?: readonly string[];
}

/** Approvals of one matrix, any of which is enough, by those who decided them; none where one of them rests on nobody. */
export type Needed = readonly DecidedBy[];

/** Whether a booking has the approval that its deal needs. */
export type Clearance =
  | { readonly standing: 'approved'; readonly request: string; readonly restsOn: readonly Needed[] }
  | { readonly standing: 'not-needed'; readonly request: null }
  | {
      readonly standing: 'missing';
      readonly lacks: Lack;
      readonly request: string | null;
      /** Why in place of the words for what it lacks, completing "the deal ...". */
      readonly says?: string | null;
    };

/** A request of the deal, and how it stands to the deal as it is now and to the booking. */
export interface RequestNow {
  /** The name of its matrix. */
  readonly matrix: string;
  readonly request: Pick<Request, 'id' | 'standing' | 'hash' | 'validUntil'>;
  /** The fingerprint of the deal's terms now by the matrix of the request. */
  readonly hash: string;
  /** Whether it was approved and held for the booking: it had not run out on its day, nor had the deal been lost before it was booked. */
  readonly heldWhenBooked: boolean;
  /** Why it does not fit the deal as it is, or how the deal was told that ended it, in place of the words for what it lacks. */
  readonly says?: string | null;
  /** On whose decisions it rests; nobody's where it is left out. */
  readonly decidedBy?: DecidedBy;
}

/** What a matrix says of a deal. */
export interface MatrixSays {
  readonly matrix: string;
  readonly judgement: Judgement;
}

/** What the matrices say of a deal that were in force when it was offered; and where one of these is over, so that nobody is asked by it any more, those in force now. */
export interface DealJudged {
  readonly asOffered: readonly MatrixSays[];
  readonly today: readonly MatrixSays[] | null;
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
  CANCELLED: 'was told as lost, or withdrawn, after it was submitted for approval',
  OTHER_ACCOUNT: 'is one of another account',
  OTHER_SELLER: 'is sold by somebody else',
  OTHER_CURRENCY: 'is in another currency',
  NO_AMOUNT: 'says no amount, so that nothing says what may be booked of it',
  OVER_AMOUNT: 'comes to less than its bookings',
  PAYS_APPROVER: 'was approved by somebody whom the booking pays',
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
 * Whether a booking of a deal has the approval that the deal needs: of each matrix in force when the deal was offered that of the terms as they are now,
 * consumed by this booking or by an earlier one of the deal, which had not run out on the day of the booking, whatever became of it after. Where a matrix asks nobody, or none was in
 * force, none was needed of it. What was refused needs an approval whatever is told of the deal later. `requests`: all of the deal, the first submitted
 * first.
 */
export function clearanceOf(requests: readonly RequestNow[], judged: DealJudged): Clearance {
  const { asked, isReplaced } = askedBy(requests, judged);
  const others = [...new Set(requests.map(({ matrix }) => matrix))].filter((id) =>
    asked.every(({ matrix }) => matrix !== id),
  );
  const isOne = asked.length + others.length === 1;
  const by = (matrix: string, judgement: Judgement | null): Clearance => {
    const found = clearanceBy(ofMatrix(requests, matrix), judgement);
    return isOne ? found : naming(matrix, found);
  };
  const found =
    decisive(asked.map(({ matrix, judgement }) => by(matrix, judgement))) ??
    decisive(others.map((matrix) => by(matrix, null)));
  if (found) return found;
  return isReplaced ? missing(requests) : { standing: 'not-needed', request: null };
}

/** What it lacks, with the matrix whose approval that is, where there are several. */
function naming(matrix: string, found: Clearance): Clearance {
  if (found.standing !== 'missing') return found;
  return { ...found, says: `${found.says ?? LACKS[found.lacks]} (matrix ${matrix})` };
}

/** The matrices that count: those of the day; in place of one that is over and still wants an approval, those by which somebody can be asked. */
function askedBy(
  requests: readonly RequestNow[],
  { asOffered, today }: DealJudged,
): { readonly asked: readonly MatrixSays[]; readonly isReplaced: boolean } {
  if (today === null || today.length === 0) return { asked: asOffered, isReplaced: false };
  const isIn = (list: readonly MatrixSays[], id: string): boolean => list.some(({ matrix }) => matrix === id);
  const kept = asOffered.filter(
    ({ matrix, judgement }) =>
      isIn(today, matrix) || asksNobody(judgement) || approvalAmong(ofMatrix(requests, matrix)) !== undefined,
  );
  if (kept.length === asOffered.length) return { asked: asOffered, isReplaced: false };
  return { asked: [...kept, ...today.filter(({ matrix }) => !isIn(kept, matrix))], isReplaced: true };
}

function ofMatrix(requests: readonly RequestNow[], id: string): readonly RequestNow[] {
  return requests.filter(({ matrix }) => matrix === id);
}

function decisive(found: readonly Clearance[]): Clearance | undefined {
  const missing = found.find(({ standing }) => standing === 'missing');
  if (missing) return missing;
  const approved = found.flatMap((each) => (each.standing === 'approved' ? [each] : []));
  const [first] = approved;
  return first && { ...first, restsOn: approved.flatMap((each) => each.restsOn) };
}

/** By one matrix, by its requests; null: one that need not be asked. */
function clearanceBy(requests: readonly RequestNow[], judgement: Judgement | null): Clearance {
  const approved = approvalAmong(requests);
  if (approved) return { standing: 'approved', request: approved.request.id, restsOn: restsOn(requests) };
  const last = requests.at(-1);
  const isAsked =
    last !== undefined && last.request.standing === 'PENDING' && last.request.hash === last.hash;
  const isFree = judgement === null || asksNobody(judgement);
  if (isFree && !isAsked && !isRefused(requests)) return { standing: 'not-needed', request: null };
  return missing(requests);
}

function missing(requests: readonly RequestNow[]): Clearance {
  const last = requests.at(-1);
  if (!last) return { standing: 'missing', lacks: 'NO_REQUEST', request: null };
  const lacks = STANDS[last.request.standing] ?? (isRunOut(last) ? 'EXPIRED' : 'OTHER_TERMS');
  const says = lacks === 'OTHER_TERMS' || lacks === 'CANCELLED' ? (last.says ?? null) : null;
  return { standing: 'missing', lacks, request: last.request.id, ...(says === null ? {} : { says }) };
}

/** Whether it was approved for the terms as they are, and had run out on the day of the booking. */
function isRunOut({ request, hash, heldWhenBooked }: RequestNow): boolean {
  return GIVEN.has(request.standing) && request.hash === hash && !heldWhenBooked;
}

/** Whose decisions the approvals of a matrix rest on. */
function restsOn(requests: readonly RequestNow[]): readonly Needed[] {
  const decided = approvalsAmong(requests).map((each) => each.decidedBy ?? { people: [], rollup: false });
  return decided.some(({ people }) => people.length === 0) ? [] : [decided];
}

function approvalAmong(requests: readonly RequestNow[]): RequestNow | undefined {
  return approvalsAmong(requests)[0];
}

/** Standings of a request that was approved; one of a deal that was lost may have been. */
const GIVEN: ReadonlySet<RequestStanding> = new Set<RequestStanding>(['APPROVED', 'CONSUMED', 'CANCELLED']);

/** All approvals that stand for the terms as they are, the first given first; where none does, the one that stood on the day of the booking. */
function approvalsAmong(requests: readonly RequestNow[]): readonly RequestNow[] {
  const fits = requests.filter(({ request, hash }) => request.hash === hash);
  const stand = fits.filter(
    ({ request: { standing }, heldWhenBooked }) => GIVEN.has(standing) && heldWhenBooked,
  );
  if (stand.length > 0) return stand;
  const at = fits.findLastIndex(
    ({ request: { standing }, heldWhenBooked }) => standing === 'EXPIRED' && heldWhenBooked,
  );
  const isRejected = fits.slice(at + 1).some(({ request: { standing } }) => standing === 'REJECTED');
  return isRejected ? [] : fits.slice(at, at + 1);
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

/** Whether any matrix in force when the deal was offered asks somebody, or cannot say. */
export function asksAnybody({ asOffered }: DealJudged): boolean {
  return asOffered.some(({ judgement }) => !asksNobody(judgement));
}

function asksNobody(judgement: Judgement): boolean {
  return judgement.kind === 'judged' && judgement.requirements.length === 0;
}
