import { ApprovalListService } from '../../../src/modules/approvals/approval-list.service.js';
import { hashNow } from '../../../src/modules/approvals/acting/hash-now.js';
import { RequestKeeper } from '../../../src/modules/approvals/acting/request-keeper.js';
import { ApprovalsService } from '../../../src/modules/approvals/approvals.service.js';
import type { StoredRequest } from '../../../src/modules/approvals/store/read-requests.js';
import type { Judgement } from '../../../src/engine/approvals/requirement.js';
import { ClearingsService } from '../../../src/modules/approvals/clearing/clearings.service.js';
import { FollowingService } from '../../../src/modules/approvals/following/following.service.js';
import { ApprovalTime } from '../../../src/modules/approvals/time/approval-time.service.js';
import { ImportService } from '../../../src/modules/bookings/import.service.js';
import { DealsService } from '../../../src/modules/deals/deals.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { EVERYTHING } from '../../../src/platform/database/actor.js';
import type { Database } from '../../../src/platform/database/database.js';
import type { Transaction } from '../../../src/platform/database/transaction.js';
import type { Viewer } from '../../../src/platform/identity/viewer.js';
import { Refusal } from '../../../src/platform/refusal.js';
import { ACTOR, tell, type Told } from '../small-company.js';
import { withAmounts } from '../deals/with-amounts.js';

/** The catalogue of that company. */
export const FACTS = `kicker: 1
facts: company
time-zone: UTC
fields:
  - { name: deal.discount, is: percent, means: Discount }
  - { name: deal.margin, is: percent, means: Margin }
  - { name: deal.note, is: text, means: What nobody judges }
relations:
  - { name: deal.seller, gives: person, means: Seller }
calendars:
  - { id: company, year-starts: 2026-01-01 }
`;

/** A matrix by discount and margin: manager, director and vp in turn, and two of the desk beside them. */
export const MATRIX = `kicker: 1
approvals: discounts
from: 2020-01-01
inputs:
  - { fact: deal.discount, worse: higher }
  - { fact: deal.margin, worse: lower, tolerance: 1% }
levels:
  - { id: manager, approver: deal.seller-manager, answers-within: 1 hour, late-goes-to: director }
  - { id: director, approver: role.director }
  - { id: vp, approver: role.vp }
  - { id: desk, approver: group.desk, quorum: 2, in: parallel }
hit: collect
rows:
  - { id: ten, when: { deal.discount: "(10%..20%]" }, up-to: manager, because: Above 10% }
  - { id: twenty, when: { deal.discount: "(20%..30%]" }, up-to: director, because: Above 20% }
  - { id: thirty, when: { deal.discount: "> 30%" }, up-to: vp, because: Above 30% }
  - { id: thin, when: { deal.margin: "< 40%" }, needs: desk, because: Thin margin }
no-match: approve
terms: { same-person-twice: asked-once, own-deal: next-level, valid: 60 days }
`;

const PEOPLE: readonly (readonly [id: string, manager: string | null, role: string])[] = [
  ['ana', 'mia', 'seller'],
  ['ben', 'mia', 'seller'],
  ['mia', 'dan', 'manager'],
  ['dan', 'vic', 'director'],
  ['vic', null, 'vp'],
  ['kim', null, 'desk'],
  ['lou', null, 'desk'],
  ['max', null, 'desk'],
];

function person(id: string, manager: string | null, role: string): Told[] {
  return [
    { table: 'participant', id, revision: 1, columns: { name: id, attributes: '{}' } },
    seat(id, manager, { role }),
  ];
}

/** Who somebody reports to, and as what, from 2020 on. */
export function seat(
  id: string,
  manager: string | null,
  { role = 'seller', revision = 1 }: { readonly role?: string; readonly revision?: number },
): Told {
  return {
    table: 'assignment',
    id: `${id} seat`,
    revision,
    columns: {
      participant: id,
      plan: 'none',
      manager,
      effective_from: '2020-01-01',
      effective_until: null,
      attributes: JSON.stringify({ 'participant.role': role }),
    },
  };
}

/** Somebody in a group of approvers. */
export function member(
  group: string,
  participant: string,
  { revision = 1, withdrawn = false }: { readonly revision?: number; readonly withdrawn?: boolean } = {},
): Told {
  const columns = { group_id: group, participant, effective_from: '2020-01-01', effective_until: null };
  return { table: 'approver_group_member', id: `${group} ${participant}`, revision, columns, withdrawn };
}

/** Somebody who decides for another, whatever the deal. */
export function standsIn(
  giver: string,
  deputy: string,
  { revision = 1, withdrawn = false }: { readonly revision?: number; readonly withdrawn?: boolean } = {},
): Told {
  const limits = { matrix: null, most: null, currency: null };
  const days = { effective_from: '2020-01-01', effective_until: '2120-01-01' };
  const columns = { giver, deputy, ...limits, ...days, reason: 'away' };
  return { table: 'approval_delegation', id: `${giver}/${deputy}`, revision, columns, withdrawn };
}

