import { fingerprintOfTerms, type Terms } from '../../../engine/approvals/deal.js';
import type { DealSetting } from '../setting/read-setting.js';

/** Terms that nobody knows: of a deal that could not be judged. */
export const NO_TERMS: Terms = new Map();

/** The fingerprint of the judged terms as the deal is now, by all that is known now. */
export function hashNow({ asking, ready }: DealSetting): string {
  const judgement = ready.judge(asking.deal);
  const terms = judgement.kind === 'judged' ? judgement.terms : NO_TERMS;
  return fingerprintOfTerms(terms, asking.deal.currency);
}
