import { readDay, type Day } from '../../../engine/kernel/day.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import type { ApprovalMatrix, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';
import type { Surroundings } from '../setting/read-setting.js';
import type { DealChange } from './told/changes-of-deals.js';
import type { RulesWhenTold } from './told/rules-when-told.js';

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

/** When a booking is of, and the positions at which it was told; null where none that names the deal is known. */
export interface Booked {
  readonly bookedOn: Day;
  readonly bookedAt: bigint | null;
  /** The same, or a later one at which it was told larger. */
  readonly raisedAt: bigint | null;
}

/** By what is known of rules, tellings and time which matrices count. */
interface Known {
  readonly surroundings: Surroundings;
  readonly rules: RulesWhenTold;
  readonly published: Published;
  /** When what is said of the deal changed, the first telling first. */
  readonly changes: readonly DealChange[];
  /** Whether a change made the deal another for any of some matrices than an earlier one had. */
  readonly isJudged: (
    pair: readonly [before: DealChange, change: DealChange],
    matrices: readonly ApprovalMatrix[],
  ) => boolean;
}

/** The matrices that count for a booking of a deal, the day as of which they judge it, and the position of the rules of which they are; null for those of now. */
export interface InTime {
  readonly matrices: readonly ApprovalMatrix[];
  readonly day: Day;
  readonly at: bigint | null;
}

/**
 * The matrices that a deal is judged by that is booked: those in force on a day on which what is said of it changed before it was booked, but not from before its offer
 * nor after the day of the booking, as the day of an offer is what is said of it; in the words that were published when the booking was told. Those that came into force too
 * late for what is said of it count not; in place of these, what was in force when that was told. A matrix that is published after the booking
 * was told is none that anybody could have asked by, unless both were told otherwise after that, the deal in what is judged of it and then the booking as a larger one; and one that was taken
 * back altogether since none that anybody can. One that begins on the day on which the deal is told, or after its offer, is in force for what is told of the deal, before it is booked, after it was published.
 */
export async function matricesInTime(
  { offeredOn }: Pick<DealKnown, 'offeredOn'>,
  booked: Booked,
  known: Known,
): Promise<InTime> {
  const { surroundings, rules } = known;
  const onDay = ({ at }: DealChange): Day =>
    Math.max(offeredOn, Math.min(surroundings.clock.dayOf(at), booked.bookedOn));
  const { told, at } = await countingFor(booked, known, onDay);
  const words = await rules.at(at);
  const last = told.at(-1);
  if (!last) {
    const day = Math.max(offeredOn, booked.bookedOn);
    return { matrices: stillThere(surroundings, day, words), day, at };
  }
  const inTimeFor = (change: DealChange) => (matrix: ApprovalMatrix) => {
    const { from } = matrix.effective;
    if (from < offeredOn || (from === offeredOn && from < surroundings.clock.dayOf(change.at))) return true;
    const published = known.published(matrix);
    return published === undefined || published < change.position;
  };
  const [counting = [], ...earlier] = told
    .toReversed()
    .map((change) => stillThere(surroundings, onDay(change), words).filter(inTimeFor(change)));
  const day = onDay(last);
  const inForce = stillThere(surroundings, day, words);
  if (inForce.every(inTimeFor(last)))
    return { matrices: onceEach([...counting, ...earlier.flat()]), day, at };
  const then = await rules.at(last.position);
  const keptOn = (each: Day): readonly ApprovalMatrix[] =>
    stillThere(surroundings, each, then).filter(inTimeFor(last));
  // Of the words of a matrix, those of the day are before those of others.
  const matrices = onceEach([...counting, ...keptOn(day), ...earlier.flat(), ...keptOn(offeredOn)]);
  const before = [day, offeredOn].flatMap((each) => inForceOn(each, then));
  const isGone = before.some(({ id }) => matrices.every((other) => other.id !== id));
  // Where nobody can be asked any more by one that was in force when it was told, what follows that asks.
  return { matrices: isGone ? onceEach([...matrices, ...inForce]) : matrices, day, at };
}

/**
 * The changes that count for a booking: those before it was told, the first of all where it was told before any; and, where it was told larger later, those between that were judged of the deal. With the
 * position at which the last of these was told, or else the booking.
 */
async function countingFor(
  { bookedAt, raisedAt }: Booked,
  { changes, rules, surroundings, isJudged }: Known,
  onDay: (change: DealChange) => Day,
): Promise<{ readonly told: readonly DealChange[]; readonly at: bigint | null }> {
  const before = changes.filter(({ position }) => bookedAt === null || position <= bookedAt);
  const told = before.length > 0 ? before : changes.slice(0, 1);
  if (bookedAt === null || raisedAt === null) return { told, at: bookedAt };
  const since: DealChange[] = [];
  let last = told.findLast(({ said }) => said !== null);
  for (const change of changes) {
    if (change.position <= bookedAt || change.position > raisedAt) continue;
    const matrices = stillThere(surroundings, onDay(change), await rules.at(change.position));
    if (!last || !isJudged([last, change], matrices)) continue;
    since.push(change);
    last = change;
  }
  return { told: [...told, ...since], at: since.at(-1)?.position ?? bookedAt };
}

/**
 * The same in the words that are published now for the day by which they judge, so that what is asked no more is asked of nobody. Words that begin on another day, or that ended by
 * then, are another matrix.
 */
export function inWordsOfNow(
  matrices: readonly ApprovalMatrix[],
  { approvals = [] }: Rulebook,
  day: Day,
): readonly ApprovalMatrix[] {
  const now = matrices.map(
    (matrix) =>
      approvals.find(
        ({ id, effective: { from, until } }) =>
          id === matrix.id && from === matrix.effective.from && (until === null || day < until),
      ) ?? matrix,
  );
  return now.every((matrix, at) => matrix.fingerprint === matrices[at]?.fingerprint) ? matrices : now;
}

function inForceOn(day: Day, rules: Rulebook | null): readonly ApprovalMatrix[] {
  return (rules?.approvals ?? []).filter(
    ({ effective: { from, until } }) => from <= day && (until === null || day < until),
  );
}

/** What of rules is in force on a day, and not taken back for it since. */
function stillThere(surroundings: Surroundings, day: Day, rules: Rulebook | null): readonly ApprovalMatrix[] {
  const now = surroundings.matricesOn(day);
  return inForceOn(day, rules).filter(({ id }) => now.some((other) => other.id === id));
}

function onceEach(matrices: readonly ApprovalMatrix[]): readonly ApprovalMatrix[] {
  const found = new Map<string, ApprovalMatrix>();
  for (const matrix of matrices) if (!found.has(matrix.id)) found.set(matrix.id, matrix);
  return [...found.values()].sort((a, b) => compareText(a.id, b.id));
}
