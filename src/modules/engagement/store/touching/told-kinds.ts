import type { KindName } from '../../../bookings/import.service.js';

/** What rows of a kind of file may change: rulings on what hangs on them, on every booking, on everything, or on nothing. */
type Reach = 'own' | 'bookings' | 'everything' | 'nothing';

const REACH: Readonly<Record<KindName, Reach>> = {
  participants: 'everything',
  assignments: 'everything',
  absences: 'nothing',
  territories: 'bookings',
  'territory-holders': 'bookings',
  'territory-heads': 'bookings',
  quotas: 'nothing',
  results: 'nothing',
  accounts: 'own',
  'account-owners': 'own',
  'named-accounts': 'own',
  'account-segments': 'own',
  'account-parents': 'own',
  bookings: 'own',
  events: 'nothing',
  'fx-rates': 'nothing',
  deals: 'own',
  'deal-lines': 'nothing',
  'approver-groups': 'nothing',
  delegations: 'nothing',
  opportunities: 'own',
  registrations: 'own',
  leads: 'own',
  requests: 'own',
  books: 'own',
  stages: 'own',
  activities: 'own',
  'credit-rulings': 'own',
};

/** Kinds that matter only where a policy reads facts of people. */
const OF_PEOPLE: readonly string[] = ['participants', 'assignments'];

/** How far what was told of a kind reaches; what is not known to be a kind reaches everything. */
export function reachOf(kind: string, readsPeople: boolean): Reach {
  if (OF_PEOPLE.includes(kind) && !readsPeople) return 'nothing';
  return Object.hasOwn(REACH, kind) ? REACH[kind as KindName] : 'everything';
}
