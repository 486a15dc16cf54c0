import type { FactTable } from '../../../../platform/database/known.js';
import type { KindName } from '../../../bookings/import.service.js';

/** What rows of a kind of file may change: rulings on what hangs on them, on every booking, on everything, or on nothing. */
type Reach = 'own' | 'bookings' | 'everything' | 'nothing';

/** Of kinds that change what hangs on their rows, the table of those. */
const REACH: Readonly<Record<KindName, Exclude<Reach, 'own'> | FactTable>> = {
  participants: 'everything',
  assignments: 'everything',
  absences: 'nothing',
  territories: 'bookings',
  'territory-holders': 'bookings',
  'territory-heads': 'bookings',
  quotas: 'nothing',
  results: 'nothing',
  accounts: 'account',
  'account-owners': 'account_owner',
  'named-accounts': 'named_account',
  'account-segments': 'account_segment',
  'account-parents': 'account_parent',
  bookings: 'booking_line',
  events: 'nothing',
  'fx-rates': 'nothing',
  deals: 'deal',
  'deal-lines': 'nothing',
  'approver-groups': 'nothing',
  delegations: 'nothing',
  opportunities: 'opportunity',
  registrations: 'registration',
  leads: 'lead',
  requests: 'move_request',
  books: 'account_book',
  stages: 'stage_reached',
  activities: 'activity',
  'credit-rulings': 'credit_ruling',
};

/** Kinds that matter only where a policy reads facts of people. */
const OF_PEOPLE: readonly string[] = ['participants', 'assignments'];

/** How far what was told of a kind reaches; what is not known to be a kind reaches everything. */
export function reachOf(kind: string, readsPeople: boolean): Reach {
  if (OF_PEOPLE.includes(kind) && !readsPeople) return 'nothing';
  const found = Object.hasOwn(REACH, kind) ? REACH[kind as KindName] : 'everything';
  return found === 'everything' || found === 'bookings' || found === 'nothing' ? found : 'own';
}

/** The table that rows of a kind stand in, where they change what hangs on them. */
export function tableOf(kind: string): string {
  return Object.hasOwn(REACH, kind) ? REACH[kind as KindName] : kind;
}
