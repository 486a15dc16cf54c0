import type { ApprovalLevel, ApprovalMatrix } from '../rulebook/parts/approvals.js';
import type { Deal } from './deal.js';
import type { Delegation, Exclusion, Organisation, Parties } from './organisation.js';

/** Those of a level who may decide, those who may not with the reason, and which level they are of: another where nobody was left. */
export interface Approvers {
  readonly level: string;
  readonly people: readonly string[];
  readonly excluded: readonly { readonly person: string; readonly why: Exclusion }[];
  /** How many must approve. */
  readonly quorum: number;
}

/** Who decides at a level: people, nobody because the matrix skips it then, or that nobody may, so that the deal fails closed. */
export type Deciders =
  | { readonly kind: 'asked'; readonly approvers: Approvers }
  | { readonly kind: 'skipped'; readonly because: string }
  | { readonly kind: 'nobody'; readonly because: string };

/** What decides who may decide. */
export interface Asking {
  readonly matrix: ApprovalMatrix;
  readonly deal: Deal;
  readonly parties: Parties;
  readonly organisation: Organisation;
}

/** Reasons by which somebody takes part in the deal. */
const PARTIES: ReadonlySet<Exclusion> = new Set(['SUBMITTER', 'SELLER', 'EDITOR', 'BENEFICIARY', 'ROLLUP']);
/** Reasons for which somebody else has to decide, so that the level is needed all the same. */
const DUTIES: ReadonlySet<Exclusion> = new Set(['DECIDED_BEFORE', 'GRANTED_OWN_RIGHT']);
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Who decides at a level of a deal. People who take part in the deal, who left, who are away with nobody in their place or who are no persons are left out, and so are `before`, who decided
 * elsewhere where two people must, and whoever gave themselves the right. Where that leaves nobody, `own-deal` says what holds if they all take part, and
 * `if-nobody` otherwise: the next level, no need of it, another level, or no approval. Where somebody is left out for the sake of duties that are kept
 * apart, the level is never skipped: the next one of the ladder decides.
 */
export function decidersOf(level: string, asking: Asking, before: ReadonlySet<string> = NOBODY): Deciders {
  return follow(level, { ...asking, before, seen: new Set() });
}

interface Following extends Asking {
  readonly before: ReadonlySet<string>;
  readonly seen: Set<string>;
}

function follow(id: string, at: Following): Deciders {
  const { matrix, seen, before } = at;
  const level = matrix.levels.find((each) => each.id === id);
  if (!level || seen.has(id))
    return { kind: 'nobody', because: `Nobody is left who may decide ${[...seen].join(', ')}.` };
  seen.add(id);
  const { people, excluded } = candidates(level, at, before);
  const quorum = quorumOf(level, people.length);
  if (people.length > 0 && quorum <= people.length)
    return { kind: 'asked', approvers: { level: id, people, excluded, quorum } };
  if (people.length > 0)
    return { kind: 'nobody', because: `${id} needs ${quorum} people and has ${people.length}.` };
  const found = instead(level, excluded, { matrix, go: (next) => follow(next, at) });
  const unknown = excluded.length === 0 ? unknownOf(level, at) : null;
  // Nobody is there whom the matrix could do without; who it would be is not known.
  if (found.kind !== 'skipped' || unknown === null) return found;
  return { kind: 'nobody', because: `Who decides at ${id} is not known: ${unknown} is not.` };
}

function instead(
  level: ApprovalLevel,
  excluded: Approvers['excluded'],
  { matrix, go }: { readonly matrix: ApprovalMatrix; readonly go: (next: string) => Deciders },
): Deciders {
  if (excluded.some(({ why }) => DUTIES.has(why))) {
    const other = above(level, matrix) ?? (typeof level.ifNobody === 'object' ? level.ifNobody.level : null);
    if (other !== null) return go(other);
    return {
      kind: 'nobody',
      because: `Everybody of ${level.id} decided before, or gave themselves the right.`,
    };
  }
  const own = excluded.length > 0 && excluded.every(({ why }) => PARTIES.has(why));
  const because = own
    ? `Everybody of ${level.id} takes part in the deal.`
    : `Nobody of ${level.id} is there to decide.`;
  if (!own) {
    if (level.ifNobody === 'refuse') return { kind: 'nobody', because };
    return level.ifNobody === 'skip' ? { kind: 'skipped', because } : go(level.ifNobody.level);
  }
  if (matrix.terms.ownDeal === 'refuse') return { kind: 'nobody', because };
  if (matrix.terms.ownDeal === 'skip-level') return { kind: 'skipped', because };
  const next = above(level, matrix);
  return next === null ? { kind: 'nobody', because: `${because} No level stands above.` } : go(next);
}

/** The next level of the ladder; beside it none is. */
function above(level: ApprovalLevel, { levels }: ApprovalMatrix): string | null {
  const ladder = levels.filter(({ order }) => order === 'ladder');
  return level.order === 'ladder' ? (ladder[ladder.indexOf(level) + 1]?.id ?? null) : null;
}

