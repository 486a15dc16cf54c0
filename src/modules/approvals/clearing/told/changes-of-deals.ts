import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';

/** A telling that made what is said of a deal another thing. */
export interface DealChange {
  readonly position: bigint;
  /** In milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

interface Row {
  readonly deal: string;
  readonly part: string;
  readonly revision: number;
  readonly position: string;
  readonly at: string;
  /** Null where it was withdrawn. */
  readonly said: string | null;
}

/** What is said of deals, by each telling of their heads and lines that is known: neither how a deal stands nor who told it. */
const SAID = `
  select told.deal, told.part, told.revision, a.position, (extract(epoch from a.recorded_at) * 1000)::bigint as at, told.said
  from (
    select external_id as deal, '' as part, revision, nth, entry,
      case when not withdrawn then jsonb_build_array(seller, account, currency, offered_on, attributes)::text end as said
    from deal fact where external_id = any($2::text[]) and ${KNOWN_ROW}
    union all
    select deal, id::text, revision, nth, entry, case when not withdrawn then jsonb_build_array(line_no, trim_scale(net), attributes)::text end
    from deal_line fact where deal = any($2::text[]) and ${KNOWN_ROW}
  ) told join audit_entry a on a.entry = told.entry
  order by a.position, told.part, told.revision, told.nth`;

/**
 * When what is said of deals changed, as known at a position, the first telling first, by deal. Who tells a deal again as it was, or only that it was won, changes
 * nothing; of what was undone nothing is known.
 */
export async function changesOfDeals(
  tx: Transaction,
  position: bigint,
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly DealChange[]>> {
  const rows = await tx.query<Row>(SAID, [position, deals]);
  const ofDeals = new Map<string, Row[]>();
  for (const row of rows) {
    const known = ofDeals.get(row.deal);
    if (known) known.push(row);
    else ofDeals.set(row.deal, [row]);
  }
  return new Map([...ofDeals].map(([deal, told]) => [deal, changesIn(told)]));
}

function changesIn(told: readonly Row[]): readonly DealChange[] {
  const parts = new Map<string, Row>();
  const changes: DealChange[] = [];
  let before = '';
  told.forEach((row, place) => {
    const { part, revision, position, at } = row;
    if ((parts.get(part)?.revision ?? 0) <= revision) parts.set(part, row);
    // What is told at once is one telling.
    if (told[place + 1]?.position === position) return;
    const said = saidIn(parts);
    if (said !== before) changes.push({ position: BigInt(position), at: Number(at) });
    before = said;
  });
  return changes;
}

function saidIn(parts: ReadonlyMap<string, Row>): string {
  if (parts.get('')?.said == null) return '';
  return JSON.stringify(
    [...parts]
      .filter(([, { said }]) => said !== null)
      .sort(byPart)
      .map(([part, { said }]) => [part, said]),
  );
}

function byPart([a]: readonly [string, Row], [b]: readonly [string, Row]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
