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
  const decided = await rulingsAt(tx, rulings, dispute);
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

/** Users who told the ruling that is disputed, in any revision, or one that decides the booking that is disputed. The transaction must see everything. */
export async function tellersOf(
  tx: Transaction,
  rulings: CreditRulingsService,
  dispute: Pick<Dispute, 'thing'>,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ actor: string }>(
    `select distinct a.actor from credit_ruling r join audit_entry a on a.entry = r.entry where r.external_id = any($1::text[])`,
    [await rulingsAt(tx, rulings, dispute)],
  );
  return new Set(rows.map(({ actor }) => actor));
}

/** The ruling that is disputed, or those that decide the booking that is. */
async function rulingsAt(
  tx: Transaction,
  rulings: CreditRulingsService,
  { thing }: Pick<Dispute, 'thing'>,
): Promise<readonly string[]> {
  const { source, booking } = thing.scope;
  const line = { source, booking, account: thing.account, day: writeDay(thing.date) };
  return thing.ruling === null ? await rulings.deciding(tx, line) : [thing.ruling];
}
