import type { Transaction } from '../../platform/database/transaction.js';
import { periodNotSeen } from '../calculation/earnings.service.js';

/** Refuses the statement of a period of which the actor sees the participant's pay on other days only. */
export async function refuseHidden(
  tx: Transaction,
  { participant, name }: { readonly participant: string; readonly name: string },
  [from, until]: readonly [from: string, until: string],
): Promise<void> {
  const hidden = await tx.query('select from pay_hidden(array[$1::text], $2, $3)', [
    participant,
    from,
    until,
  ]);
  if (hidden.length > 0) throw periodNotSeen(participant, name);
}

/** What a statement up to a day leaves out for the actor, in words; null where it is whole. */
export async function partialOf(tx: Transaction, participant: string, until: string): Promise<string | null> {
  const [row] = await tx.query<{ hidden: boolean }>('select balance_hidden($1, $2) as hidden', [
    participant,
    until,
  ]);
  return row?.hidden ? PARTIAL : null;
}

const PARTIAL =
  'You see their pay on some days only. What other days earned is left out, also where it was posted to this period, and so are the ' +
  'opening and the closing balance, which need all days.';
