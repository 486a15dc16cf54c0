import { CreditRulingsService } from '../../../src/modules/bookings/credit-rulings.service.js';
import { CreditsService } from '../../../src/modules/calculation/api/credits/credits.service.js';
import { DealsService } from '../../../src/modules/deals/deals.service.js';
import { DisputeListService } from '../../../src/modules/disputes/dispute-list.service.js';
import {
  DisputesService,
  type Answering,
  type Filing,
} from '../../../src/modules/disputes/disputes.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { ALL_DAYS, EVERYTHING } from '../../../src/platform/database/actor.js';
import type { Database } from '../../../src/platform/database/database.js';
import type { PageArgs } from '../../../src/platform/graphql/schema/connection.js';
import type { Viewer } from '../../../src/platform/identity/viewer.js';

/** The parts of disputes on a database, put together by hand. */
export function disputing(database: Database): {
  readonly disputes: DisputesService;
  readonly list: DisputeListService;
  readonly rules: RulesService;
} {
  const rules = new RulesService(database);
  const rulings = new CreditRulingsService(rules);
  const disputes = new DisputesService(
    database,
    rules,
    new DealsService(rules),
    rulings,
    new CreditsService(database),
  );
  return { disputes, list: new DisputeListService(database, rulings), rules };
}

/** Somebody signed in as a participant; `cop` and `cop-2` are comp operations, and no participants. */
export function disputer(who: string, team: readonly string[] = []): Viewer {
  const isOperations = who.startsWith('cop');
  const pay = new Map([who, ...team].map((id) => [id, ALL_DAYS]));
  return {
    id: `user-${who}`,
    login: who,
    name: who,
    roles: [isOperations ? 'comp_admin' : 'rep'],
    participant: isOperations ? null : who,
    sight: isOperations ? EVERYTHING : { pay, bookings: 'credited', audit: 'none' },
    may: () => true,
    sees: () => (isOperations ? 'all' : 'own'),
  };
}

/** What `seller-1` files of B2, unless it is said otherwise. */
export const filing = (changes: Partial<Filing> = {}): Filing => ({
  source: 'crm',
  booking: 'B2',
  ruling: null,
  beneficiary: null,
  claims: 'seller-1 1',
  reason: 'I closed it',
  evidence: [{ what: 'E-mail', says: 'The customer thanks me', link: null }],
  tag: null,
  ...changes,
});

/** A dispute upheld, unless it is said otherwise. */
export const answer = (dispute: string, changes: Partial<Answering> = {}): Answering => ({
  dispute,
  answer: 'uphold',
  shares: null,
  reach: 'booking',
  until: null,
  reason: 'The customer says so',
  ...changes,
});

/** The first page of a list. */
export const FIRST = { first: 5, after: null } as PageArgs;
