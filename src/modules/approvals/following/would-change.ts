import { tick } from '../../../engine/approvals/request/tend.js';
import { ENDED } from '../../../engine/approvals/request/state.js';
import { TIME } from '../../../platform/process/every-minute.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Held, RequestKeeper } from '../acting/request-keeper.js';
import { endsOfDeals } from '../clearing/told/ends-of-deals.js';
import { AsSubmitted } from '../setting/as-submitted.js';
import { readPaid } from '../setting/read-paid.js';
import { storedDeal } from '../setting/read-stored-deal.js';
import { surroundingsNow } from '../setting/surroundings-now.js';
import { readRequests, type StoredRequest } from '../store/read-requests.js';

/**
 * The requests among these that are another after somebody tended them, found without holding any of them, with the organisation read once for all.
 * One that cannot be judged is among them: tending it says why. The transaction must see everything.
 */
export async function wouldChange(
  tx: Transaction,
  keeper: RequestKeeper,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rules, deals } = keeper;
  const requests = (await readRequests(tx, ids)).filter(({ request }) => !ENDED.has(request.standing));
  if (requests.length === 0) return new Set();
  const at = await keeper.momentOf(tx);
  const { surroundings, position, catalogue } = await surroundingsNow(tx, { rules, deals, at });
  const ofPage = requests.map(({ request }) => request.deal);
  const paid = await readPaid(tx, { position, catalogue }, ofPage);
  const read = (of: readonly string[]): ReturnType<typeof deals.readDeals> =>
    deals.readDeals(tx, { position, catalogue, on: surroundings.day }, of);
  // Where one of them cannot be read, each is read by itself, so that it stops no other.
  const all = await read(ofPage).catch(() => undefined);
  const ends = await endsOfDeals(tx, position, ofPage);
  const judged = new AsSubmitted(tx, rules);
  const held = async (stored: StoredRequest): Promise<Held> => {
    const { deal } = stored.request;
    const known = (all ?? (await read([deal]))).get(deal);
    return await keeper.heldIn(tx, stored, {
      surroundings,
      known: known && storedDeal(known, paid.get(deal)),
      ends: ends.get(deal),
      person: TIME.id,
      judged,
    });
  };
  const found = new Set<string>();
  for (const stored of requests)
    if (await held(stored).then(isOther, () => true)) found.add(stored.request.id);
  return found;
}

function isOther({ stored: { request }, setting, hash }: Held): boolean {
  if (setting.stored.standing === 'lost' || request.standing === 'STALE') return true;
  if (hash !== request.hash) return true;
  const told = tick(request, setting);
  return !('events' in told) || told.events.length > 0;
}
