import { leftOpen } from '../conditions/verdict/left-open.js';
import { sayVerdict, type SayHow } from '../conditions/verdict/say-verdict.js';
import { whyNot, type Evidence } from '../conditions/verdict/why-not.js';
import type { CreditKind } from '../model/result.js';
import type { Condition, CountedCredits, Plan } from '../rulebook/rulebook.js';

/** One measure or incentive that does not count a credit, and what says so. */
export interface Uncounting {
  readonly id: string;
  readonly because: readonly string[];
  /** The facts and names for want of which it does not count it; left out where there are none. */
  readonly open?: readonly string[];
}

/** Which credits a measure must count to count one of a kind. */
export function countedAs(kind: CreditKind): CountedCredits {
  return kind === 'rollup' || kind === 'overlay' ? kind : 'own';
}

/**
 * Why the measures and incentives of a plan do not count a credit: which test failed, what it found, and by how much. `read` gives the facts
 * of the credit's line and person, `how` says how values came about. Those that do count it are left out.
 */
export function whyUncounted(
  plan: Plan,
  kind: CreditKind,
  { read, how }: Pick<Evidence, 'read'> & { readonly how?: SayHow },
): readonly Uncounting[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const failing = (id: string, when: Condition | null): readonly Uncounting[] => {
    const verdict = when && whyNot(when, { read, named });
    if (!verdict || verdict.holds) return [];
    const open = leftOpen(verdict);
    return [{ id, because: sayVerdict(verdict, how), ...(open.length > 0 ? { open } : {}) }];
  };
  const measures = plan.measures.flatMap(({ id, when, credits }) => {
    if (credits !== countedAs(kind))
      return [
        {
          id,
          because: [
            `It counts ${credits} credits, and this is ${kind === 'overlay' ? 'an' : 'a'} ${kind} one.`,
          ],
        },
      ];
    return failing(id, when);
  });
  return [...measures, ...plan.incentives.flatMap(({ id, when }) => failing(id, when))];
}
