import { contentId } from '../../../platform/content-id.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { ACCOUNT_OWNERS } from '../kinds/accounts.js';
import { lockImports } from '../writing/lock-imports.js';
import { knownRows, latestRows } from '../writing/known.js';

/** An account that changes hands from a day on: who must own it that day, and who does then; nobody where it is taken back. */
export interface OwnerMove {
  readonly account: string;
  readonly from: string | null;
  readonly to: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

interface OwnerRow {
  readonly id: string;
  readonly external_id: string;
  readonly account: string;
  readonly participant: string;
  readonly from: string;
  readonly until: string | null;
  readonly revision: number;
  readonly nth: number;
  readonly is_known: boolean;
}

type Written = Pick<OwnerRow, 'id' | 'external_id' | 'account' | 'participant' | 'from' | 'until'> & {
  readonly revision: number;
  readonly nth: number;
  readonly withdrawn: boolean;
};

/** Who tells rows that come of a transition. */
const SOURCE = 'transition';

/**
 * Moves accounts: the row in force ends on the day, and another begins, which lasts as long as that one would have, or until the next row. All or nothing: refused where
 * somebody else than expected owns one of them on the day by then, or nobody knows any more who would get one. Nobody tells owners meanwhile.
 */
export async function moveOwners(tx: ChangeTransaction, moves: readonly OwnerMove[]): Promise<void> {
  await lockImports(tx, ACCOUNT_OWNERS, SOURCE);
  const accounts = moves.map(({ account }) => account);
  const rows = await readRows(tx, accounts);
  const file = await readFileOwners(tx, accounts);
  const changed = moves.filter(({ account, from, on }) => {
    const inForce = rowOn(rows.get(account) ?? [], on);
    return (inForce?.participant ?? file.get(account) ?? null) !== from;
  });
  if (changed.length > 0) throw changedMeanwhile(changed);
  await refuseStrangers(tx, moves);
  await write(
    tx,
    moves.flatMap((move) => rowsOf(move, rows.get(move.account) ?? [], file.get(move.account) ?? null)),
  );
}

const rowOn = (rows: readonly OwnerRow[], on: string): OwnerRow | undefined =>
  rows.find(({ from, until, is_known }) => is_known && from <= on && (until === null || on < until));

async function readRows(
  tx: Transaction,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, readonly OwnerRow[]>> {
  const rows = await tx.query<OwnerRow>(
    `select distinct on (f.id) f.id, f.external_id, f.account, f.participant, f.effective_from as from, f.effective_until as until,
       max(f.revision) over (partition by f.id) as revision, max(f.nth) over (partition by f.id) as nth,
       coalesce(k.id is not null, false) as is_known
     from account_owner f left join ${latestRows('account_owner')} k on k.id = f.id and k.nth = f.nth
     where f.account = any($1::text[]) order by f.id, (k.id is not null) desc, f.nth desc`,
    [accounts],
  );
  const found = new Map<string, OwnerRow[]>();
  for (const row of rows) found.set(row.account, [...(found.get(row.account) ?? []), row]);
  return found;
}

async function readFileOwners(
  tx: Transaction,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.query<{ account: string; owner: string | null }>(
    `select distinct on (a.external_id) a.external_id as account, a.owner from (
       select distinct on (k.id) k.* from ${knownRows('account')} k where k.external_id = any($1::text[]) order by k.id, k.revision desc, k.nth desc) a
     where not a.withdrawn order by a.external_id, a.source collate "C"`,
    [accounts],
  );
  return new Map(rows.map(({ account, owner }) => [account, owner]));
}

/** Refuses people who are not known by now: what told them may have been taken back since the moves were planned, and is not while imports are locked. */
async function refuseStrangers(tx: Transaction, moves: readonly OwnerMove[]): Promise<void> {
  const recipients = [...new Set(moves.flatMap(({ to }) => to ?? []))];
  const rows = await tx.query<{ id: string }>(
    `select asked.id from unnest($1::text[]) asked (id)
     where not exists (select from ${latestRows('participant')} p where p.external_id = asked.id) order by asked.id collate "C"`,
    [recipients],
  );
  if (rows.length === 0) return;
  throw new Refusal(
    'TRANSITION_CHANGED',
    `There is no participant ${rows.map(({ id }) => id).join(', ')} by now. Nothing was moved.`,
    'Import who they are again, or move the accounts to somebody else.',
  );
}

/** The revisions and rows by which an account changes hands. */
function rowsOf({ account, to, on }: OwnerMove, rows: readonly OwnerRow[], file: string | null): Written[] {
  const inForce = rowOn(rows, on);
  const next = rows
    .filter(({ is_known, from }) => is_known && from > on)
    .map(({ from }) => from)
    .sort()[0];
  const ended: Written[] =
    inForce && inForce.from < on ? [{ ...again(inForce), until: on, withdrawn: false }] : [];
  const replaced = inForce?.from === on ? inForce : undefined;
  if (to === null) {
    if (file !== null)
      throw new Refusal(
        'TRANSITION_CHANGED',
        `The accounts file says an owner of ${account} by now.`,
        'Move the account to somebody instead.',
      );
    return [...ended, ...(replaced ? [{ ...again(replaced), withdrawn: true }] : [])];
  }
  const natural = contentId(ACCOUNT_OWNERS.noun, account, on);
  const before = replaced ?? rows.find(({ id }) => id === natural);
  const until = inForce ? inForce.until : (next ?? null);
  const name = { id: natural, external_id: `${account}/${on}` };
  const begun = before ? again(before) : { ...name, revision: 1, nth: 1 };
  return [...ended, { ...begun, account, participant: to, from: on, until, withdrawn: false }];
}

function again(row: OwnerRow): Omit<Written, 'withdrawn'> {
  const { id, external_id, account, participant, from, until } = row;
  const next = { revision: row.revision + 1, nth: row.nth + 1 };
  return { id, external_id, account, participant, from, until, ...next };
}

async function write(tx: ChangeTransaction, rows: readonly Written[]): Promise<void> {
  const column = <K extends keyof Written>(name: K): readonly Written[K][] => rows.map((row) => row[name]);
  await tx.query(
    `insert into account_owner (id, source, external_id, revision, nth, entry, content, withdrawn, account, participant, effective_from, effective_until)
     select id, '${SOURCE}', external_id, revision, nth, $1, content, withdrawn, account, participant, since, till
     from unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::uuid[], $7::boolean[], $8::text[], $9::text[], $10::date[], $11::date[])
       told (id, external_id, revision, nth, content, withdrawn, account, participant, since, till)`,
    [
      tx.entry.toString(),
      column('id'),
      column('external_id'),
      column('revision'),
      column('nth'),
      rows.map(contentOf),
      column('withdrawn'),
      column('account'),
      column('participant'),
      column('from'),
      column('until'),
    ],
  );
}

/** As a file that says the same. */
function contentOf({ account, participant, from, until, withdrawn }: Written): string {
  const said = ['account', account, 'participant', participant, 'effective_from', from];
  if (until !== null) said.push('effective_until', until);
  if (withdrawn) said.push('withdrawn');
  return contentId(`${ACCOUNT_OWNERS.noun}-content`, ...said);
}

function changedMeanwhile(moves: readonly OwnerMove[]): Refusal {
  const named = moves.slice(0, 5).map(({ account }) => account);
  const more = moves.length > named.length ? ` and ${moves.length - named.length} more` : '';
  return new Refusal(
    'TRANSITION_CHANGED',
    `Somebody else than was previewed owns ${named.join(', ')}${more} on that day by now. Nothing was moved.`,
    'Preview and propose the moves again.',
  );
}
