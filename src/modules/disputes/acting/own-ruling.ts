import type { Dispute } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { CreditRulingsService } from '../../bookings/credit-rulings.service.js';

/**
 * Whoever told the ruling that is disputed, in any revision, or one that decides the booking that is disputed, decides no dispute of it: they pass it up, or
 * send it back for evidence.
 */
export async function refuseOwnRuling(
  tx: Transaction,
  rulings: CreditRulingsService,
  { user, dispute }: { readonly user: string; readonly dispute: Pick<Dispute, 'thing' | 'standing'> },
): Promise<void> {
  const { thing, standing } = dispute;
  // What is over, or waits for evidence, is refused as that.
  if (standing !== 'OPEN') return;
  const { source, booking } = thing.scope;
  const of = { source, booking, account: thing.account, day: writeDay(thing.date) };
  const decided = thing.ruling === null ? await rulings.deciding(tx, of) : [thing.ruling];
  const [row] = await tx.query<{ ruling: string }>(
    `select r.external_id as ruling from credit_ruling r join audit_entry a on a.entry = r.entry
     where r.external_id = any($1::text[]) and a.actor = $2 order by 1 limit 1`,
    [decided, user],
  );
  if (!row) return;
  const what = thing.ruling === null ? 'which decides the booking that is disputed' : 'which is disputed';
  const hint = 'Pass it up, or ask somebody else who may decide it.';
  throw new Refusal('DISPUTE_TAKES_PART', `You told the ruling ${row.ruling}, ${what}.`, hint);
}
