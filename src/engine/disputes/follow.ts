import type { DisputeSetting } from './act.js';
import { DISPUTE_ENDED, type Dispute, type DisputeEvent } from './dispute.js';

/** By whom the company's own changes are told. */
const COMPANY = { user: 'time', person: null, reason: null };

/** Who was ever credited while a dispute stood: whoever is now joins whoever was. */
export function creditedSince(
  { current }: Pick<Dispute, 'current'>,
  now: readonly string[],
): readonly string[] {
  return [...new Set([...current, ...now])].sort();
}

/** Brings a dispute to what the company is now: whoever is credited by now takes part in it, so that nobody decides who came to lose by it since it was filed. */
export function followDispute(
  dispute: Dispute,
  credited: readonly string[],
  { at }: Pick<DisputeSetting, 'at'>,
): readonly DisputeEvent[] {
  if (DISPUTE_ENDED.has(dispute.standing)) return [];
  const current = creditedSince(dispute, credited);
  const isSame = current.length === new Set(dispute.current).size;
  return isSame ? [] : [{ event: 'CREDITED', ...COMPANY, at, current }];
}
