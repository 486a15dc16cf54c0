import { compareText } from '../../../../engine/kernel/text-order.js';
import { KNOWN_ROW } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';

/** A telling that made what is said of a deal another thing. */
export interface DealChange {
  readonly position: bigint;
  /** In milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** What was said of it from then on; null where it was withdrawn. */
  readonly said: SaidOfDeal | null;
}

/** The texts of what is said of a deal: of its head, and of its lines. */
export interface SaidOfDeal {
  readonly head: string;
  readonly lines: readonly string[];
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

/** What a text of `SAID` holds. */
export type HeadTexts = readonly [
  seller: string | null,
  account: string | null,
  currency: string,
  offeredOn: string,
  attributes: Readonly<Record<string, string>>,
];
export type LineTexts = readonly [
  line: number,
  net: string | null,
  attributes: Readonly<Record<string, string>>,
];

/** What is said of deals, by each telling of their heads and lines that is known: neither how a deal stands nor who told it. */
const SAID = `
  select told.deal, told.part, told.revision, a.position, (extract(epoch from a.recorded_at) * 1000)::bigint as at, told.said
  from (
    select external_id as deal, '' as part, revision, nth, entry,
      case when not withdrawn then jsonb_build_array(seller, account, currency, offered_on, attributes)::text end as said
    from deal fact where external_id = any($2::text[]) and ${KNOWN_ROW}
    union all
    select deal, id::text, revision, nth, entry, case when not withdrawn then jsonb_build_array(line_no, trim_scale(net)::text, attributes)::text end
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
  let before = '[]';
  told.forEach((row, place) => {
    const { part, revision, position, at } = row;
    if ((parts.get(part)?.revision ?? 0) <= revision) parts.set(part, row);
    // What is told at once is one telling.
    if (told[place + 1]?.position === position) return;
    const said = saidIn(parts);
    const text = JSON.stringify(said);
    if (text === before) return;
    before = text;
    changes.push({ position: BigInt(position), at: Number(at), said: inTexts(said) });
  });
  return changes;
}

type Said = readonly [part: string, said: string];

/** What is said of the parts of a deal, its head before its lines; nothing where it is withdrawn. */
function saidIn(parts: ReadonlyMap<string, Row>): readonly Said[] {
  if (parts.get('')?.said == null) return [];
  return [...parts]
    .flatMap(([part, { said }]): Said[] => (said === null ? [] : [[part, said]]))
    .sort(([a], [b]) => compareText(a, b));
}

function inTexts([head, ...lines]: readonly Said[]): SaidOfDeal | null {
  return head ? { head: head[1], lines: lines.map(([, said]) => said) } : null;
}
