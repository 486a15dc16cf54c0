import { readDay, type Day } from '../../../engine/kernel/day.js';
import {
  OWNER_RELATIONS,
  type HoldingTold,
  type ToldLate,
} from '../../../engine/model/derived/late-holders.js';
import { ownersTold, type OwnerFact } from '../../../engine/model/derived/owners-told.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Where it is read, and the catalogue that says in whose days, and to whom of an account anything may lead. */
interface ToldAt {
  readonly position: bigint;
  readonly catalogue: Pick<FactCatalogue, 'timeZone' | 'relations' | 'fields'>;
}

interface Row {
  readonly of: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly told: string;
  readonly gone: string | null;
}

/**
 * When holders of territories, and to whom accounts lead, were told, as known at a position: of territories and accounts of which that was after bookings
 * were; empty where there is none.
 */
export async function readHoldingsTold(tx: Transaction, at: ToldAt): Promise<ToldLate> {
  const rows = await tx.query<Row>(
    `select territory as of, effective_from, effective_until, told, gone from holdings_told($1, $2)
     order by territory collate "C", effective_from, told, gone nulls last, effective_until`,
    [at.position.toString(), at.catalogue.timeZone],
  );
  const owned = await readOwnersTold(tx, at);
  return {
    ...(rows.length === 0 ? {} : { holdingsTold: rows.map(holdingTold) }),
    ...(owned.length === 0 ? {} : { ownersTold: owned }),
  };
}

interface OwnerRow extends Pick<
  OwnerFact,
  | 'account'
  | 'kind'
  | 'id'
  | 'source'
  | 'withdrawn'
  | 'owner'
  | 'parent'
  | 'previous'
  | 'named'
  | 'above'
  | 'says'
> {
  readonly effective_from: string | null;
  readonly effective_until: string | null;
  readonly told: string;
  readonly undone: string | null;
  readonly asked: boolean;
  readonly first: string;
}

async function readOwnersTold(
  tx: Transaction,
  { position, catalogue }: ToldAt,
): Promise<readonly HoldingTold[]> {
  const known = new Set([...catalogue.relations, ...catalogue.fields].map(({ name }) => name));
  const relations = OWNER_RELATIONS.filter((name) => known.has(name));
  if (relations.length === 0) return [];
  const hierarchy = relations.includes('account.parent-owner');
  const rows = await tx.query<OwnerRow>(
    `select told.*, file.attributes ->> 'account.named' as says from owner_facts_told($1, $2, $3) told
     left join account file on told.kind = 'file' and file.id = told.id and file.nth = told.nth order by told.id, told.revision, told.nth`,
    [position.toString(), catalogue.timeZone, hierarchy],
  );
  const [one] = rows;
  if (!one) return [];
  const accounts = [...new Set(rows.flatMap(({ account, asked }) => (asked ? [account] : [])))].sort();
  return ownersTold(rows.map(factOf), { accounts, relations, first: dayOf(one.first) });
}

function factOf(row: OwnerRow, order: number): OwnerFact {
  const { effective_from: from, effective_until: until, told, undone, ...own } = row;
  return {
    ...own,
    order,
    told: dayOf(told),
    undone: undone === null ? null : dayOf(undone),
    period: { from: from === null ? 0 : dayOf(from), until: until === null ? null : dayOf(until) },
  };
}

function holdingTold({ of, effective_from: from, effective_until: until, told, gone }: Row): HoldingTold {
  return {
    of,
    from: dayOf(from),
    until: until === null ? null : dayOf(until),
    told: dayOf(told),
    gone: gone === null ? null : dayOf(gone),
  };
}

function dayOf(text: string): Day {
  return readDay(text) ?? 0;
}
