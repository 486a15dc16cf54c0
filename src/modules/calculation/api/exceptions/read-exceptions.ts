import type { CreditException } from '../../../../engine/model/result.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../../platform/graphql/schema/cursor.js';
import type { LatestCalculation } from '../../reading/latest-calculation.js';

/** A calculation, and up to which position its facts are known. */
export type Known = Pick<LatestCalculation, 'calculation' | 'position'>;

/** Which exceptions; null lets everything through. */
export interface ExceptionFilter {
  readonly code: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** An exception with its line as the calculation knows it. */
export interface ExceptionRow {
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly booked_on: string;
  readonly currency: string;
  readonly net: string;
  readonly code: CreditException['code'];
  readonly reason: string;
}

const KEYS = `b.booked_on, b.source collate "C", b.external_id collate "C", b.line_no, x.code collate "C", x.reason collate "C"`;

const QUEUE = `
  from (select distinct booking_line, code, reason from credit_exception where calculation = $1) x cross join lateral (
    select r.* from booking_line r where r.id = x.booking_line and r.entry in (select entry from known)
    order by r.revision desc, r.nth desc limit 1) b
  where ($3::text is null or x.code = $3) and ($4::date is null or b.booked_on >= $4::date) and ($5::date is null or b.booked_on < $5::date)`;

const KNOWN = 'known as materialized (select entry from known_entries($2))';

/** A page of the queue by date, booking and line. */
export async function readExceptionPage(
  tx: Transaction,
  of: {
    readonly latest: Known;
    readonly filter: ExceptionFilter;
  },
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<ExceptionRow[]> {
  const keys = after ?? [null, null, null, null, null, null];
  return await tx.query<ExceptionRow>(
    `with ${KNOWN} select b.source, b.external_id, b.line_no, b.booked_on, b.currency, trim_scale(b.net) as net, x.code, x.reason ${QUEUE}
       and ($6::date is null or (${KEYS}) > ($6::date, $7::text, $8::text, $9::integer, $10::text, $11::text))
     order by ${KEYS} limit $12`,
    [...valuesOf(of), ...keys, limit],
  );
}

/** How many exceptions of each code a filter lets through. */
export async function countExceptions(
  tx: Transaction,
  of: {
    readonly latest: Known;
    readonly filter: ExceptionFilter;
  },
): Promise<{ code: CreditException['code']; count: number }[]> {
  return await tx.query(
    `with ${KNOWN} select x.code, count(*)::int as count ${QUEUE} group by x.code order by x.code`,
    valuesOf(of),
  );
}

/** What the lines that a filter lets through come to, by currency; each line once, however many exceptions it has. */
export async function sumExceptions(
  tx: Transaction,
  of: { readonly latest: Known; readonly filter: ExceptionFilter },
): Promise<{ currency: string; net: string }[]> {
  return await tx.query(
    `with ${KNOWN} select line.currency, trim_scale(sum(line.net)) as net
     from (select distinct b.id, b.currency, b.net ${QUEUE}) line group by line.currency order by line.currency`,
    valuesOf(of),
  );
}

function valuesOf({ latest, filter }: { latest: Known; filter: ExceptionFilter }): unknown[] {
  return [latest.calculation, latest.position, filter.code, filter.from, filter.until];
}
