import type { Lack } from '../request/clearance.js';

const ANEW = 'submit the deal anew';

/** What to do about it, so that pay of the booking is held no longer. */
export const HELPS: Readonly<Record<Lack, string>> = {
  UNKNOWN_DEAL: 'Tell the deal, or correct which deal the booking names.',
  NO_REQUEST: 'Submit the deal.',
  OTHER_TERMS: `Have the terms as they are approved: ${ANEW}. Or tell it as it was approved.`,
  PENDING: 'Its request tells who is asked.',
  EVALUATION_FAILED: 'Tell what is missing, by the reason of its request, and try that again.',
  REJECTED: `Change its terms, and ${ANEW}.`,
  RECALLED: `Once it is to be approved, ${ANEW}.`,
  EXPIRED: `To have it approved again, ${ANEW}.`,
  CANCELLED: `Where it is not lost, ${ANEW}.`,
  OTHER_ACCOUNT: `Correct the account of the booking, or that of the deal and ${ANEW}.`,
  OTHER_SELLER: `Correct the salesperson of the booking, or the seller of the deal and ${ANEW}.`,
  OTHER_CURRENCY: `Correct the currency of the booking, or that of the deal and ${ANEW}.`,
  NO_AMOUNT: `Tell what the deal comes to and in which currency, and ${ANEW}.`,
  OVER_AMOUNT: `Tell what the deal comes to by now and ${ANEW}, or correct its bookings.`,
  PAYS_APPROVER: `Have somebody decide whom the booking does not pay: ${ANEW}.`,
};

/** The same before anybody looked. */
export const HELPS_LATER = 'Nothing: it is looked at within a minute, and before each calculation.';
