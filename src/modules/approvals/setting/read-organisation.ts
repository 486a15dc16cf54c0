import type { Deal } from '../../../engine/approvals/deal.js';
import type { Delegation, Organisation } from '../../../engine/approvals/organisation.js';
import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import { compare } from '../../../engine/kernel/ratio.js';
import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { latestKnown, latestOfFound, type ReadAs } from '../../../platform/database/known.js';
import type { DealsService, DelegationKnown } from '../../deals/deals.service.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readSignIns } from '../../../platform/database/sql/sign-ins.js';
import { readTellers } from './tellers/read-tellers.js';
import { tellingOf, type Told, type Telling } from './tellers/who-told.js';

/** Where and when the organisation is read. */
export interface At {
  readonly tx: Transaction;
  readonly position: bigint;
  /** `YYYY-MM-DD` where the company is. */
  readonly day: string;
  readonly deals: DealsService;
}

/** The organisation as told by a position, on a day. */
export interface StoredOrganisation {
  readonly managers: ReadonlyMap<string, string | null>;
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly gone: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly away: ReadonlySet<string>;
  readonly delegations: readonly GrantKnown[];
  /** Who alone told to whom somebody reports now, and the position at which that was told first. */
  readonly seatTellers: ReadonlyMap<string, Telling>;
  /** `role.<role> <person>` and `group.<group> <person>` that somebody told of themselves. */
  readonly ownGrants: ReadonlySet<string>;
}

/** A deal about which the organisation is asked, and the position at which it was first told. */
export interface DealTold {
  readonly deal: Deal;
  readonly firstTold: bigint;
}

/** A delegation, and whether whoever stands in told it of themselves. */
interface GrantKnown extends DelegationKnown {
  readonly isOwn: boolean;
}

/** Reads who manages whom, who has which role and is in which group, who left or is away, and who stands in for whom. */
export async function readOrganisation(at: At): Promise<StoredOrganisation> {
  const seats = await readSeats(at);
  const signIns = await readSignIns(at.tx);
  const { managers, roles, members: ofMembers, grants } = await readTellers(at, signIns);
  const isOwn = (person: string, told: Told, again: Telling | undefined): boolean =>
    [...tellingOf(told, signIns).by, ...(again?.by ?? [])].includes(person);
  const on = readDay(at.day) ?? 0;
  const members = await at.deals.readGroups(at.tx, at.position, on);
  return {
    ...heldBy(seats),
    groups: grouped(members.map(({ group, participant }) => [group, participant] as const)),
    ...(await readPeople(at)),
    away: new Set(await readAway(at)),
    delegations: (await at.deals.readDelegations(at.tx, at.position, on)).map((each) => {
      const { giver, deputy, matrix } = each;
      const again = grants.get(`${giver} ${deputy} ${matrix ?? ''}`);
      return { ...each, isOwn: isOwn(deputy, toldOf(each), again) };
    }),
    seatTellers: new Map(
      seats.map((seat) => [seat.participant, managers.get(seat.participant) ?? tellingOf(seat, signIns)]),
    ),
    ownGrants: new Set([
      ...seats
        .filter((seat) => isOwn(seat.participant, seat, roles.get(seat.participant)))
        .map(({ role, participant }) => `role.${role} ${participant}`),
      ...members
        .filter((each) =>
          isOwn(each.participant, toldOf(each), ofMembers.get(`${each.group} ${each.participant}`)),
        )
        .map(({ group, participant }) => `group.${group} ${participant}`),
    ]),
  };
}

function toldOf({
  recordedBy: actor,
  recordedAt,
}: {
  readonly recordedBy: string;
  readonly recordedAt: bigint;
}): Told {
  return { actor, position: recordedAt.toString() };
}

/** A seller, and the day on which the seat is asked. */
export interface SellerOnDay {
  readonly seller: string;
  readonly on: Day;
}

/** The seats of sellers alone, as told by a position, by the days on which they are asked: what judging their deals hangs on. Of anybody else nothing is known. */
export async function readSellers(
  { tx, position, ...as }: Pick<At, 'tx' | 'position'> & ReadAs,
  asked: readonly SellerOnDay[],
): Promise<ReadonlyMap<Day, StoredOrganisation>> {
  if (asked.length === 0) return new Map();
  const rows = await tx.query<Held & { readonly from: string; readonly until: string | null }>(
    `select participant, manager, attributes ->> 'participant.role' as role, effective_from as from, effective_until as until
     from (${latestOfFound('assignment', 'fact.participant = any($2::text[])', as)}) fact_now
     where participant = any($2::text[]) ${IN_ORDER}`,
    [position.toString(), [...new Set(asked.map(({ seller }) => seller))]],
  );
  const seats = grouped(rows.map((row) => [row.participant, row] as const));
  const inForce = (seller: string, on: string): typeof rows =>
    (seats.get(seller) ?? []).filter(({ from, until }) => from <= on && (until === null || until > on));
  const sellers = grouped(asked.map(({ seller, on }) => [on, seller] as const));
  return new Map(
    [...sellers].map(([on, of]) => {
      const held = [...new Set(of)].flatMap((seller) => inForce(seller, writeDay(on)));
      return [on, { ...NOBODY, ...heldBy(held) }];
    }),
  );
}

