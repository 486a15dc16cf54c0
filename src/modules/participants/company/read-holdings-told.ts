import { readDay } from '../../../engine/kernel/day.js';
import type { HoldingTold, ToldLate } from '../../../engine/model/derived/late-holders.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Row {
  readonly kind: 'territory' | 'account';
  readonly of: string;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly told: string;
  readonly gone: string | null;
  readonly otherwise: string | null;
}

/**
 * When holdings were told, as known at a position, of territories with a holder and of accounts with a dated owner who was told after the first booking:
 * empty where there is none.
 */
export async function readHoldingsTold(tx: Transaction, position: bigint, zone: string): Promise<ToldLate> {
  const rows = await tx.query<Row>(
    `select told.* from (
       select 'territory' as kind, territory as of, effective_from, effective_until, told, gone, null::text as otherwise from holdings_told($1, $2)
       union all
       select 'account', account, effective_from, effective_until, told, gone, otherwise from owners_told($1, $2)
     ) told order by kind, of collate "C", effective_from, told, gone nulls last, effective_until`,
    [position.toString(), zone],
  );
  const [held, owned] = [rows.filter(({ kind }) => kind === 'territory'), rows.filter(isOfAccount)];
  return {
    ...(held.length === 0 ? {} : { holdingsTold: held.map(holdingTold) }),
    ...(owned.length === 0
      ? {}
      : { ownersTold: owned.map((row) => ({ ...holdingTold(row), otherwise: row.otherwise })) }),
  };
}

function isOfAccount({ kind }: Row): boolean {
  return kind === 'account';
}

function holdingTold({ of, effective_from: from, effective_until: until, told, gone }: Row): HoldingTold {
  const day = (text: string): number => readDay(text) ?? 0;
  return {
    of,
    from: day(from),
    until: until === null ? null : day(until),
    told: day(told),
    gone: gone === null ? null : day(gone),
  };
}
