import { HOUSE_ALONE, readShares, type CreditRuling } from '../../../engine/model/credit-ruling.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';

/** Shares as somebody writes them; refused where they cannot be read or name nobody known. */
export async function sharesOf(tx: Transaction, text: string, path: string): Promise<CreditRuling['to']> {
  const to = readShares(text);
  if (to === 'house') return to;
  if ('fault' in to) throw badShares(`${path}: ${to.fault}.`, path);
  const rows = await tx.query<{ id: string }>(
    `select external_id as id from (${latestKnown('participant', 'external_id')}) known where external_id = any($2::text[])`,
    [(await lastPosition(tx)).toString(), to.map(({ participant }) => participant)],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = to.find(({ participant }) => !known.has(participant));
  if (unknown?.participant === 'house') throw badShares(`${path}: ${HOUSE_ALONE}.`, path);
  if (unknown) throw badShares(`There is no participant ${unknown.participant}.`, path);
  return to;
}

async function lastPosition(tx: Transaction): Promise<bigint> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return BigInt(row?.position ?? 0);
}

function badShares(message: string, path: string): Refusal {
  return new Refusal('DISPUTE_SHARES', message, 'Write house, or ids with whole parts: p-17 2, p-3 1.', path);
}
