import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import type { StoredMove, Transition } from './transition.js';

const moment = (column: string): string =>
  `to_char(t.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const COLUMNS = `t.id, t.standing, t.undoes, t.needs_approval as "needsApproval", t.approver_roles as "approverRoles", t.accounts, t.proposer,
  ${moment('proposed_at')} as "proposedAt", t.decider, ${moment('decided_at')} as "decidedAt", t.decided_because as because,
  t.applier, ${moment('applied_at')} as "appliedAt"`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A transition that the actor sees; with `hold`, nobody changes it until the transaction ends. */
export async function readTransition(
  tx: Transaction,
  id: string,
  hold = false,
): Promise<Transition | undefined> {
  if (!UUID.test(id)) return undefined;
  const [row] = await tx.query<Transition>(
    `select ${COLUMNS} from account_transition t where t.id = $1 ${hold ? 'for update' : ''}`,
    [id],
  );
  return row;
}

/** The transition of this content that is open. */
export async function readOpen(tx: Transaction, content: string): Promise<Transition | undefined> {
  const [row] = await tx.query<Transition>(
    `select ${COLUMNS} from account_transition t where t.content = $1 and t.standing in ('proposed', 'approved')`,
    [content],
  );
  return row;
}

/** Whether another transition that was applied took it back. */
export async function isTakenBack(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.query(`select from account_transition where undoes = $1 and standing = 'applied'`, [
    id,
  ]);
  return rows.length > 0;
}

const MOVE = `m.transition, t.standing, m.account, m.reason, m.effective_on as "on", m.from_owner as "from", m.to_owner as "to", m.segment`;

/** The moves of a transition by account, at most so many. */
export async function readMoves(
  tx: Transaction,
  id: string,
  most: number | null = null,
): Promise<StoredMove[]> {
  return await tx.query<StoredMove>(
    `select ${MOVE} from account_move m join account_transition t on t.id = m.transition
     where m.transition = $1 order by m.account collate "C" limit $2`,
    [id, most],
  );
}

/** Which moves a list holds; what is null does not matter. `owner` is who had the account or has it then. */
export interface MoveFilter {
  readonly account: string | null;
  readonly owner: string | null;
  readonly reason: string | null;
  readonly standing: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

const FOUND = `from account_move m join account_transition t on t.id = m.transition
  where ($1::text is null or m.account = $1) and ($2::text is null or $2 in (m.from_owner, m.to_owner)) and ($3::text is null or m.reason = $3)
    and ($4::text is null or t.standing = $4) and ($5::date is null or m.effective_on >= $5) and ($6::date is null or m.effective_on < $6)`;

const given = ({ account, owner, reason, standing, from, until }: MoveFilter): unknown[] => [
  account,
  owner,
  reason,
  standing,
  from,
  until,
];

/** A page of moves, the latest day first. */
export async function listMoves(
  tx: Transaction,
  filter: MoveFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<StoredMove[]> {
  return await tx.query<StoredMove>(
    `select ${MOVE} ${FOUND}
       and ($7::date is null or (-(m.effective_on - date '2000-01-01'), m.account collate "C", m.transition) > (-($7::date - date '2000-01-01'), $8::text collate "C", $9::uuid))
     order by m.effective_on desc, m.account collate "C", m.transition limit $10`,
    [...given(filter), ...(after ?? [null, null, null]), limit],
  );
}

/** How many there are. */
export async function countMoves(tx: Transaction, filter: MoveFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(`select count(*)::int as count ${FOUND}`, given(filter));
  return row?.count ?? 0;
}
