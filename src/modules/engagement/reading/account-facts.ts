import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Texts } from './subject.js';

/** An account on a day: facts of it, and who owns it. */
export interface AccountOnDay {
  readonly owner: string | null;
  readonly texts: Texts;
}

/**
 * What is known of accounts, by id and day, as `accountKey` has them: the one place where `account.` is read. The latest revision holds on every day.
 */
export async function readAccounts(
  tx: Transaction,
  position: bigint,
  wanted: readonly { readonly account: string; readonly day: number }[],
): Promise<ReadonlyMap<string, AccountOnDay>> {
  interface Row {
    readonly id: string;
    readonly owner: string | null;
    readonly segment: string | null;
    readonly attributes: Readonly<Record<string, string>>;
  }
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<Row>(
    `select external_id as id, owner, segment, attributes
     from (${latestOfFound('account', 'fact.external_id = any($2::text[])')}) known`,
    [position, [...new Set(wanted.map(({ account }) => account))]],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    wanted.flatMap(({ account, day }) => {
      const row = known.get(account);
      if (!row) return [];
      const { owner, segment, attributes } = row;
      const texts = new Map([
        ...(owner === null ? [] : [['account.owner', owner] as const]),
        ...(segment === null ? [] : [['account.segment', segment] as const]),
        ...Object.entries(attributes),
      ]);
      return [[accountKey(account, day), { owner, texts }] as const];
    }),
  );
}

/** Names an account on a day. */
export function accountKey(account: string, day: number): string {
  return `${day} ${account}`;
}
