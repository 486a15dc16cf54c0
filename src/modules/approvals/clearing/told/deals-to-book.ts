import { readTogether } from '../../../../platform/database/together/read-together.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { DealKnown, DealsService } from '../../../deals/deals.service.js';
import type { ToldOfDeals } from './told-of-deals.js';

type At = Parameters<DealsService['readDeals']>[1];

/** Deals by id: as they are known, or as they stood before they were withdrawn. */
export interface DealsToBook {
  readonly deals: ReadonlyMap<string, DealKnown>;
  /** The positions at which those were withdrawn that nobody knows any more. */
  readonly withdrawn: ReadonlyMap<string, bigint>;
}

/** Reads deals for their bookings: those that were told before a deal was withdrawn keep what they had of it. */
export async function dealsToBook(
  tx: Transaction,
  { deals: service, told, at }: { readonly deals: DealsService; readonly told: ToldOfDeals; readonly at: At },
  ids: readonly string[],
): Promise<DealsToBook> {
  const deals = new Map(await service.readDeals(tx, at, ids));
  const withdrawn = new Map<string, bigint>();
  for (const id of ids) {
    const position = deals.has(id) ? null : told.withdrawnAt(id);
    if (position !== null) withdrawn.set(id, position);
  }
  const before = await readTogether(
    tx,
    [...new Set(withdrawn.values())].map((position) => (reading) => {
      const then = [...withdrawn].flatMap(([id, each]) => (each === position ? [id] : []));
      return service.readDeals(reading, { ...at, position: position - 1n, withoutUndone: true }, then);
    }),
  );
  for (const found of await Promise.all(before)) for (const [id, deal] of found) deals.set(id, deal);
  return { deals, withdrawn };
}
