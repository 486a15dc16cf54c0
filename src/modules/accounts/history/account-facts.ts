import { knownRow, latestKnown, type ReadAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { accountsOf, formerOwnersOf, ownersAboveOf, rowsOf, type FewAccounts } from './few-accounts.sql.js';
import { ACCOUNTS_SQL } from './timeline.sql.js';

const TABLES = ['account_owner', 'named_account', 'account_segment', 'account_parent'] as const;

/** A table of what changes over time about accounts. */
export type AccountHistory = (typeof TABLES)[number];

/** What must stand beside an account and a day to say a fact of it. */
export type AccountPart = 'file' | 'owner' | 'named' | 'segment' | 'former' | 'above';

/** How a fact of an account on a day is said, beside the parts that it needs; without a word on its type. */
export interface AccountFact {
  readonly sql: string;
  readonly needs: readonly AccountPart[];
}

/** Whose fact it is, in SQL: the account, and the day. */
export interface AccountOnDay {
  readonly account: string;
  readonly day: string;
  /** The accounts that are asked, where these are few: their rows are found by index. Without it those of all accounts are read. */
  readonly few?: FewAccounts;
}

/**
 * Which tables have any row, of those by which one of these facts is said: without rows an account is what the accounts file says, and nothing more
 * is asked.
 */
export async function accountHistory(
  tx: Transaction,
  names: readonly string[],
): Promise<ReadonlySet<AccountHistory>> {
  if (!names.some((name) => Object.hasOwn(FACTS, name))) return new Set();
  const [row] = await tx.query<Record<AccountHistory, boolean>>(
    `select ${TABLES.map((table) => `exists (select from ${table}) as ${table}`).join(', ')}`,
  );
  return new Set(TABLES.filter((table) => row?.[table]));
}

const FACTS: Readonly<Record<string, (history: ReadonlySet<AccountHistory>, as: ReadAs) => AccountFact>> = {
  'account.owner': (history) =>
    history.has('account_owner')
      ? { sql: 'coalesce(owned.participant, a.owner)', needs: ['file', 'owner'] }
      : { sql: 'a.owner', needs: ['file'] },
  'account.segment': (history) =>
    history.has('account_segment')
      ? { sql: 'coalesce(segmented.segment, a.segment)', needs: ['file', 'segment'] }
      : { sql: 'a.segment', needs: ['file'] },
  'account.named': (history, as) =>
    history.has('named_account')
      ? {
          sql: `case when named.account is not null then 'named' else coalesce(${told('account.named')}, case when a.external_id is not null then (${ordinary(as)}) end) end`,
          needs: ['file', 'named'],
        }
      : ofFile('account.named'),
  'account.named-owner': (history) =>
    history.has('named_account')
      ? {
          sql: `coalesce(named.participant, ${told('account.named-owner')})`,
          needs: ['file', 'named'],
        }
      : ofFile('account.named-owner'),
  'account.previous-owner': (history) =>
    history.has('account_owner')
      ? {
          sql: `coalesce(former.participant, ${told('account.previous-owner')})`,
          needs: ['file', 'former'],
        }
      : ofFile('account.previous-owner'),
  // What the accounts file says outright stays said.
  'account.parent-owner': () => ({
    sql: `coalesce(${told('account.parent-owner')}, above.participant)`,
    needs: ['file', 'above'],
  }),
};

/** The facts of accounts that Kicker says by itself; all others are the company's own, as the accounts file has them. */
export const ACCOUNT_FACTS: readonly string[] = Object.keys(FACTS);

/** From the first row of named accounts on, an account that none names is ordinary. One row that stands is enough: as if nothing was undone it is looked for, as that is asked of many positions. */
function ordinary({ withoutUndone = false }: ReadAs): string {
  if (!withoutUndone)
    return `select 'ordinary' where exists (select from (${latestKnown('named_account', 'id')}) any_named)`;
  const known = knownRow('named_account', { withoutUndone });
  return `select 'ordinary' where case when $1 < (select min(a.position) from named_account any_named join audit_entry a on a.entry = any_named.entry) then false else exists (
    select from named_account fact where not fact.withdrawn and ${known} and not exists (
      select from named_account later
      where later.id = fact.id and (later.revision, later.nth) > (fact.revision, fact.nth) and ${known.replaceAll('fact.', 'later.')})) end`;
}

/** How a fact of an account is said, by its full name in the catalogue. */
export function accountFact(
  name: string,
  history: ReadonlySet<AccountHistory>,
  as: ReadAs = {},
): AccountFact {
  return (Object.hasOwn(FACTS, name) ? FACTS[name]?.(history, as) : undefined) ?? ofFile(name);
}

/** What must be joined so that these parts stand beside an account on a day, as known at $1. */
export function accountJoins(parts: Iterable<AccountPart>, { account, day, few }: AccountOnDay): string {
  const ofDay = (alias: string, [from, until]: readonly [string, string]): string =>
    `${alias}.account = ${account} and ${alias}.${from} <= ${day} and (${alias}.${until} is null or ${day} < ${alias}.${until})`;
  const period = ['effective_from', 'effective_until'] as const;
  const span = ['since', 'till'] as const;
  const row = (table: AccountHistory, value: string): string =>
    few === undefined
      ? latestKnown(table, `account, ${value}, effective_from, effective_until`)
      : rowsOf(table, few);
  const file = few === undefined ? ACCOUNTS_SQL : accountsOf(few);
  const formerOwners = few === undefined ? 'former_owners($1)' : `(${formerOwnersOf(few)})`;
  const ownersAbove = few === undefined ? 'owners_above($1)' : `(${ownersAboveOf(few)})`;
  const joins: Readonly<Record<AccountPart, () => string>> = {
    file: () => `left join (${file}) a on a.external_id = ${account}`,
    owner: () => `left join (${row('account_owner', 'participant')}) owned on ${ofDay('owned', period)}`,
    named: () => `left join (${row('named_account', 'participant')}) named on ${ofDay('named', period)}`,
    segment: () =>
      `left join (${row('account_segment', 'segment')}) segmented on ${ofDay('segmented', period)}`,
    former: () => `left join ${formerOwners} former on ${ofDay('former', span)}`,
    above: () => `left join ${ownersAbove} above on ${ofDay('above', span)}`,
  };
  return [...new Set(parts)].map((part) => joins[part]()).join(' ');
}

function ofFile(name: string): AccountFact {
  return { sql: told(name), needs: ['file'] };
}

/** A text of the accounts file: fact names are checked by the catalogue, and are quoted here all the same. */
function told(name: string): string {
  return `a.attributes ->> '${name.replaceAll("'", "''")}'`;
}
