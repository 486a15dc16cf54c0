import { readTogether } from '../../../../platform/database/together/read-together.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { DealKnown, DealsService } from '../../../deals/deals.service.js';
import type { SurroundingsNow } from '../../setting/surroundings-now.js';
import { lastLinesWithdrawn } from './lines-withdrawn.js';
import type { RulesWhenTold } from './rules-when-told.js';
import type { ToldOfDeals } from './told-of-deals.js';

type At = Parameters<DealsService['readDeals']>[1];

/** Deals by id: as they are known, or as they stood before they were withdrawn. */
export interface DealsToBook {
  readonly deals: ReadonlyMap<string, DealKnown>;
  /** Of those that nobody knows any more, the positions just before which they stood so. */
  readonly withdrawn: ReadonlyMap<string, bigint>;
}

interface From {
  readonly deals: DealsService;
  readonly told: ToldOfDeals;
  readonly rules: RulesWhenTold;
  readonly now: SurroundingsNow;
}

/**
 * Reads deals for their bookings: those that were told before a deal was withdrawn keep what they had of it. It is as it stood just before; where nobody said what it came to then, as no line
 * was left of it, as before these went.
 */
export async function dealsToBook(tx: Transaction, from: From, ids: readonly string[]): Promise<DealsToBook> {
  const { told } = from;
  const deals = new Map(await from.deals.readDeals(tx, atOf(from.now), ids));
  const withdrawn = new Map<string, bigint>();
  for (const id of ids) {
    const position = deals.has(id) ? null : told.withdrawnAt(id);
    if (position !== null) withdrawn.set(id, position);
  }
  for (const [id, deal] of await readBefore(tx, from, withdrawn)) deals.set(id, deal);
  const emptied = [...withdrawn].filter(([id]) => isEmpty(deals.get(id)));
  if (emptied.length === 0) return { deals, withdrawn };
  const bookedOf = told.bookedOf(emptied.map(([id]) => id));
  const gone = await lastLinesWithdrawn(
    tx,
    from.now.position,
    emptied.map(([deal, by]) => ({ deal, by, bookedAt: bookedOf.get(deal) ?? [] })),
  );
  for (const [id, deal] of await readBefore(tx, from, gone)) deals.set(id, deal);
  return { deals, withdrawn: new Map([...withdrawn, ...gone]) };
}

/** Deals as they stood just before positions, each before its own. */
async function readBefore(
  tx: Transaction,
  { deals: service, now, rules }: From,
  of: ReadonlyMap<string, bigint>,
): Promise<ReadonlyMap<string, DealKnown>> {
  const found = new Map<string, DealKnown>();
  const asked: (At & { readonly ids: readonly string[] })[] = [];
  for (const each of new Set(of.values())) {
    const position = each - 1n;
    // What a deal said fitted the catalogue of then, whatever was renamed in it since.
    const catalogue = (await rules.at(position))?.facts ?? now.catalogue;
    const ids = [...of].flatMap(([id, before]) => (before === each ? [id] : []));
    asked.push({ ...atOf(now), catalogue, position, withoutUndone: true, ids });
  }
  const before = await readTogether(
    tx,
    asked.map(
      ({ ids, ...as }) =>
        (reading) =>
          service.readDeals(reading, as, ids),
    ),
  );
  for (const known of await Promise.all(before)) for (const [id, deal] of known) found.set(id, deal);
  return found;
}

function atOf({ position, catalogue, surroundings: { day: on } }: SurroundingsNow): At {
  return { position, catalogue, on };
}

/** Whether nobody says what a deal comes to, as it has no line. */
function isEmpty(deal: DealKnown | undefined): boolean {
  return deal !== undefined && deal.lines.length === 0 && deal.facts.get('deal.net') === undefined;
}
