import type { Database } from '../../src/platform/database/database.js';
import type { ChangeTransaction } from '../../src/platform/database/transaction.js';
import { BENCH } from '../company/actor.js';

/** Two dozen managers under six directors under a vice president, their sellers, and three of a desk. */
const peopleOf = (sellers: number): string => `
  select 'vp' as id, null as manager, 'vp' as role
  union all select 'director-' || n, 'vp', 'director' from generate_series(0, 5) n
  union all select 'manager-' || n, 'director-' || n % 6, 'manager' from generate_series(0, 23) n
  union all select 'seller-' || n, 'manager-' || n % 24, 'seller' from generate_series(0, ${sellers - 1}) n
  union all select 'desk-' || n, null, 'seller' from generate_series(0, 2) n`;

/** Columns that every fact has, of a table and a name that SQL gives. */
const headOf = (table: string, id: string): string =>
  `md5('${table} ' || ${id})::uuid, 'bench', ${id}, 1, 1, $1::bigint, md5('${table} ' || ${id})::uuid`;
const HEAD = 'id, source, external_id, revision, nth, entry, content';

/** How large a company is. */
export interface Sizes {
  readonly deals: number;
  readonly sellers: number;
  /** Each deal is of one of these; without any, deals name none. */
  readonly accounts: number;
}

/** Writes people and deals of three lines each straight into their tables: loading is not what is measured here. */
export async function loadOffers(database: Database, sizes: Sizes): Promise<void> {
  const { deals, sellers, accounts } = sizes;
  await database.change(BENCH, { action: 'import', subject: `${deals} deals` }, async (tx) => {
    for (const sql of peopleSql(peopleOf(sellers))) await tx.query(sql, [tx.entry.toString()]);
    await tx.query(ACCOUNTS_SQL, [tx.entry.toString(), accounts]);
    await loadDeals(tx, sizes);
    return { result: undefined };
  });
  await database.asOwner((tx) => tx.query('analyze'));
}

const peopleSql = (people: string): readonly string[] => [
  `insert into participant (${HEAD}, name, attributes) select ${headOf('participant', 'id')}, id, '{}' from (${people}) people`,
  `insert into assignment (${HEAD}, participant, plan, manager, effective_from, effective_until, attributes)
   select ${headOf('assignment', 'id')}, id, 'none', manager, '2020-01-01', null, jsonb_build_object('participant.role', role) from (${people}) people`,
  `insert into approver_group_member (${HEAD}, group_id, participant, effective_from, effective_until)
   select ${headOf('approver_group_member', 'id')}, 'desk', id, '2020-01-01', null from (${people}) people where id like 'desk-%'`,
];

const ACCOUNTS_SQL = `insert into account (${HEAD}, name, owner, parent, segment, attributes)
  select ${headOf('account', `'A' || n`)}, 'A' || n, 'seller-0', null, 'smb', '{}' from generate_series(0, $2::int - 1) n`;

async function loadDeals(tx: ChangeTransaction, { deals, sellers, accounts }: Sizes): Promise<void> {
  const entry = tx.entry.toString();
  await tx.query(
    `insert into deal (${HEAD}, seller, account, currency, offered_on, standing, attributes)
     select ${headOf('deal', `'D' || n`)}, 'seller-' || n % $3::int, 'A' || n * 7919 % nullif($4::int, 0), 'USD', '2026-03-05', 'open',
       jsonb_build_object('deal.margin', (30 + n * 7 % 40) || '%', 'deal.payment-days', (n * 13 % 80) || ' days')
     from generate_series(1, $2::int) n`,
    [entry, deals, sellers, accounts],
  );
  await tx.query(
    `insert into deal_line (${HEAD}, deal, line_no, net, attributes)
     select ${headOf('deal_line', `'D' || n || ' ' || l`)}, 'D' || n, l, 100 + (n * 7919 + l * 104729) % 30000,
       jsonb_build_object('line.discount', ((n * 11 + l * 5) % 40) || '%')
     from generate_series(1, $2::int) n, generate_series(1, 3) l`,
    [entry, deals],
  );
}
