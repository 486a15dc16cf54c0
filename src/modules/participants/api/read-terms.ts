import { latestKnown, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { StoredFacts } from '../company/typed-facts.js';
import type {
  AbsenceType,
  AssignmentType,
  AttributeType,
  QuotaType,
  TerritoryHeldType,
} from './participant.type.js';
import { positionNow } from './read-participants.js';

type ByParticipant<T> = Promise<ReadonlyMap<string, readonly T[]>>;

interface Row {
  readonly participant: string;
  readonly from: string;
  readonly until: string | null;
}

/** The plans that participants are or were on, by participant and first day. */
export async function readAssignments(
  tx: Transaction,
  participants: readonly string[],
): ByParticipant<AssignmentType> {
  type Stored = Row & { plan: string; manager: string | null; attributes: StoredFacts };
  const rows = await read<Stored>(tx, participants, {
    table: 'assignment',
    columns: 'plan, manager, attributes',
  });
  return byParticipant(rows, ({ plan, manager, attributes, from, until }) => ({
    plan,
    manager,
    from,
    until,
    attributes: attributesOf(attributes),
  }));
}

/** The targets of participants, by participant and first day. */
export async function readQuotas(tx: Transaction, participants: readonly string[]): ByParticipant<QuotaType> {
  type Stored = Row & { name: string; amount: string; unit: string };
  const rows = await read<Stored>(tx, participants, { table: 'quota', columns: 'name, amount, unit' });
  return byParticipant(rows, ({ name, amount, unit, from, until }) => ({ name, amount, unit, from, until }));
}

/** When participants are away, by participant and first day. */
export async function readAbsences(
  tx: Transaction,
  participants: readonly string[],
): ByParticipant<AbsenceType> {
  const rows = await read<Row & { kind: string }>(tx, participants, { table: 'absence', columns: 'kind' });
  return byParticipant(rows, ({ kind, from, until }) => ({ kind, from, until }));
}

/** The territories that participants hold or held, by participant and first day. */
export async function readTerritoriesHeld(
  tx: Transaction,
  participants: readonly string[],
): ByParticipant<TerritoryHeldType> {
  const rows = await read<Row & { territory: string }>(tx, participants, {
    table: 'territory_holder',
    columns: 'territory',
  });
  return byParticipant(rows, ({ territory, from, until }) => ({ territory, from, until }));
}

/** Stored facts as a list, by name. */
export function attributesOf(stored: StoredFacts | null): AttributeType[] {
  return Object.entries(stored ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

async function read<R>(
  tx: Transaction,
  participants: readonly string[],
  { table, columns }: { table: FactTable; columns: string },
): Promise<R[]> {
  const wanted = columns.split(', ').map((name) => `known.${name}`);
  const known = latestKnown(table, `id, participant, effective_from, effective_until, ${columns}`);
  return await tx.query<R>(
    `select known.participant, known.effective_from as from, known.effective_until as until, ${wanted.join(', ')}
     from (${known}) known where known.participant = any($2::text[]) order by known.participant, known.effective_from, known.id`,
    [await positionNow(tx), participants],
  );
}

function byParticipant<R extends Row, T>(
  rows: readonly R[],
  show: (row: R) => T,
): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(row.participant) ?? [];
    list.push(show(row));
    lists.set(row.participant, list);
  }
  return lists;
}
