import type { ApprovalMatrix } from '../../../rulebook/parts/approvals.js';
import type { Request, Step } from '../state.js';

/**
 * Everybody who spoke for a step: who decided it and for whom, who passed it over, and who did so of the earlier decision that it relies on. One
 * person counts once in a request, whichever way they spoke.
 */
function spokenAt({ votes, override, carriedOn, standing }: Step): readonly string[] {
  const passedOver = standing === 'OVERRIDDEN' && override ? [override.by, override.second] : [];
  const all = [...votes.flatMap(({ person, actingFor }) => [person, actingFor]), ...passedOver, ...carriedOn];
  return all.filter((person) => person !== null);
}

/** Who may not decide a step, since they spoke for another one of the request and the matrix wants two people; nobody where it asks one person once. */
export function spokenElsewhere(
  { steps }: Pick<Request, 'steps'>,
  step: number,
  { terms }: ApprovalMatrix,
): ReadonlySet<string> {
  if (terms.samePersonTwice !== 'two-people') return new Set();
  return new Set(steps.flatMap((each, at) => (at === step ? [] : spokenAt(each))));
}
