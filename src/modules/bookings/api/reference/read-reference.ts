import { latestKnown, type FactTable } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../../platform/graphql/schema/cursor.js';
import { positionNow } from '../read-bookings.js';
import type { AccountPeriodType, TerritoryHolderType } from './reference.type.js';

/** A list of reference data: its table and the columns that are shown beside id, source, name and attributes. */
export interface ReferenceList {
  readonly table: FactTable;
  readonly columns: string;
}

export const ACCOUNT_LIST: ReferenceList = { table: 'account', columns: 'owner, segment, parent' };
export const TERRITORY_LIST: ReferenceList = { table: 'territory', columns: 'group_id' };

/** What every row of reference data has. */
export interface ReferenceRow {
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const FOUND = `($2::text is null or position(lower($2) in lower(fact_now.external_id)) > 0 or position(lower($2) in lower(fact_now.name)) > 0)`;

/** A page of accounts or territories by id and source, of those whose id or name has a text in it. */
export async function readReferencePage<R extends ReferenceRow>(
  tx: Transaction,
  { list: { table, columns }, search }: { list: ReferenceList; search: string | null },
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<R[]> {
  const own = columns.split(', ').map((name) => `fact_now.${name}`);
  const keys = 'fact_now.external_id collate "C", fact_now.source collate "C"';
  return await tx.query<R>(
    `select fact_now.external_id as id, fact_now.source, fact_now.name, fact_now.attributes, ${own.join(', ')}
     from (${latestKnown(table, `external_id, source, name, attributes, ${columns}`)}) fact_now
     where ${FOUND} and ($3::text is null or (${keys}) > ($3::text collate "C", $4::text collate "C")) order by ${keys} limit $5`,
    [await positionNow(tx), search, ...(after ?? [null, null]), limit],
  );
}

/** How many there are. */
export async function countReference(
  tx: Transaction,
  { list: { table }, search }: { list: ReferenceList; search: string | null },
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (${latestKnown(table, 'external_id, name')}) fact_now where ${FOUND}`,
    [await positionNow(tx), search],
  );
  return row?.count ?? 0;
}

/** Who holds each of some territories, oldest first. */
export async function readHolders(
  tx: Transaction,
  territories: readonly string[],
): Promise<ReadonlyMap<string, readonly TerritoryHolderType[]>> {
  const rows = await tx.query<TerritoryHolderType & { territory: string }>(
    `select held.territory, held.participant as "participantId", held.effective_from as from, held.effective_until as until
     from (${latestKnown('territory_holder', 'territory, participant, effective_from, effective_until')}) held
     where held.territory = any($2::text[]) order by held.effective_from, held.participant collate "C"`,
    [await positionNow(tx), territories],
  );
  const holders = new Map<string, TerritoryHolderType[]>();
  for (const { territory, ...holder } of rows)
    holders.set(territory, [...(holders.get(territory) ?? []), holder]);
  return holders;
}

const PERIODS = (
  [
    ['owner', 'account_owner', 'participant'],
    ['named', 'named_account', 'participant'],
    ['segment', 'account_segment', 'segment'],
    ['parent', 'account_parent', 'parent'],
  ] as const
).map(
  ([what, table, column]) => `
    select '${what}' as what, known.account, known.${column} as value, known.effective_from as from, known.effective_until as until
    from (${latestKnown(table, `account, ${column}, effective_from, effective_until`)}) known where known.account = any($2::text[])`,
);

/** What dated rows say of each of some accounts, oldest first. */
export async function readAccountPeriods(
  tx: Transaction,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, readonly AccountPeriodType[]>> {
  const rows = await tx.query<AccountPeriodType & { account: string }>(
    `select * from (${PERIODS.join(' union all ')}) period order by "from", what, value collate "C"`,
    [await positionNow(tx), accounts],
  );
  const periods = new Map<string, AccountPeriodType[]>();
  for (const { account, ...period } of rows) periods.set(account, [...(periods.get(account) ?? []), period]);
  return periods;
}
