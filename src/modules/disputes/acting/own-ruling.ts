import type { Dispute } from '../../../engine/disputes/dispute.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';

/** Whoever told the ruling that is disputed, in any revision, hears no dispute of it. */
export async function refuseOwnRuling(
  tx: Transaction,
  user: string,
  { thing: { ruling } }: Pick<Dispute, 'thing'>,
): Promise<void> {
  if (ruling === null) return;
  const [row] = await tx.query<{ own: boolean }>(
    `select exists (select from credit_ruling r join audit_entry a on a.entry = r.entry where r.external_id = $1 and a.actor = $2) as own`,
    [ruling, user],
  );
  if (!row?.own) return;
  const hint = 'Ask somebody else who may decide it.';
  throw new Refusal('DISPUTE_TAKES_PART', `You told the ruling ${ruling}, which is disputed.`, hint);
}
