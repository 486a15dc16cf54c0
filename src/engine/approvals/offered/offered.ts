import type { FactValue } from '../../model/facts.js';
import type { ApprovalMatrix, JudgedTerm } from '../../rulebook/parts/approvals.js';
import { writeAmount } from '../booked/write-amount.js';
import { dealFact, type Deal, type Terms } from '../deal.js';
import { isWorse } from '../worse.js';

const NAMES = ['deal.account', 'deal.seller', 'deal.currency', 'deal.net'] as const;

/** What of a deal binds its approval beside the judged terms, as whoever decides sees it: whose it is, who sells it, and what it comes to. */
export function offeredOf(deal: Deal): Terms {
  return new Map(NAMES.map((name) => [name, dealFact(deal, name)]));
}

/**
 * What of a deal is no longer as it was offered when it was approved: another account, where one was said; another seller; another currency; or more than it came
 * to, by the direction and tolerance of a matrix that judges `deal.net`. That it comes to less is no matter.
 */
export function outgrown(now: Terms, then: Terms, matrix: ApprovalMatrix): readonly string[] {
  return NAMES.filter((name) => {
    const [is, was] = [now.get(name), then.get(name)];
    if (name === 'deal.net') return isWorse(netOf(matrix), is, was);
    return is !== was && (name !== 'deal.account' || was !== undefined);
  });
}

function netOf({ inputs }: ApprovalMatrix): JudgedTerm {
  return inputs.find(({ fact }) => fact === 'deal.net') ?? HIGHER;
}

const HIGHER: JudgedTerm = { fact: 'deal.net', worse: 'higher', tolerance: null };

/** Completes "the deal ..." by what it has outgrown; null where that is nothing. */
export function outgrownSays(now: Terms, then: Terms, matrix: ApprovalMatrix): string | null {
  const [first] = outgrown(now, then, matrix);
  if (first === undefined) return null;
  if (first === 'deal.account') return 'is of another account than was approved';
  if (first === 'deal.seller') return 'is sold by somebody else than was approved';
  if (first === 'deal.currency') return 'is in another currency than was approved';
  const amount = (value: FactValue): string =>
    typeof value === 'object'
      ? `${writeAmount(value)} ${String(now.get('deal.currency') ?? '')}`.trim()
      : 'no amount';
  return `comes to ${amount(now.get('deal.net'))}, and ${amount(then.get('deal.net'))} was approved`;
}
