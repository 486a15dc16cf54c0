import type { DealKnown } from '../../deals/deals.service.js';
import { NOBODY_PAID, type PaidOfDeal, type StoredDeal } from './stored-deal.js';

/** A deal as approvals see it: when it last became known, which participants wrote any of it, and whom its bookings pay. */
export function storedDeal({ recordedBy, ...deal }: DealKnown, paid: PaidOfDeal = NOBODY_PAID): StoredDeal {
  const last = recordedBy.at(-1)?.position ?? 0n;
  const firstTold = recordedBy.at(0)?.position ?? 0n;
  const writtenBy = [...new Set(recordedBy.flatMap(({ participant }) => participant ?? []))];
  return { ...deal, revision: last, firstTold, writtenBy, paid };
}

/** A deal that was withdrawn, as its request has it: lost, with nothing known of it any more. */
export function withdrawnDeal(id: string, seller: string | null): StoredDeal {
  const nothing = {
    account: null,
    currency: null,
    offeredOn: 0,
    facts: new Map(),
    around: new Map(),
    lines: [],
    writtenBy: [],
    paid: NOBODY_PAID,
  };
  return { id, seller, standing: 'lost', revision: 0n, firstTold: 0n, ...nothing };
}
