import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { Surroundings } from '../setting/read-setting.js';

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

/**
 * The matrices that a deal is judged by that was known, or booked, on a day: those in force on it, without those that came into force too late for the
 * deal; in place of these, what was in force when it was offered. A matrix that was first published after the booking of the deal was told is none that
 * anybody could have asked by. One that begins on the day on which the deal is told, or after its offer, is in force for what is told of the deal, before it is booked,
 * after it was published.
 */
export function matricesInTime(
  surroundings: Surroundings,
  { offeredOn, recordedBy }: Pick<DealKnown, 'offeredOn' | 'recordedBy'>,
  {
    day,
    bookedAt,
    published,
  }: { readonly day: Day; readonly bookedAt: bigint | null; readonly published: Published },
): readonly ApprovalMatrix[] {
  const told =
    recordedBy.findLast(({ position }) => bookedAt === null || position < bookedAt) ?? recordedBy[0];
  const isInTime = (matrix: ApprovalMatrix): boolean => {
    const at = published(matrix);
    if (at !== undefined && bookedAt !== null && at > bookedAt) return false;
    const { from } = matrix.effective;
    if (!told || from < offeredOn) return true;
    if (from === offeredOn && from < surroundings.clock.dayOf(told.at)) return true;
    return at === undefined || at < told.position;
  };
  const inForce = surroundings.matricesOn(day);
  const kept = inForce.filter(isInTime);
  if (kept.length === inForce.length) return kept;
  const before = surroundings.matricesOn(offeredOn).filter(isInTime);
  return [...kept, ...before.filter(({ id }) => kept.every((other) => other.id !== id))];
}
