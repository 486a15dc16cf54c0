import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { readDecimal, type Ratio } from '../../../engine/kernel/ratio.js';
import { latestKnown, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Dated {
  readonly id: string;
  readonly from: Day;
  /** First day on which it no longer holds; null for open. */
  readonly until: Day | null;
  /** Who told it as it now stands, as the audit names them. */
  readonly recordedBy: string;
  /** The position at which it was told as it now stands. */
  readonly recordedAt: bigint;
}

/** Somebody in a group of approvers. */
export interface GroupMember extends Dated {
  readonly group: string;
  readonly participant: string;
}

/** By which somebody decides for another. */
export interface DelegationKnown extends Dated {
  readonly giver: string;
  readonly deputy: string;
  /** The approval matrix that it is for; null for all. */
  readonly matrix: string | null;
  /** Net of the largest deal that it reaches, in `currency`; null for any. */
  readonly most: Ratio | null;
  readonly currency: string | null;
  readonly reason: string;
}

interface Row {
  readonly id: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly actor: string;
  readonly position: string;
}

/** Who is in which group on a day, by group and participant. */
export async function readMembers(tx: Transaction, position: bigint, day: Day): Promise<GroupMember[]> {
  const rows = await inForce<{ group_id: string; participant: string }>(
    tx,
    { table: 'approver_group_member', columns: 'group_id, participant' },
    { position, day },
  );
  return rows.map((row) => ({ ...datedOf(row), group: row.group_id, participant: row.participant }));
}

/** The delegations in force on a day, by giver and deputy. */
export async function readDelegations(
  tx: Transaction,
  position: bigint,
  day: Day,
): Promise<DelegationKnown[]> {
  interface Told {
    readonly giver: string;
    readonly deputy: string;
    readonly matrix: string | null;
    readonly most: string | null;
    readonly currency: string | null;
    readonly reason: string;
  }
  const columns = 'giver, deputy, matrix, most, currency, reason';
  const rows = await inForce<Told>(tx, { table: 'approval_delegation', columns }, { position, day });
  return rows.map(({ giver, deputy, matrix, most, currency, reason, ...row }) => ({
    ...datedOf(row),
    giver,
    deputy,
    matrix,
    most: most === null ? null : (readDecimal(most) ?? null),
    currency,
    reason,
  }));
}

/** Who is away on a day, as absences tell. */
export async function readAway(tx: Transaction, position: bigint, day: Day): Promise<ReadonlySet<string>> {
  const columns = 'participant, effective_from, effective_until';
  const rows = await tx.query<{ participant: string }>(
    `select distinct fact.participant from (${latestKnown('absence', columns)}) fact
     where fact.effective_from <= $2::date and (fact.effective_until is null or fact.effective_until > $2::date)`,
    [position, writeDay(day)],
  );
  return new Set(rows.map(({ participant }) => participant));
}

async function inForce<T>(
  tx: Transaction,
  { table, columns }: { table: FactTable; columns: string },
  { position, day }: { position: bigint; day: Day },
): Promise<(T & Row)[]> {
  const all = `external_id, entry, effective_from, effective_until, ${columns}`;
  const own = columns.split(', ').map((name) => `fact.${name}`);
  return await tx.query<T & Row>(
    `select fact.external_id as id, fact.effective_from, fact.effective_until, a.actor, a.position::text as position, ${own.join(', ')}
     from (${latestKnown(table, all)}) fact join audit_entry a on a.entry = fact.entry
     where fact.effective_from <= $2::date and (fact.effective_until is null or fact.effective_until > $2::date)
     order by ${own
       .slice(0, 2)
       .map((name) => `${name} collate "C"`)
       .join(', ')}, fact.external_id collate "C"`,
    [position, writeDay(day)],
  );
}

function datedOf({ id, effective_from: from, effective_until: until, actor, position }: Row): Dated {
  return {
    id,
    from: readDay(from) ?? 0,
    until: until === null ? null : (readDay(until) ?? 0),
    recordedBy: actor,
    recordedAt: BigInt(position),
  };
}
