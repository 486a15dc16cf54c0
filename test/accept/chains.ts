import type { DealPreview } from '../../src/modules/approvals/approval-previews.service.js';
import type { Tally } from './tally.js';

/** Whom deals ask in turn, each person once, and how many deals ask so; a deal that cannot be judged is told by its reason. */
export function chainsOf(previews: readonly DealPreview[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { plan } of previews) {
    const chain = plan.kind === 'failed' ? `refused: ${plan.reason}` : askedBy(plan.steps);
    counts.set(chain, (counts.get(chain) ?? 0) + 1);
  }
  return counts;
}

type Steps = Extract<DealPreview['plan'], { readonly kind: 'planned' }>['steps'];

function askedBy(steps: Steps): string {
  const people = steps.flatMap((step) => (step.kind === 'asked' ? step.approvers.people : []));
  return people.length === 0 ? 'none' : [...new Set(people)].join('>');
}

/** Compares how many deals ask whom; what was not expected is a difference as well. */
export function compareChains(
  tally: Tally,
  expected: Readonly<Record<string, number>>,
  found: ReadonlyMap<string, number>,
): void {
  for (const [chain, count] of Object.entries(expected))
    tally.same(`deals that ask ${chain}`, String(count), String(found.get(chain) ?? 0));
  for (const [chain, count] of found)
    if (!(chain in expected)) tally.same(`deals that ask ${chain}`, '0', String(count));
}
