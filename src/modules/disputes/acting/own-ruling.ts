import type { Dispute } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { CreditRulingsService } from '../../bookings/credit-rulings.service.js';

/**
 * Whoever told the ruling that is disputed, in any revision, or one that decides the booking that is disputed, decides no dispute of it: they pass it up, or
 * send it back for evidence. Nor does anybody in their place.
 */
export async function refuseOwnRuling(
  tx: Transaction,
  rulings: CreditRulingsService,
  of: {
    readonly user: string;
    /** In whose place they decide. */
    readonly actingFor: string | null;
    readonly dispute: Pick<Dispute, 'thing'>;
  },
): Promise<void> {
  const { user, actingFor, dispute } = of;
  const { thing } = dispute;
  const { source, booking } = thing.scope;
  const line = { source, booking, account: thing.account, day: writeDay(thing.date) };
  const decided = thing.ruling === null ? await rulings.deciding(tx, line) : [thing.ruling];
  const [row] = await tx.query<{ ruling: string; isOwn: boolean }>(
    `select r.external_id as ruling, a.actor = $2 as "isOwn" from credit_ruling r join audit_entry a on a.entry = r.entry
     where r.external_id = any($1::text[])
       and (a.actor = $2 or a.actor in (select user_id::text from kicker_user where participant = $3))
     order by 1, 2 desc limit 1`,
    [decided, user, actingFor],
  );
  if (!row) return;
  const what = thing.ruling === null ? 'which decides the booking that is disputed' : 'which is disputed';
  const hint = 'Pass it up, or ask somebody else who may decide it.';
  throw new Refusal(
    'DISPUTE_TAKES_PART',
    `${row.isOwn ? 'You' : actingFor} told the ruling ${row.ruling}, ${what}.`,
    hint,
  );
}
