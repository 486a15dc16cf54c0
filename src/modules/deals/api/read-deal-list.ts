import { latestKnown } from '../../../platform/database/known.js';
import { moneyOfDecimal } from '../../../platform/graphql/scalars/money.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { byDeal } from '../reading/by-deal.js';
import type { DealLineType, DealStanding, DealType } from './deal.type.js';

/** Which deals; null lets everything through. */
export interface DealFilter {
  readonly search: string | null;
  readonly seller: string | null;
  readonly account: string | null;
  readonly standing: DealStanding | null;
  readonly from: string | null;
  readonly until: string | null;
}

type StoredFacts = Readonly<Record<string, string>>;

const COLUMNS =
  'id, source, external_id, revision, seller, account, currency, offered_on, standing, attributes';
const SELECTED = `deal.external_id collate "C" as id, deal.source, deal.revision, deal.seller, deal.account, deal.currency,
  deal.offered_on as offered, deal.standing, deal.attributes`;
const KEYS = 'deal.offered_on, deal.external_id collate "C"';
const NEWEST = 'deal.offered_on desc, deal.external_id collate "C" desc';
const FROM = `from (${latestKnown('deal', COLUMNS)}) deal
  where ($2::text is null or position(lower($2) in lower(deal.external_id)) > 0 or position(lower($2) in lower(deal.account)) > 0)
    and ($3::text is null or deal.seller = $3) and ($4::text is null or deal.account = $4)
    and ($5::text is null or deal.standing = $5) and ($6::date is null or deal.offered_on >= $6::date)
    and ($7::date is null or deal.offered_on < $7::date)`;

type Row = Omit<DealType, 'attributes'> & { readonly attributes: StoredFacts };

/** A page of deals as known now, the newest offer first. */
export async function readDealPage(
  tx: Transaction,
  filter: DealFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<DealType[]> {
  const [offered, id] = after ?? [null, null];
  const rows = await tx.query<Row>(
    `select ${SELECTED} ${FROM} and ($8::date is null or (${KEYS}) < ($8::date, $9::text collate "C")) order by ${NEWEST} limit $10`,
    [...(await valuesOf(tx, filter)), offered, id, limit],
  );
  return rows.map(dealOf);
}

/** How many deals a filter lets through. */
export async function countDeals(tx: Transaction, filter: DealFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${FROM}`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

/** Deals by their ids, those that are known. */
export async function readDealsNamed(tx: Transaction, ids: readonly string[]): Promise<DealType[]> {
  const rows = await tx.query<Row>(
    `select ${SELECTED} from (${latestKnown('deal', COLUMNS)}) deal where deal.external_id = any($2::text[])`,
    [await positionNow(tx), ids],
  );
  return rows.map(dealOf);
}

/** The lines of deals at their latest known revision, by deal and in their order. */
export async function readDealLines(
  tx: Transaction,
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly DealLineType[]>> {
  interface LineRow {
    readonly deal: string;
    readonly line_no: number;
    readonly revision: number;
    readonly net: string | null;
    readonly currency: string;
    readonly attributes: StoredFacts;
  }
  const rows = await tx.query<LineRow>(
    `select line.deal, line.line_no, line.revision, line.net, deal.currency, line.attributes
     from (${latestKnown('deal_line', 'deal, line_no, revision, net, attributes')}) line
     join (${latestKnown('deal', 'external_id, currency')}) deal on deal.external_id = line.deal
     where line.deal = any($2::text[]) order by line.deal, line.line_no`,
    [await positionNow(tx), deals],
  );
  const lines = rows.map((row) => ({
    deal: row.deal,
    line: row.line_no,
    revision: row.revision,
    net: row.net === null ? null : moneyOfDecimal(plainDecimal(row.net), row.currency),
    attributes: attributesOf(row.attributes),
  }));
  return byDeal(lines);
}

/** The position last reached: facts known at it are facts as known now. */
export async function positionNow(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return row?.position ?? '0';
}

function dealOf({ attributes, ...row }: Row): DealType {
  return { ...row, attributes: attributesOf(attributes) };
}

function attributesOf(stored: StoredFacts): { name: string; value: string }[] {
  return Object.entries(stored)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

/** A stored decimal without the zeros that only fill its places. */
export function plainDecimal(stored: string): string {
  return stored.includes('.') ? stored.replace(/\.?0+$/, '') : stored;
}

async function valuesOf(tx: Transaction, filter: DealFilter): Promise<unknown[]> {
  const { search, seller, account, standing, from, until } = filter;
  return [await positionNow(tx), search, seller, account, standing, from, until];
}
