import { latestKnown } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { moneyOfDecimal } from '../../../../platform/graphql/scalars/money.js';
import type { CursorKeys } from '../../../../platform/graphql/schema/cursor.js';
import { plainDecimal, positionNow } from '../read-deal-list.js';
import type { ApproverGroupType, DelegationType } from './approver.type.js';

/** Which delegations; null lets everything through. */
export interface DelegationFilter {
  readonly giver: string | null;
  readonly deputy: string | null;
  readonly on: string | null;
}

/** A delegation with the last of its sort keys. */
export type DelegationRow = DelegationType & { readonly key: string };

/** The groups that have members on a day, with those. */
export async function readGroups(tx: Transaction, on: string): Promise<ApproverGroupType[]> {
  const columns = 'group_id, participant, effective_from, effective_until';
  return await tx.query<ApproverGroupType>(
    `select fact.group_id as id, jsonb_agg(jsonb_build_object('participant', fact.participant, 'from', fact.effective_from,
       'until', fact.effective_until) order by fact.participant collate "C") as members
     from (${latestKnown('approver_group_member', columns)}) fact
     where fact.effective_from <= $2::date and (fact.effective_until is null or fact.effective_until > $2::date)
     group by fact.group_id order by fact.group_id collate "C"`,
    [await positionNow(tx), on],
  );
}

const COLUMNS =
  'id, entry, external_id, giver, deputy, matrix, most, currency, effective_from, effective_until, reason';
const FOUND = `from (${latestKnown('approval_delegation', COLUMNS)}) fact
  where ($2::text is null or fact.giver = $2) and ($3::text is null or fact.deputy = $3)
    and ($4::date is null or (fact.effective_from <= $4 and fact.effective_until > $4))`;
const KEYS = 'fact.effective_from, fact.external_id collate "C", fact.id';

/** A page of delegations by first day and id, as far as the actor sees them. */
export async function readDelegationPage(
  tx: Transaction,
  filter: DelegationFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<DelegationRow[]> {
  type Row = Omit<DelegationRow, 'most'> & { readonly most: string | null; readonly currency: string | null };
  const rows = await tx.query<Row>(
    `select fact.id as key, fact.external_id as id, fact.giver, fact.deputy, fact.matrix, fact.most, fact.currency,
       fact.effective_from as from, fact.effective_until as until, fact.reason,
       (select a.actor from audit_entry a where a.entry = fact.entry) as "recordedBy"
     ${FOUND} and ($5::date is null or (${KEYS}) > ($5::date, $6::text collate "C", $7::uuid)) order by ${KEYS} limit $8`,
    [...(await valuesOf(tx, filter)), ...(after ?? [null, null, null]), limit],
  );
  return rows.map(({ most, currency, ...row }) => ({
    ...row,
    most: most === null || currency === null ? null : moneyOfDecimal(plainDecimal(most), currency),
  }));
}

/** How many delegations a filter lets through. */
export async function countDelegations(tx: Transaction, filter: DelegationFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${FOUND}`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

async function valuesOf(tx: Transaction, { giver, deputy, on }: DelegationFilter): Promise<unknown[]> {
  return [await positionNow(tx), giver, deputy, on];
}
