import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import { holdersOf } from '../reading/holders.js';
import { storedOf, type EarningRow, type StoredEarning } from '../reading/read-earnings.js';

/** Which earnings of a calculation. */
export interface EarningFilter {
  readonly calculation: bigint;
  readonly participants?: readonly string[] | null;
  readonly period?: string | null;
  readonly plan?: string | null;
  readonly incentive?: string | null;
}

/** An earning of a page with the keys it is sorted by. */
export interface EarningOfPage {
  readonly stored: StoredEarning;
  readonly keys: CursorKeys;
}

const FROM = `
  from manifest m join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
  where m.calculation = $1 and e.calculation = any($2::bigint[])
    and ($3::text[] is null or m.participant = any($3)) and ($4::text is null or m.period = $4)
    and ($5::text is null or e.plan = $5) and ($6::text is null or m.incentive = $6)`;

/** A page of earnings by period, participant, incentive; whose they are is decided by row-level security. */
export async function readEarningPage(
  tx: Transaction,
  filter: EarningFilter,
  { after, limit }: { after: CursorKeys | null; limit: number | null },
): Promise<EarningOfPage[]> {
  const keys = `m.period_from, m.participant collate "C", m.incentive collate "C", m.earning_id`;
  const [from, participant, incentive, id] = after ?? [null, null, null, null];
  const rows = await tx.query<EarningRow>(
    `select e.*, m.participant ${FROM}
       and ($7::date is null or (${keys}) > ($7::date, $8::text collate "C", $9::text collate "C", $10::uuid))
     order by ${keys} limit $11`,
    [...(await valuesOf(tx, filter)), from, participant, incentive, id, limit],
  );
  return rows.map((row) => ({
    stored: storedOf(row, filter.calculation),
    keys: [row.period_from, row.participant, row.incentive, row.earning_id],
  }));
}

/** All earnings that a filter lets through, by participant. */
export async function readEarningsOf(
  tx: Transaction,
  filter: EarningFilter,
): Promise<Map<string, StoredEarning[]>> {
  const found = new Map<string, StoredEarning[]>();
  for (const { stored } of await readEarningPage(tx, filter, { after: null, limit: null })) {
    const { participant } = stored.earning;
    found.set(participant, [...(found.get(participant) ?? []), stored]);
  }
  return found;
}

/** How many earnings a filter lets through, and what they come to by currency. */
export async function readEarningTotals(
  tx: Transaction,
  filter: EarningFilter,
): Promise<{ count: number; sums: { currency: string; amount: string }[] }> {
  const rows = await tx.query<{ currency: string; amount: string; count: number }>(
    `select e.currency, round(sum(e.amount), 2)::text as amount, count(*)::int as count ${FROM} group by e.currency order by e.currency`,
    await valuesOf(tx, filter),
  );
  return { count: rows.reduce((sum, { count }) => sum + count, 0), sums: rows };
}

async function valuesOf(tx: Transaction, filter: EarningFilter): Promise<unknown[]> {
  const { calculation, participants = null, period = null, plan = null, incentive = null } = filter;
  const [only] = participants?.length === 1 ? participants : [];
  return [
    calculation,
    await holdersOf(tx, [calculation], only ?? null),
    participants,
    period,
    plan,
    incentive,
  ];
}
