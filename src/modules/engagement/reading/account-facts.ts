import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readAccountsOn } from '../../accounts/accounts.service.js';
import type { KnownAt, Texts } from './subject.js';

/** An account on a day: facts of it, and who owns it. */
export interface AccountOnDay {
  readonly owner: string | null;
  readonly texts: Texts;
}

/**
 * What is known of accounts, by id and day, as `accountKey` has them: the one place where `account.` is read. The company's own facts are those of the latest
 * revision; who owned it, what it was called and belonged to are those of the day, as bookings of that day are credited by.
 */
export async function readAccounts(
  tx: Transaction,
  { position, catalogue }: KnownAt,
  wanted: readonly { readonly account: string; readonly day: number }[],
): Promise<ReadonlyMap<string, AccountOnDay>> {
  interface Row {
    readonly id: string;
    readonly attributes: Readonly<Record<string, string>>;
  }
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<Row>(
    `select external_id as id, attributes
     from (${latestOfFound('account', 'fact.external_id = any($2::text[])')}) known`,
    [position, [...new Set(wanted.map(({ account }) => account))]],
  );
  const known = new Map(rows.map(({ id, attributes }) => [id, attributes]));
  const asked = wanted.map(({ account, day }) => ({ account, on: day }));
  const onDays = await readAccountsOn(tx, { position, catalogue }, asked);
  return new Map(
    wanted.flatMap(({ account, day }, at) => {
      const facts = onDays[at];
      if (!facts) return [];
      const texts = new Map([
        ...Object.entries(known.get(account) ?? {}),
        ...[...facts].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
      ]);
      return [[accountKey(account, day), { owner: texts.get('account.owner') ?? null, texts }] as const];
    }),
  );
}

/** Names an account on a day. */
export function accountKey(account: string, day: number): string {
  return `${day} ${account}`;
}
