import type { ApprovalMatrix } from '../../../rulebook/parts/approvals.js';
import type { Request } from '../state.js';

/** Who may not decide a step, since they spoke for another one of the request and the matrix wants two people; nobody where it asks one person once. */
export function spokenElsewhere(
  { steps }: Pick<Request, 'steps'>,
  step: number,
  { terms }: ApprovalMatrix,
): ReadonlySet<string> {
  if (terms.samePersonTwice !== 'two-people') return new Set();
  const votes = steps.flatMap((each, at) => (at === step ? [] : each.votes));
  const people = votes.flatMap(({ person, actingFor }) => [person, actingFor]);
  return new Set(people.filter((person) => person !== null));
}
