import { readDay, type Day } from '../../../engine/kernel/day.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import type { ApprovalMatrix, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { Surroundings } from '../setting/read-setting.js';
import type { RulesWhenTold } from './rules-when-told.js';

/** The position at which a matrix was first published as one that begins on a day. */
export type Published = (matrix: Pick<ApprovalMatrix, 'id' | 'effective'>) => bigint | undefined;

/** Reads when the matrices were first published, also texts that others took the place of since, as known at a position. */
export async function publishedMatrices(tx: Transaction, position: bigint): Promise<Published> {
  const rows = await tx.query<{ name: string; from: string | null; position: string }>(
    `select p.name, lower(p.effective)::text as from, min(a.position) as position
     from publication p join audit_entry a on a.entry = p.entry
     where p.kind = 'approvals' and p.entry in (select entry from known_entries($1)) group by 1, 2`,
    [position],
  );
  const known = new Map(
    rows.map((row) => [nameOf(row.name, readDay(row.from ?? '') ?? null), BigInt(row.position)]),
  );
  return ({ id, effective }) => known.get(nameOf(id, effective.from));
}

const nameOf = (id: string, from: Day | null): string => `${id} ${from}`;

type Deal = Pick<DealKnown, 'offeredOn' | 'recordedBy'>;

/** By what is known of rules and time which matrices count. */
interface Known {
  readonly surroundings: Surroundings;
  readonly rules: RulesWhenTold;
  readonly published: Published;
}

/**
 * The matrices that a deal is judged by that was known, or booked, on a day: those in force on it, in the words that were published when the booking was told,
 * without those that came into force too late for the deal; in place of these, what was in force when it was told. A matrix that is published after the booking
 * was told is none that anybody could have asked by, and one that was taken back altogether since none that anybody can. One that begins on the day on which the deal
 * is told, or after its offer, is in force for what is told of the deal, before it is booked, after it was published.
 */
export async function matricesInTime(
  deal: Deal,
  { day, bookedAt }: { readonly day: Day; readonly bookedAt: bigint | null },
  known: Known,
): Promise<readonly ApprovalMatrix[]> {
  const { offeredOn, recordedBy } = deal;
  const { surroundings, rules } = known;
  const told =
    recordedBy.findLast(({ position }) => bookedAt === null || position < bookedAt) ?? recordedBy[0];
  const isInTime = (matrix: ApprovalMatrix): boolean => {
    const { from } = matrix.effective;
    if (!told || from < offeredOn) return true;
    if (from === offeredOn && from < surroundings.clock.dayOf(told.at)) return true;
    const at = known.published(matrix);
    return at === undefined || at < told.position;
  };
  const inForce = stillThere(surroundings, day, await rules.at(bookedAt));
  const kept = inForce.filter(isInTime);
  if (kept.length === inForce.length || !told) return kept;
  const then = await rules.at(told.position);
  const before = [day, offeredOn].flatMap((each) => stillThere(surroundings, each, then).filter(isInTime));
  return onceEach([...kept, ...before]);
}

/** The same in the words that are published now, so that what is asked no more is asked of nobody. Words that begin on another day are another matrix. */
export function inWordsOfNow(
  matrices: readonly ApprovalMatrix[],
  { approvals = [] }: Rulebook,
): readonly ApprovalMatrix[] {
  const now = matrices.map(
    (matrix) =>
      approvals.find(({ id, effective }) => id === matrix.id && effective.from === matrix.effective.from) ??
      matrix,
  );
  return now.every((matrix, at) => matrix.fingerprint === matrices[at]?.fingerprint) ? matrices : now;
}

/** What of rules is in force on a day, and not taken back for it since. */
function stillThere(surroundings: Surroundings, day: Day, rules: Rulebook | null): readonly ApprovalMatrix[] {
  const inForce = (rules?.approvals ?? []).filter(
    ({ effective: { from, until } }) => from <= day && (until === null || day < until),
  );
  const now = surroundings.matricesOn(day);
  return inForce.filter(({ id }) => now.some((other) => other.id === id));
}

function onceEach(matrices: readonly ApprovalMatrix[]): readonly ApprovalMatrix[] {
  const found = new Map<string, ApprovalMatrix>();
  for (const matrix of matrices) if (!found.has(matrix.id)) found.set(matrix.id, matrix);
  return [...found.values()].sort((a, b) => compareText(a.id, b.id));
}
