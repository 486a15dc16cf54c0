import { Refusal } from '../../../platform/refusal.js';
import { nearest } from '../../../engine/rulebook/nearest.js';
import { ACCOUNT_OWNERS, ACCOUNT_PARENTS, ACCOUNT_SEGMENTS, NAMED_ACCOUNTS } from './accounts.js';
import { APPROVER_GROUPS, DELEGATIONS } from './approvers.js';
import { ACCOUNTS, BOOKINGS, EVENTS, FX_RATES } from './bookings.js';
import { CREDIT_RULINGS } from './subjects/credit-rulings.js';
import { DEAL_LINES, DEALS } from './deals.js';
import type { Kind } from './kind.js';
import { ABSENCES, ASSIGNMENTS, PARTICIPANTS, QUOTAS } from './participants.js';
import { RESULTS } from './results.js';
import { OPPORTUNITIES, STAGES } from './subjects/opportunities.js';
import { ACTIVITIES, BOOKS, LEADS, REGISTRATIONS, REQUESTS } from './subjects/requests.js';
import { TERRITORIES, TERRITORY_HEADS, TERRITORY_HOLDERS } from './territories.js';

/** All kinds, in the order in which a company imports them: what is named comes before what names it. */
export const KINDS: readonly Kind[] = [
  PARTICIPANTS,
  ASSIGNMENTS,
  ABSENCES,
  TERRITORIES,
  TERRITORY_HOLDERS,
  TERRITORY_HEADS,
  QUOTAS,
  RESULTS,
  ACCOUNTS,
  ACCOUNT_OWNERS,
  NAMED_ACCOUNTS,
  ACCOUNT_SEGMENTS,
  ACCOUNT_PARENTS,
  BOOKINGS,
  EVENTS,
  FX_RATES,
  DEALS,
  DEAL_LINES,
  APPROVER_GROUPS,
  DELEGATIONS,
  OPPORTUNITIES,
  REGISTRATIONS,
  LEADS,
  REQUESTS,
  BOOKS,
  STAGES,
  ACTIVITIES,
  CREDIT_RULINGS,
];

/** The kind of that name; refuses another word with the nearest right one. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((each) => each.name === name);
  if (kind) return kind;
  const names = KINDS.map((each) => each.name);
  const near = nearest(name, names);
  throw new Refusal(
    'IMPORT_KIND',
    `There is no kind of file called "${name}".`,
    near ? `Did you mean ${near}?` : `Write one of ${names.join(', ')}.`,
  );
}
