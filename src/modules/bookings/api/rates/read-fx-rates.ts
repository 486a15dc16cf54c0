import { latestKnown } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../../platform/graphql/schema/cursor.js';
import { positionNow } from '../read-bookings.js';
import type { FxRateType } from './rate.type.js';

/** Which rates; null lets all through. */
export interface FxRateFilter {
  readonly set: string | null;
  readonly fromCurrency: string | null;
  readonly toCurrency: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** A rate with the last of its sort keys. */
export type FxRateRow = FxRateType & { readonly key: string };

const FOUND = `
  from (${latestKnown('fx_rate', 'id, external_id, source, rate_set, from_currency, to_currency, rate_on, rate')}) f
  where ($2::text is null or f.rate_set = $2) and ($3::text is null or f.from_currency = $3)
    and ($4::text is null or f.to_currency = $4) and ($5::date is null or f.rate_on >= $5) and ($6::date is null or f.rate_on < $6)`;
const KEYS = 'f.rate_on, f.external_id collate "C", f.id';

/** A page of rates by day and what names them. */
export async function readFxRatePage(
  tx: Transaction,
  filter: FxRateFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<FxRateRow[]> {
  return await tx.query<FxRateRow>(
    `select f.id as key, f.external_id as id, f.source, f.rate_set as set, f.from_currency as "fromCurrency", f.to_currency as "toCurrency",
       f.rate_on as date, f.rate
     ${FOUND} and ($7::date is null or (${KEYS}) > ($7::date, $8::text collate "C", $9::uuid)) order by ${KEYS} limit $10`,
    [...(await valuesOf(tx, filter)), ...(after ?? [null, null, null]), limit],
  );
}

/** How many rates a filter lets through. */
export async function countFxRates(tx: Transaction, filter: FxRateFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${FOUND}`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

async function valuesOf(tx: Transaction, filter: FxRateFilter): Promise<(string | null)[]> {
  const { set, fromCurrency, toCurrency, from, until } = filter;
  return [await positionNow(tx), set, fromCurrency, toCurrency, from, until];
}
