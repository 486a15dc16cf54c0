import type { Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { latestKnown } from '../../../platform/database/known.js';
import { Refusal } from '../../../platform/refusal.js';
import type { Transition } from '../store/transition.js';

/** Who decides on a transition: an actor with their roles and, where they are paid on a plan, who they are. */
export interface Decider extends Actor {
  readonly roles: readonly string[];
  readonly participant: string | null;
}

const SEATS = latestKnown(
  'assignment',
  'participant, attributes, effective_from, effective_until',
).replaceAll('$1', 'last_position()');

/** Refuses whoever proposed it; the database would as well. */
export function mayDecide({ id }: Decider, { proposer }: Transition): void {
  if (id !== proposer) return;
  throw new Refusal(
    'TRANSITION_OWN',
    'You proposed this transition.',
    'Somebody else approves or refuses it; you may withdraw it.',
    'transition',
  );
}

/** Refuses who gains an account by the transition, and who is of none of the roles that the policy asks: a role in the product, or on a plan today, in the company's time zone. */
export async function hasRoles(
  tx: Transaction,
  { roles, participant }: Decider,
  { id, approverRoles, timeZone }: Pick<Transition, 'id' | 'approverRoles'> & { readonly timeZone: string },
): Promise<void> {
  // Imports let nobody be in two seats on one day.
  const [row] = await tx.query<{ gains: boolean; role: string | null }>(
    `select exists (select from account_move where transition = $1 and to_owner = $2) as gains,
       (select seat.attributes ->> 'participant.role' from (${SEATS}) seat
        where seat.participant = $2 and seat.effective_from <= today.day and (seat.effective_until is null or today.day < seat.effective_until)
        limit 1) as role
     from (select (clock_timestamp() at time zone $3)::date as day) today`,
    [id, participant, timeZone],
  );
  if (row?.gains)
    throw notApprover('You gain an account by this transition.', 'Somebody who gains nothing by it decides.');
  const held = new Set([...roles.map((role) => role.replaceAll('_', '-')), ...(row?.role ? [row.role] : [])]);
  const missing = approverRoles.filter((role) => !held.has(role));
  if (missing.length === 0) return;
  throw notApprover(
    `The policy asks ${missing.join(' and ')} to decide, which you are not.`,
    'Ask somebody of that role; where several are asked, propose the accounts of each apart.',
  );
}

function notApprover(message: string, hint: string): Refusal {
  return new Refusal('TRANSITION_NOT_APPROVER', message, hint, 'transition');
}
