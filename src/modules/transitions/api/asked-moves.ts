import { Refusal } from '../../../platform/refusal.js';
import type { AskedMove } from '../asked/asked-move.js';
import { readMovesCsv } from '../asked/read-moves-csv.js';
import type { TransitionMoveInput } from './transition-inputs.js';

/** The accounts to move, of a list or of a file; refused where both or neither is given. */
export function askedMoves({
  moves,
  csv,
}: {
  readonly moves?: readonly TransitionMoveInput[] | null | undefined;
  readonly csv?: string | null | undefined;
}): readonly AskedMove[] {
  const isList = moves != null && moves.length > 0;
  if (isList === (csv != null))
    throw new Refusal(
      'BAD_INPUT',
      'Either moves or csv is given.',
      'Give the accounts as moves, or a file of them as csv.',
      'moves',
    );
  if (csv != null) return readMovesCsv(csv);
  return (moves ?? []).map(({ account, to, reason, from }, place) => ({
    account: account.trim(),
    to: to.trim(),
    reason: reason.trim(),
    from,
    at: { place },
  }));
}