/** Everybody a level means, the excluded apart. */
export function candidates(
  level: ApprovalLevel,
  asking: Asking,
  before: ReadonlySet<string> = NOBODY,
): { readonly people: readonly string[]; readonly excluded: Approvers['excluded'] } {
  const meant = [...new Set(meantBy(level, asking))].sort();
  const judged = meant.map((person) => ({
    person,
    why: exclusionAt(level.id, person, { ...asking, before }) ?? awayOf(person, asking, before),
  }));
  return {
    people: judged.flatMap(({ person, why }) => (why === null ? [person] : [])),
    excluded: judged.flatMap(({ person, why }) => (why === null ? [] : [{ person, why }])),
  };
}

function meantBy({ approver, up }: ApprovalLevel, { deal, organisation }: Asking): readonly string[] {
  const [kind = '', name = ''] = approver.split('.');
  if (approver === 'deal.seller-manager') {
    let person = deal.seller;
    for (let step = 0; step < up && person !== null; step += 1)
      person = organisation.managerOf(person) ?? null;
    return person === null ? [] : [person];
  }
  if (kind === 'role') return organisation.peopleInRole(name);
  if (kind === 'group') return organisation.peopleInGroup(name);
  return kind === 'person' ? [name] : organisation.related(deal, approver);
}

/** What of a deal says who decides at a level, and nobody told; null where it is told, or hangs on no fact. */
function unknownOf({ approver, up }: ApprovalLevel, { deal, organisation }: Asking): string | null {
  if (approver === 'deal.seller-manager') {
    let person: string | null | undefined = deal.seller;
    if (person === null) return 'the seller';
    for (let step = 0; step < up && typeof person === 'string'; step += 1)
      person = organisation.managerOf(person);
    return person === undefined ? 'the manager' : null;
  }
  return /^(?:role|group|person)\./.test(approver) ? null : approver;
}

/** Who is out of office is asked through whoever stands in for them; where nobody does, not at all. */
function awayOf(person: string, asking: Asking, before: ReadonlySet<string>): Exclusion | null {
  const { organisation } = asking;
  if (!organisation.isAway(person)) return null;
  const mayDecide = ({ to, covers, isOwn }: Delegation): boolean =>
    covers &&
    !isOwn &&
    !organisation.isAway(to) &&
    !before.has(to) &&
    exclusionOf(to, asking) === null &&
    !reportsToParty(to, asking);
  return organisation.delegatesOf(person).some(mayDecide) ? null : 'AWAY';
}

/** Whether somebody reports to who submitted or sells the deal: who decides in the place of others does not. */
export function reportsToParty(
  person: string,
  { organisation, parties: { submitter, seller } }: Pick<Asking, 'organisation' | 'parties'>,
): boolean {
  const manager = organisation.managerOf(person);
  return manager !== null && (manager === submitter || manager === seller);
}

/** The same as if nobody were out of office. */
export function asIfThere(asking: Asking): Asking {
  return { ...asking, organisation: { ...asking.organisation, isAway: () => false } };
}

/** Whether somebody may decide at a level of a deal as it stands now: the level means them, and nothing keeps them out. */
export function isEntitled(person: string, level: string, asking: Asking): boolean {
  const found = asking.matrix.levels.find(({ id }) => id === level);
  if (found === undefined || !meantBy(found, asking).includes(person)) return false;
  return exclusionAt(level, person, { ...asking, before: NOBODY }) === null;
}

/** Why somebody may not decide on a deal, whatever the level; null where they may. */
export function exclusionOf(person: string, { matrix, parties, organisation }: Asking): Exclusion | null {
  if (!organisation.isActive(person)) return 'NOT_ACTIVE';
  if (person === parties.submitter) return 'SUBMITTER';
  if (person === parties.seller) return 'SELLER';
  if (parties.editors.includes(person)) return 'EDITOR';
  if (parties.beneficiaries.includes(person)) return 'BENEFICIARY';
  const byRollup = matrix.terms.rollupManagers === 'may-not-decide' && parties.rollup.includes(person);
  return byRollup ? 'ROLLUP' : null;
}

/** Why somebody may not decide at a level: whatever keeps them out of the deal, that they decided elsewhere where two people must, or gave themselves the right. */
export function exclusionAt(
  level: string,
  person: string,
  { before, ...asking }: Asking & { readonly before: ReadonlySet<string> },
): Exclusion | null {
  const whatever = exclusionOf(person, asking);
  if (whatever !== null) return whatever;
  if (before.has(person)) return 'DECIDED_BEFORE';
  return asking.organisation.grantedOwnRight(person, level) ? 'GRANTED_OWN_RIGHT' : null;
}

function quorumOf({ quorum }: ApprovalLevel, people: number): number {
  if (quorum === 'any') return 1;
  return quorum === 'all' ? Math.max(1, people) : quorum;
}
