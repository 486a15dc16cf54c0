import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ACCOUNTS_SQL } from '../../accounts/accounts.service.js';

/** An account that would change hands on a day; `until` is the first day on which it would be as it is again, null for none. */
export interface AccountMove {
  readonly account: string;
  /** Who owns it on that day as it is; null for nobody. */
  readonly from: string | null;
  readonly to: string | null;
  readonly on: Day;
  readonly until: Day | null;
}

/** Days of an account with who owned it before whoever owns it on them; of days on which nobody does, who owned it last. */
export interface FormerDays {
  readonly since: Day;
  readonly till: Day;
  readonly former: string | null;
}

/** The top of the hierarchy that an account belongs to, for a time. */
export interface TopOfAccount {
  readonly account: string;
  readonly top: string;
  readonly since: Day;
  readonly till: Day;
}

/** What moves are looked at by: who owned the accounts before, as it is and were they moved, which accounts are below them, and what the accounts file says outright. */
export interface OwnersOfMoves {
  readonly before: ReadonlyMap<string, readonly FormerDays[]>;
  readonly after: ReadonlyMap<string, readonly FormerDays[]>;
  readonly tops: readonly TopOfAccount[];
  readonly said: ReadonlyMap<string, { readonly previous: string | null; readonly above: string | null }>;
}

/** Where nothing was read of them. */
export const NO_OWNERS: OwnersOfMoves = { before: new Map(), after: new Map(), tops: [], said: new Map() };

interface OwnedDays {
  readonly since: Day;
  readonly till: Day;
  readonly owner: string | null;
}

interface Span {
  readonly account: string;
  readonly since: string | null;
  readonly till: string | null;
}

/** Reads them as known at a position, as far as `names` are facts that hang on them. */
export async function ownersOfMoves(
  tx: Transaction,
  { position, names }: { readonly position: bigint; readonly names: readonly string[] },
  moves: readonly AccountMove[],
): Promise<OwnersOfMoves> {
  const accounts = moves.map(({ account }) => account);
  const tops = names.includes('account.parent-owner') ? await topsOf(tx, position, accounts) : [];
  const asksFormer = names.includes('account.previous-owner');
  const owned = asksFormer ? await ownedDays(tx, position, accounts) : new Map<string, OwnedDays[]>();
  const said =
    asksFormer || tops.length > 0
      ? await saidOutright(tx, position, [...accounts, ...tops.map(({ account }) => account)])
      : new Map();
  const former = (daysOf: (move: AccountMove) => readonly OwnedDays[]): OwnersOfMoves['before'] =>
    new Map(asksFormer ? moves.map((move) => [move.account, formerDays(daysOf(move))] as const) : []);
  return {
    before: former(({ account }) => owned.get(account) ?? []),
    after: former((move) => movedDays(owned.get(move.account) ?? [], move)),
    tops,
    said,
  };
}

/** Who owned an account before, on a day. */
export function formerOn(days: readonly FormerDays[] | undefined, day: Day): string | null {
  return days?.find(({ since, till }) => since <= day && day < till)?.former ?? null;
}

function formerDays(days: readonly OwnedDays[]): FormerDays[] {
  let [now, before]: [string | null, string | null] = [null, null];
  return days.map(({ owner, since, till }) => {
    if (owner !== null && owner !== now) [now, before] = [owner, now];
    return { since, till, former: owner === null ? now : before };
  });
}

/** The days of an account once it moves: who gets it has it on those of the move, and all others stay. */
function movedDays(days: readonly OwnedDays[], { on, until, to }: AccountMove): OwnedDays[] {
  const end = until ?? Infinity;
  const around = days.flatMap((piece) => [
    { ...piece, till: Math.min(piece.till, on) },
    { ...piece, since: Math.max(piece.since, end) },
  ]);
  return [...around, { since: on, till: end, owner: to }]
    .filter(({ since, till }) => since < till)
    .sort((a, b) => a.since - b.since);
}

async function ownedDays(
  tx: Transaction,
  position: bigint,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, OwnedDays[]>> {
  const rows = await tx.query<Span & { owner: string | null }>(
    `select own.account, own.participant as owner, nullif(own.since, '-infinity')::text as since, nullif(own.till, 'infinity')::text as till
     from account_owner_days($1) own where own.account = any($2::text[]) order by own.account, own.since`,
    [position, accounts],
  );
  const found = new Map<string, OwnedDays[]>();
  for (const { account, owner, ...span } of rows)
    found.set(account, [...(found.get(account) ?? []), { owner, ...daysOf(span) }]);
  return found;
}

async function topsOf(
  tx: Transaction,
  position: bigint,
  accounts: readonly string[],
): Promise<TopOfAccount[]> {
  const rows = await tx.query<Span & { top: string }>(
    `select t.account, t.top, nullif(t.since, '-infinity')::text as since, nullif(t.till, 'infinity')::text as till
     from account_tops($1) t where t.top = any($2::text[])`,
    [position, accounts],
  );
  return rows.map(({ account, top, ...span }) => ({ account, top, ...daysOf(span) }));
}

async function saidOutright(
  tx: Transaction,
  position: bigint,
  accounts: readonly string[],
): Promise<OwnersOfMoves['said']> {
  const rows = await tx.query<{ account: string; previous: string | null; above: string | null }>(
    `select external_id as account, attributes ->> 'account.previous-owner' as previous, attributes ->> 'account.parent-owner' as above
     from (${ACCOUNTS_SQL}) known where external_id = any($2::text[])`,
    [position, accounts],
  );
  return new Map(rows.map(({ account, ...said }) => [account, said]));
}

function daysOf({ since, till }: Pick<Span, 'since' | 'till'>): { since: Day; till: Day } {
  return {
    since: (since === null ? undefined : readDay(since)) ?? -Infinity,
    till: (till === null ? undefined : readDay(till)) ?? Infinity,
  };
}
