import { writeDay } from '../../../engine/kernel/day.js';
import { contentId } from '../../../platform/content-id.js';
import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import type { PlannedMove } from '../preview/planned-move.js';
import type { Transition } from './transition.js';
import { readOpen, readTransition } from './read-transitions.js';

/** A transition that is to be proposed. */
export interface Proposed {
  readonly moves: readonly PlannedMove[];
  readonly undoes: string | null;
  readonly needsApproval: boolean;
  readonly approverRoles: readonly string[];
  readonly proposer: string;
}

/** What a transition is: two of the same content are one while it is open. */
export function contentOf({ moves, undoes }: Pick<Proposed, 'moves' | 'undoes'>): string {
  const said = moves
    .map(({ account, from, to, on, reason }) => [account, from ?? '', to ?? '', on, reason].join('\u001f'))
    .sort();
  return contentId('account-transition', undoes ?? '', ...said);
}

/** Writes a transition with its moves; where one of the same content is open already, that one is given, and nothing is written. */
export async function writeTransition(
  tx: ChangeTransaction,
  proposed: Proposed,
): Promise<{ readonly transition: Transition; readonly isNew: boolean }> {
  const { moves, undoes, needsApproval, approverRoles, proposer } = proposed;
  const content = contentOf(proposed);
  const [row] = await tx.query<{ id: string }>(
    `insert into account_transition (id, content, undoes, standing, needs_approval, approver_roles, accounts, proposer, proposed_at, entry)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), $9)
     on conflict (content) where standing in ('proposed', 'approved') do nothing returning id`,
    [
      contentId('account-transition-of-entry', content, tx.entry.toString()),
      content,
      undoes,
      needsApproval ? 'proposed' : 'approved',
      needsApproval,
      approverRoles,
      moves.length,
      proposer,
      tx.entry.toString(),
    ],
  );
  if (!row) {
    const open = await readOpen(tx, content);
    if (open) return { transition: open, isNew: false };
    throw new Error('a transition that was open ended meanwhile');
  }
  await writeMoves(tx, row.id, moves);
  const transition = await readTransition(tx, row.id);
  if (!transition) throw new Error(`transition ${row.id} is not seen by who proposed it`);
  return { transition, isNew: true };
}

async function writeMoves(tx: ChangeTransaction, id: string, moves: readonly PlannedMove[]): Promise<void> {
  const column = <T>(of: (move: PlannedMove) => T): readonly T[] => moves.map(of);
  await tx.query(
    `insert into account_move (transition, account, reason, effective_on, from_owner, to_owner, segment, entry)
     select $1, told.*, $2 from unnest($3::text[], $4::text[], $5::date[], $6::text[], $7::text[], $8::text[]) told`,
    [
      id,
      tx.entry.toString(),
      column(({ account }) => account),
      column(({ reason }) => reason),
      column(({ on }) => writeDay(on)),
      column(({ from }) => from),
      column(({ to }) => to),
      column(({ segment }) => segment),
    ],
  );
}