/** A deal as it stands. */
export function offer(
  id: string,
  {
    discount,
    margin = '45%',
    seller = 'ana',
    standing = 'open',
    note = '',
    revision = 1,
  }: {
    readonly discount: string;
    readonly margin?: string;
    readonly seller?: string;
    readonly standing?: string;
    readonly note?: string;
    readonly revision?: number;
  },
): Told {
  const attributes = {
    'deal.discount': discount,
    'deal.margin': margin,
    ...(note === '' ? {} : { 'deal.note': note }),
  };
  const columns = {
    seller,
    account: null,
    currency: 'USD',
    offered_on: '2026-03-05',
    standing,
    attributes: JSON.stringify(attributes),
  };
  return { table: 'deal', id, revision, columns };
}

/** A clock that goes ahead of the database's. */
class Ahead extends RequestKeeper {
  by = 0;

  override async momentOf(tx: Transaction): Promise<number> {
    return (await super.momentOf(tx)) + this.by;
  }
}

/** Looks at bookings by the same clock. */
class AheadClearings extends ClearingsService {
  constructor(
    of: ConstructorParameters<typeof ClearingsService>,
    private readonly clock: Ahead,
  ) {
    super(...of);
  }

  override momentOf(tx: Transaction): Promise<number> {
    return this.clock.momentOf(tx);
  }
}

/** A booking of a deal in one line, sold by its seller. */
function orderOf(
  { deal, seller, at }: { readonly deal: string; readonly seller: string; readonly at: number },
  revision: number,
): Told {
  const booked = new Date(at).toISOString().slice(0, 10);
  const columns = { line_no: 1, booked_on: booked, sequence: 0, currency: 'USD', net: '1000', deal };
  return {
    table: 'booking_line',
    id: `of ${deal}`,
    revision,
    key: `of ${deal} 1`,
    columns: { ...columns, salesperson: seller, attributes: '{}' },
  };
}

/** A company that approves deals, and its services. */
export class Offers {
  readonly rules: RulesService;
  readonly approvals: ApprovalsService;
  readonly list: ApprovalListService;
  readonly imports: ImportService;
  readonly clearings: ClearingsService;
  readonly following: FollowingService;
  readonly time: ApprovalTime;
  readonly keeper: Ahead;

  constructor(readonly database: Database) {
    this.rules = new RulesService(database);
    const deals = new DealsService(this.rules);
    this.keeper = new Ahead(database, this.rules, deals);
    this.imports = new ImportService(database);
    this.clearings = new AheadClearings([database, this.rules, deals, this.imports], this.keeper);
    this.approvals = new ApprovalsService(this.keeper);
    this.following = new FollowingService(this.keeper, this.approvals, this.imports);
    this.time = new ApprovalTime(this.approvals, this.clearings, this.following);
    this.list = new ApprovalListService(database);
  }

  /** By how many milliseconds the clock of approvals goes ahead. */
  get ahead(): number {
    return this.keeper.by;
  }

  set ahead(by: number) {
    this.keeper.by = by;
  }

  /** Tells bookings of deals, one each, on the day of a moment, and looks whether these have their approval: how each stands. */
  async book(
    deals: readonly { readonly deal: string; readonly seller: string; readonly at: number }[],
    revision: number,
  ): Promise<ReadonlyMap<string, string>> {
    await this.tell(...deals.map((each) => orderOf(each, revision)));
    await this.clearings.look();
    const rows = await this.database.reading(as('vic'), (tx) =>
      tx.query<{ deal: string; standing: string }>(
        `select distinct on (deal) deal, standing from booking_clearance where deal = any($1::text[]) order by deal, nth desc`,
        [deals.map(({ deal }) => deal)],
      ),
    );
    return new Map(rows.map(({ deal, standing }) => [deal, standing]));
  }

  /** What the pinned version of a request's matrix says of its deal as it is now, and the fingerprint of that. */
  async judged(tx: Transaction, of: StoredRequest): Promise<{ judgement: Judgement; hash: string }> {
    const { request, matrix } = of;
    const { surroundings, stored } = await this.keeper.surroundingsOf(tx, as('vic'), request.deal);
    const pinned = await this.rules.matrixVersion(tx, matrix, request.matrix);
    const setting = surroundings.of(stored, pinned, request.submitter);
    return { judgement: setting.ready.judge(setting.asking.deal), hash: hashNow(setting) };
  }

  /** Publishes the matrix and tells the company. */
  async open(matrix = MATRIX, facts = FACTS): Promise<void> {
    await this.publish(facts, matrix);
    await this.tell(
      ...PEOPLE.flatMap(([id, manager, role]) => person(id, manager, role)),
      ...['kim', 'lou', 'max'].map((id) => member('desk', id)),
    );
  }

  async publish(...texts: readonly string[]): Promise<void> {
    const files = texts.map((text, at) => ({ path: `document-${at}.yaml`, text }));
    const { findings, position } = await this.rules.publish(ACTOR, files, 'As it should be');
    if (position === null) throw new Error(JSON.stringify(findings));
  }

  /** Deals of which no line is told with them come to a million, unless that is told by itself. */
  async tell(...facts: readonly Told[]): Promise<void> {
    await tell(this.database, withAmounts(facts));
  }
}

/** Somebody who signs in as a participant and may do everything that is asked of people with approvals. */
export function as(participant: string | null): Viewer {
  const id = participant ?? 'nobody';
  return {
    id,
    login: id,
    name: id,
    participant,
    roles: [],
    sight: EVERYTHING,
    may: () => true,
    sees: () => 'all',
  };
}

/** The code of a refusal; anything else fails. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
