import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { HoldingTold } from '../../../engine/model/derived/late-holders.js';
import type { Company } from '../../../engine/model/facts.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountMove } from './move-lines.js';

/** The day that it is in a time zone. */
export async function readToday(tx: Transaction, zone: string): Promise<Day> {
  const [row] = await tx.query<{ day: string }>('select (now() at time zone $1)::date::text as day', [zone]);
  return readDay(row?.day ?? '') ?? 0;
}

/**
 * A company in which moves of accounts are told on a day: what was booked before for an account that nobody owned stays at the house. Where they are gone
 * on that day as well nothing moves, and lines come with the same facts.
 */
export function withMovesTold(
  company: Company,
  moves: readonly AccountMove[],
  at: Pick<HoldingTold, 'told' | 'gone'>,
): Company {
  const told = moves.map(({ account, on, until, from }): HoldingTold => {
    return { of: account, from: on, until, otherwise: from, ...at };
  });
  return { ...company, ownersTold: [...(company.ownersTold ?? []), ...told] };
}
