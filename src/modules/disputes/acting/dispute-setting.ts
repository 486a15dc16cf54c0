import type { DisputeSetting } from '../../../engine/disputes/setting.js';
import type { Asked, Doer } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { latestKnown } from '../../../platform/database/known.js';
import { momentNow } from '../../../platform/database/sql/moment-now.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { sharedOrganisation, zoneClock } from '../../approvals/approvals.service.js';
import type { DealsService } from '../../deals/deals.service.js';
import type { RulesService } from '../../rules/rules.service.js';

/** Whose managers are asked where a level is theirs. */
export interface Concerned {
  readonly beneficiary: string;
  readonly current: readonly string[];
}

/** What acting on a dispute hangs on, as it stands now. */
export interface DisputeSurroundings {
  readonly rulebook: Rulebook;
  readonly position: bigint;
  readonly setting: DisputeSetting;
}

type Organisation = Awaited<ReturnType<typeof sharedOrganisation>>;

/** Levels that are comp operations'. */
const COMP_OPERATIONS: ReadonlySet<string> = new Set(['comp-operations', 'comp-ops', 'operations']);

/** Reads what time it is, the rules in force and who is asked at which level. The transaction must see everything. */
export async function readDisputeSetting(
  tx: Transaction,
  { rules, deals }: { readonly rules: RulesService; readonly deals: DealsService },
  {
    doer,
    isCompOperations,
    of,
  }: { readonly doer: Doer; readonly isCompOperations: boolean; readonly of: Concerned },
): Promise<DisputeSurroundings> {
  const { rulebook, position } = await rules.rulebookNow(tx);
  const clock = zoneClock(rulebook.facts.timeZone);
  const at = await momentNow(tx);
  const day = writeDay(clock.dayOf(at));
  const concerned = [of.beneficiary, ...of.current];
  const people = doer.person === null ? concerned : [...concerned, doer.person];
  const managers = await readManagers(tx, { position, day, people });
  const organisation = await sharedOrganisation({ tx, position, day, deals });
  const managersOf = (all: readonly string[]): readonly string[] =>
    all.flatMap((person) => managers.get(person) ?? []);
  const askedAt = (level: string): Asked => {
    if (COMP_OPERATIONS.has(level)) return 'comp-operations';
    if (level === 'manager') return there(managersOf([of.beneficiary]), organisation);
    if (level.endsWith('managers')) return there(managersOf(concerned), organisation);
    return there(meantBy(level, organisation), organisation);
  };
  const standsInFor = givers(doer, organisation);
  const above = new Set(doer.person === null ? [] : managersOf([doer.person]));
  const setting = { doer, isCompOperations, at, clock, standsInFor, managers: above, askedAt };
  return { rulebook, position, setting };
}

/** Those who are there. */
function there(all: readonly string[], { gone }: Organisation): Asked {
  return { people: [...new Set(all)].filter((person) => !gone.has(person)) };
}

/**
 * Whom a level means that is written as an approver of a matrix is: a role, a group or a person; a word alone is a group. Nobody by a right that they gave themselves.
 */
function meantBy(level: string, { roles, groups, known, ownGrants }: Organisation): readonly string[] {
  const [, kind = 'group', name = level] = /^(role|group|person)\.(.+)$/.exec(level) ?? [];
  if (kind === 'person') return known.has(name) ? [name] : [];
  const people = (kind === 'role' ? roles : groups).get(name) ?? [];
  return people.filter((person) => !ownGrants.has(`${kind}.${name} ${person}`));
}

/**
 * For whom somebody decides by standing delegations. Those alone that are for all matrices and of no limit reach a dispute, which has neither; and none that whoever gains
 * the right told themselves.
 */
function givers({ user, person }: Doer, { delegations, gone }: Organisation): ReadonlySet<string> {
  if (person === null || gone.has(person)) return new Set();
  const own = delegations.filter(
    ({ deputy, matrix, most, recordedBy, isOwn }) =>
      deputy === person && matrix === null && most === null && recordedBy !== user && !isOwn,
  );
  return new Set(own.map(({ giver }) => giver));
}

/** Who acts on a dispute as somebody signed in. */
export function doerOf({ id, participant }: Viewer): Doer {
  return { user: id, person: participant };
}

/**
 * Acts with everything in sight: what decides a dispute hangs on the whole company, whatever who acts may see. Nothing of it is answered but by the
 * dispute.
 */
export function actingFor(viewer: Viewer): Actor {
  return { id: viewer.id, sight: EVERYTHING, standsBy: async (tx) => await viewer.standsBy?.(tx) };
}

async function readManagers(
  tx: Transaction,
  {
    position,
    day,
    people,
  }: { readonly position: bigint; readonly day: string; readonly people: readonly string[] },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = latestKnown('assignment', 'participant, manager, effective_from, effective_until');
  const rows = await tx.query<{ participant: string; managers: string[] }>(
    `select participant, array_agg(distinct manager) as managers from (${known}) seat
     where participant = any($3::text[]) and manager is not null and effective_from <= $2 and (effective_until is null or effective_until > $2)
     group by participant`,
    [position.toString(), day, people],
  );
  return new Map(rows.map(({ participant, managers }) => [participant, managers]));
}
