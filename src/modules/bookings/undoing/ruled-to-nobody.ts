import type { Transaction } from '../../../platform/database/transaction.js';
import { latestRows, sharesOf } from '../writing/known.js';
import type { Breach } from './breach.js';

/** Credit rulings in force that would give to somebody whom no file has told, once the entry is undone. */
export async function ruledToNobody(tx: Transaction, entry: string): Promise<readonly Breach[]> {
  const rows = await tx.query<{ entry: string; ruling: string; participant: string }>(
    `select r.entry, min(r.external_id) as ruling, min(share.participant) as participant
     from ${latestRows('credit_ruling')} r cross join lateral ${sharesOf('r.shares')}
     where r.shares <> 'house' and share.participant in (select external_id from participant where entry = $1)
       and not exists (select from ${latestRows('participant')} p where p.external_id = share.participant)
     group by r.entry`,
    [entry],
  );
  return rows.map((row) => ({
    entry: row.entry,
    what: `the credit ruling ${row.ruling} gives to ${row.participant}, who would be unknown`,
  }));
}
