import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Refusal } from '../../../platform/refusal.js';

/** Refuses to file for somebody who does not report to one on the day, though they may have before. */
export async function refuseFormer(
  tx: Transaction,
  { participant, sight }: Viewer,
  { beneficiary, day }: { readonly beneficiary: string; readonly day: Day },
): Promise<void> {
  if (beneficiary === participant || !sight || sight.pay === 'all') return;
  const days = sight.pay.get(beneficiary) ?? '{}';
  const [row] = await tx.query<{ manages: boolean }>('select $1::datemultirange @> $2::date as manages', [
    days,
    writeDay(day),
  ]);
  if (row?.manages !== true) throw notYours();
}

/** Where somebody files for who does not report to them. */
export function notYours(): Refusal {
  return new Refusal(
    'DISPUTE_NOT_YOURS',
    'You file for yourself, or for somebody who reports to you.',
    'Leave participant out to file for yourself.',
    'participant',
  );
}