/** Of which nobody is known. */
export const NOBODY: StoredOrganisation = {
  managers: new Map(),
  roles: new Map(),
  groups: new Map(),
  gone: new Set(),
  known: new Set(),
  away: new Set(),
  delegations: [],
  ownGrants: new Set(),
  seatTellers: new Map(),
};

const ON_DAY = 'effective_from <= $2 and (effective_until is null or effective_until > $2)';
const IN_ORDER = `order by participant collate "C", effective_from, manager collate "C", attributes ->> 'participant.role' collate "C"`;

function heldBy(seats: readonly Held[]): Pick<StoredOrganisation, 'managers' | 'roles'> {
  return {
    managers: new Map(seats.map(({ participant, manager }) => [participant, manager])),
    roles: grouped(
      seats.flatMap(({ role, participant }) => (role === null ? [] : [[role, participant] as const])),
    ),
  };
}

interface Held {
  readonly participant: string;
  readonly manager: string | null;
  readonly role: string | null;
}

type Seat = Held & Told;

async function readSeats({ tx, position, day }: At): Promise<Seat[]> {
  const known = latestKnown(
    'assignment',
    'participant, manager, attributes, effective_from, effective_until, entry',
  );
  return await tx.query<Seat>(
    `select participant, manager, attributes ->> 'participant.role' as role, a.actor, a.position::text as position
     from (${known}) fact_now join audit_entry a on a.entry = fact_now.entry where ${ON_DAY} ${IN_ORDER}`,
    [position.toString(), day],
  );
}

/** Who is a participant; and who left by a day, or may not sign in any more. */
async function readPeople({ tx, position, day }: At): Promise<Pick<StoredOrganisation, 'known' | 'gone'>> {
  const rows = await tx.query<{ id: string; known: boolean; gone: boolean }>(
    `select external_id as id, true as known, coalesce(left_on <= $2, false) as gone from (${latestKnown('participant', 'external_id, left_on')}) fact_now
     union all select participant, false, true from kicker_user where disabled and participant is not null`,
    [position.toString(), day],
  );
  const ids = (some: typeof rows): ReadonlySet<string> => new Set(some.map(({ id }) => id));
  return { known: ids(rows.filter(({ known }) => known)), gone: ids(rows.filter(({ gone }) => gone)) };
}

async function readAway({ tx, position, day }: At): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select participant as id from (${latestKnown('absence', 'participant, effective_from, effective_until')}) fact_now
     where effective_from <= $2 and (effective_until is null or effective_until > $2)`,
    [position.toString(), day],
  );
  return rows.map(({ id }) => id);
}

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): ReadonlyMap<K, readonly V[]> {
  const found = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const values = found.get(key);
    if (values) values.push(value);
    else found.set(key, [value]);
  }
  return found;
}

/** The organisation as the engine asks it about a deal under a matrix. */
export function organisationFor(
  stored: StoredOrganisation,
  matrix: ApprovalMatrix,
  { deal, firstTold }: DealTold,
): Organisation {
  const { managers, roles, groups, gone, known, away } = stored;
  return {
    managerOf: (person) => managers.get(person),
    peopleInRole: (role) => roles.get(role) ?? [],
    peopleInGroup: (group) => groups.get(group) ?? [],
    related: (of, relation) => {
      const value = of.facts.get(relation);
      return typeof value === 'string'
        ? value
            .split(',')
            .map((each) => each.trim())
            .filter((each) => each !== '')
        : [];
    },
    isActive: (person) => known.has(person) && !gone.has(person),
    isAway: (person) => away.has(person),
    delegatesOf: (person) =>
      stored.delegations
        .filter(({ giver }) => giver === person)
        .map(({ id, giver, deputy, isOwn, ...limits }): Delegation => ({
          id,
          from: giver,
          to: deputy,
          covers: reaches(limits, matrix, deal),
          isOwn,
        })),
    grantedOwnRight: (person, level) => {
      const { approver = '', up = 0 } = matrix.levels.find(({ id }) => id === level) ?? {};
      if (approver === 'deal.seller-manager')
        return toldChain(stored, { seller: deal.seller, up, firstTold }, person);
      return stored.ownGrants.has(`${approver} ${person}`);
    },
  };
}

/** Whether somebody told any of the lines from a seller up to the manager of a level since the deal was first told, and so who that manager is: as it stood before, it was made for no deal. */
function toldChain(
  { managers, seatTellers }: StoredOrganisation,
  {
    seller,
    up,
    firstTold,
  }: { readonly seller: string | null; readonly up: number; readonly firstTold: bigint },
  teller: string,
): boolean {
  let person = seller;
  for (let step = 0; step < up && person !== null; step += 1) {
    const telling = seatTellers.get(person);
    if (telling?.by.includes(teller) && telling.at > firstTold) return true;
    person = managers.get(person) ?? null;
  }
  return false;
}

/** Whether a grant reaches a deal: of its matrix, and no larger than the grant says, in the same currency. */
function reaches(
  { matrix, most, currency }: Pick<DelegationKnown, 'matrix' | 'most' | 'currency'>,
  of: ApprovalMatrix,
  deal: Deal,
): boolean {
  if (matrix !== null && matrix !== of.id) return false;
  if (most === null) return true;
  const net = deal.facts.get('deal.net');
  return typeof net === 'object' && deal.currency === currency && compare(net, most) <= 0;
}
