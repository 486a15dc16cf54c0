import type { ModelOrganisation } from './model-organisation.js';
import { quorumOf, type Shape } from './machine/model-shapes.js';

/** The judged terms of a deal, in percent. */
export interface Terms {
  readonly discount: number;
  readonly margin: number;
}

/** What somebody said of a level. `standsFor`: for whom, where they stood in. */
export interface ModelVote {
  readonly person: string;
  readonly standsFor: string | null;
  readonly approves: boolean;
}

/** Who was asked in place of those whom a level means: by whom it was handed to them, null where an administrator named them. */
export type Named = Readonly<Record<string, string | null>>;

/** Which of the two texts of the matrix is meant: the second lets a manager sign from 8 % on, in other words. */
export type Edition = 'first' | 'second';

/** A level that was decided by people, and what they saw. `of` is the submission it belongs to. */
export interface Decided {
  readonly level: string;
  readonly row: string;
  readonly asked: string;
  readonly votes: readonly ModelVote[];
  /** Everybody who spoke for it, or was spoken for. */
  readonly spoken: readonly string[];
  readonly named: Named;
  readonly decision: 'approved' | 'rejected';
  readonly terms: Terms;
  readonly edition: Edition;
  readonly at: number;
  readonly moment: number;
  readonly of: number;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** How long an approval holds. */
export const VALID = 60 * DAY;

const LADDER = ['manager', 'director', 'vp'];
const WITHIN: Readonly<Record<string, number>> = {
  manager: HOUR,
  director: 2 * HOUR,
  vp: 3 * HOUR,
  desk: 24 * HOUR,
};

/** The time a level has to answer. */
export const answersWithin = (level: string): number => WITHIN[level] ?? 0;

/** The levels that terms need, each with the row of the matrix that asks for it. */
export function needsOf({ discount, margin }: Terms, edition: Edition): { level: string; row: string }[] {
  const from = edition === 'first' ? 10 : 8;
  const [row, height] =
    discount > 30 ? ['thirty', 3] : discount > 20 ? ['twenty', 2] : discount > from ? ['ten', 1] : ['', 0];
  const ladder = LADDER.slice(0, height as number).map((level) => ({ level, row: row as string }));
  return margin < 40 ? [...ladder, { level: 'desk', row: 'thin' }] : ladder;
}

/** A deal among people: who sells it, who submits it, and who is there. */
export interface Around {
  readonly seller: string;
  readonly organisation: ModelOrganisation;
  readonly shape: Shape;
}

/** The same while something is done to a request. */
export interface Surroundings extends Around {
  /** Counts up with each decision. */
  readonly next: () => number;
  readonly moment: number;
}

/** Whether somebody may decide on the deal at all. */
export function mayDecide(person: string, { seller, organisation }: Around): boolean {
  return person !== seller && organisation.isHere(person);
}

function meant(level: string, { seller, organisation }: Around): readonly string[] {
  if (level !== 'manager') return level === 'desk' ? organisation.desk() : organisation.inRole(level);
  const manager = organisation.managerOf(seller);
  return manager === null ? [] : [manager];
}

/** Whether somebody may decide, and is of a level as it is meant now. */
export const isOf = (person: string, level: string, around: Around): boolean =>
  mayDecide(person, around) && meant(level, around).includes(person);

/** Whether somebody who is asked still may decide: whom an administrator named, who is of the level, or to whom somebody of it handed the step. */
export function mayStill(
  person: string,
  { named, asked, assigned }: { readonly named: Named; readonly asked: string; readonly assigned: boolean },
  around: Around,
): boolean {
  const giver = named[person];
  if (!mayDecide(person, around)) return false;
  return !assigned || giver === null || isOf(giver ?? person, asked, around);
}

/** Whether a step may be handed to somebody: of its level, above it in the ladder, or by a delegation; never who reports to the seller. */
export function mayTake(to: string, of: { from: string; level: string }, around: Around): boolean {
  const { organisation, seller } = around;
  if (!mayDecide(to, around) || organisation.managerOf(to) === seller) return false;
  const at = LADDER.indexOf(of.level);
  const enough = at < 0 ? [of.level] : LADDER.slice(at);
  return organisation.standsIn(to, of.from) || enough.some((level) => isOf(to, level, around));
}

/** Who decides at a level now. */
export interface Deciders {
  readonly level: string;
  readonly people: string[];
  readonly quorum: number;
}

/**
 * Who decides at a level now, of others than those who spoke for another level; nothing where too few are left. Where nobody is: of the next level of the
 * ladder where all of it sell the deal or spoke elsewhere, and of the level that is named for where nobody is there.
 */
export function deciders(
  level: string,
  around: Around & { readonly spoken: readonly string[] },
  seen: readonly string[] = [],
): Deciders | null {
  const { spoken } = around;
  if (seen.includes(level)) return null;
  const all = meant(level, around);
  const there = all.filter((person) => mayDecide(person, around));
  const people = there.filter((person) => !spoken.includes(person)).toSorted();
  const quorum = quorumOf(around.shape, level, people.length);
  if (people.length > 0) return people.length >= quorum ? { level, people, quorum } : null;
  const isOwn = (person: string): boolean => person === around.seller && around.organisation.isHere(person);
  const above = level === 'desk' ? undefined : LADDER[LADDER.indexOf(level) + 1];
  const named = around.shape.ifNobody[level];
  const other = there.length > 0 ? (above ?? named) : all.length > 0 && all.every(isOwn) ? above : named;
  return other === undefined ? null : deciders(other, around, [...seen, level]);
}

/** What is asked of earlier decisions: at a level, for a row of the matrix, on terms, at a moment. */
export interface Sought {
  readonly level: string;
  readonly row: string;
  readonly terms: Terms;
  readonly edition: Edition;
  readonly moment: number;
}

/**
 * The last earlier decision of people that still meets a level: nothing that its row tests got worse, the row says the same, it is not too old,
 * who decided may still decide at that level of the deal, and nobody rejected it since.
 */
export function carriedIn(
  decisions: readonly Decided[],
  sought: Sought,
  around: Around,
): Decided | undefined {
  const { level, row, terms, edition, moment } = sought;
  return decisions.findLast((each) => {
    if (each.level !== level || each.decision !== 'approved') return false;
    const isWorse =
      level === 'desk' ? terms.margin < each.terms.margin - 1 : terms.discount > each.terms.discount;
    const isReworded = row === 'ten' && each.edition !== edition;
    const isOld = Math.floor(moment / DAY) - Math.floor(each.moment / DAY) >= 60;
    const isRejected = decisions.some(
      (other) =>
        other.decision === 'rejected' &&
        other.at > each.at &&
        other.row === row &&
        (other.level === level || (level !== 'desk' && LADDER.indexOf(other.level) >= LADDER.indexOf(level))),
    );
    return (
      !isWorse &&
      !isReworded &&
      !isOld &&
      !isRejected &&
      each.votes.every((vote) => holds(vote, each, around))
    );
  });
}

function holds({ person, standsFor }: ModelVote, { asked, named }: Decided, around: Around): boolean {
  const right = standsFor ?? person;
  const giver = named[right];
  if (!mayDecide(person, around) || !mayDecide(right, around)) return false;
  if (giver === null) return true;
  const entitled = giver ?? right;
  return isOf(entitled, asked, around);
}
