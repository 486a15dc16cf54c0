import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';

/** A position at which a deal was told as lost or withdrawn. */
export interface Loss {
  readonly at: bigint;
  readonly withdrawn: boolean;
}

/** How a deal ended, and how often. */
export interface EndsOfDeal {
  /** The first first. */
  readonly losses: readonly Loss[];
  /** From which position on its head is withdrawn; null where it is not. */
  readonly withdrawnAt: bigint | null;
}

interface Row {
  readonly deal: string;
  readonly revision: number;
  readonly position: string;
  readonly standing: string;
  readonly withdrawn: boolean;
}

/** Heads of deals that were ever lost or withdrawn, by each telling of them that is known. */
const TOLD = `
  select fact.external_id as deal, fact.revision, a.position, fact.standing, fact.withdrawn from deal fact join audit_entry a on a.entry = fact.entry
  where fact.external_id in (select external_id from deal where external_id = any($2::text[]) and (standing = 'lost' or withdrawn)) and ${KNOWN_ROW}
  order by a.position, fact.revision, fact.nth`;

/** Which deals were told as lost or withdrawn, and when, as known at a position; of what was undone, or older than what was known before, nothing counts. */
export async function endsOfDeals(
  tx: Transaction,
  position: bigint,
  deals: readonly string[],
): Promise<ReadonlyMap<string, EndsOfDeal>> {
  const ofDeals = new Map<string, Row[]>();
  for (const row of await tx.query<Row>(TOLD, [position, deals])) {
    const known = ofDeals.get(row.deal);
    if (known) known.push(row);
    else ofDeals.set(row.deal, [row]);
  }
  return new Map([...ofDeals].map(([deal, told]) => [deal, endsIn(told)]));
}

function endsIn(told: readonly Row[]): EndsOfDeal {
  const losses: Loss[] = [];
  let withdrawnAt: bigint | null = null;
  let head: Row | undefined;
  told.forEach((row, place) => {
    if (!head || head.revision <= row.revision) head = row;
    // What is told at once is one telling.
    if (told[place + 1]?.position === row.position) return;
    const { withdrawn, standing } = head;
    const at = BigInt(row.position);
    withdrawnAt = withdrawn ? (withdrawnAt ?? at) : null;
    if (withdrawn || standing === 'lost') losses.push({ at, withdrawn });
  });
  return { losses, withdrawnAt };
}
