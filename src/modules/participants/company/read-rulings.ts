import { readDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { readShares, type CreditRuling } from '../../../engine/model/credit-ruling.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Row {
  readonly external_id: string;
  readonly booking_source: string | null;
  readonly booking: string | null;
  readonly account: string | null;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly shares: string;
  readonly reason: string;
  readonly decided_by: string;
  readonly arises_from: string | null;
}

const COLUMNS =
  'id, external_id, booking_source, booking, account, effective_from, effective_until, shares, reason, decided_by, arises_from';

/** What people have ruled on credit, as known at a position, in the order of ids. */
export async function readRulings(tx: Transaction, position: bigint): Promise<readonly CreditRuling[]> {
  const rows = await tx.query<Row>(
    `select * from (${latestKnown('credit_ruling', COLUMNS)}) known order by known.external_id collate "C", known.id`,
    [position.toString()],
  );
  return rows.map(rulingOf);
}

function rulingOf(row: Row): CreditRuling {
  const from = readDay(row.effective_from);
  const to = readShares(row.shares);
  invariant(from !== undefined, `a stored date ${row.effective_from} that is no day`);
  invariant(to === 'house' || !('fault' in to), `stored shares ${row.shares} that nobody has`);
  return {
    id: row.external_id,
    of:
      row.booking === null
        ? { account: row.account ?? '' }
        : { source: row.booking_source ?? '', booking: row.booking },
    from,
    until: row.effective_until === null ? null : (readDay(row.effective_until) ?? null),
    to,
    because: row.reason,
    by: row.decided_by,
    arisesFrom: row.arises_from,
  };
}
