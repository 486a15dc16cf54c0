import type { Dispute } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { writeShares } from '../../../engine/model/credit-ruling.js';
import type { RulingFault, RulingTold } from '../../bookings/credit-rulings.service.js';
import { Refusal } from '../../../platform/refusal.js';

/** The ruling that a decided dispute makes; nothing where it makes none. */
export function rulingOf(dispute: Dispute, decidedBy: string): RulingTold | undefined {
  const { ruled, thing, id, reason } = dispute;
  if (!ruled) return undefined;
  const booking = { source: thing.scope.source, id: thing.scope.booking };
  const ofAccount = ruled.reach === 'account';
  return {
    ruling: ruled.ruling,
    booking: ofAccount ? null : booking,
    account: ofAccount ? thing.account : null,
    from: ofAccount ? writeDay(thing.date) : null,
    until: ruled.until === null ? null : writeDay(ruled.until),
    shares: writeShares(ruled.to),
    reason: reason ?? '',
    decidedBy,
    arisesFrom: `dispute ${id}`,
    inPlaceOf: booking,
  };
}

/** Why the ruling of a decision cannot stand: its own days, or another one in its place, which is named. */
export function refusedRuling({ column, reason }: RulingFault): Refusal {
  if (column === 'until')
    return new Refusal(
      'DISPUTE_RULING',
      `until: ${reason}`,
      'Give a day after that of the booking, from which on the ruling holds.',
      'until',
    );
  const hint = 'Rule for the booking alone, or have comp operations end or withdraw the other ruling first.';
  return new Refusal('DISPUTE_RULING', `${column === 'from' ? '' : `${column}: `}${reason}`, hint);
}
