import type { Shape } from './machine/model-shapes.js';
import type { Edition, ModelVote, Named, Terms } from './model-rules.js';

/** How a level stands. */
export type LevelState =
  'waiting' | 'requested' | 'approved' | 'auto_carried' | 'overridden' | 'rejected' | 'expired' | 'cancelled';

/** A level of a request. */
export interface Level {
  readonly level: string;
  readonly row: string;
  state: LevelState;
  asked: string;
  people: string[];
  quorum: number;
  assigned: boolean;
  /** Who named the people; nobody where it is empty. */
  assignedBy: string;
  named: Named;
  votes: ModelVote[];
  due: number;
  rung: number;
  /** When the decision that it relies on runs out; never where it relies on none. */
  readonly holds: number;
  /** Who made that decision, or had it made for them. */
  readonly carriedOn: readonly string[];
  /** Who passed it over; nobody where it is empty. */
  passedOverBy: string;
}

/** A submission of a deal. */
export interface ModelRequest {
  /** Counts up with each evaluation. */
  round: number;
  standing: string;
  readonly terms: Terms;
  /** The text of the matrix by which it is judged, whatever is published later. */
  readonly edition: Edition;
  until: number;
  levels: Level[];
}

/** Whether a command was done. A change of the deal is written down first, also where the command itself is refused. */
export type Outcome = 'done' | 'refused';

/** Standings that end a request for good. */
export const ENDED = ['REJECTED', 'RECALLED', 'SUPERSEDED', 'CANCELLED', 'EXPIRED', 'CONSUMED'];
/** Whether a level still waits for somebody. */
export const isOpen = ({ state }: Level): boolean => state === 'waiting' || state === 'requested';
/** Whether a level lets the next one be asked. */
export const isPassed = ({ state }: Level): boolean =>
  ['approved', 'auto_carried', 'overridden'].includes(state);

/** People in a form that compares. */
export const seenPeople = (people: readonly string[]): string => people.toSorted().join();

/** What those said who are asked now, or who stood in for them. */
export function counted({ people, votes }: Level): ModelVote[] {
  return votes.filter(
    ({ person, standsFor }) => people.includes(person) || (standsFor !== null && people.includes(standsFor)),
  );
}

/** A seat has one vote: whether a deputy has given that of somebody. */
export function isSpokenFor(person: string, { people, votes }: Level): boolean {
  return people.includes(person) && votes.some(({ standsFor }) => standsFor === person);
}

/** As long as nobody named the people of a level. */
export const NOBODY_NAMED = { assigned: false, assignedBy: '', named: {} };

/** A level before anybody is asked; `carried`: the decision that it relies on, and until when. */
export function levelOf(
  { level, row }: { readonly level: string; readonly row: string },
  carried: { readonly spoken: readonly string[]; readonly until: number } | undefined,
): Level {
  const nobody = { people: [], quorum: 1, ...NOBODY_NAMED, votes: [], passedOverBy: '' };
  const state = carried ? 'auto_carried' : 'waiting';
  const of = { holds: carried?.until ?? Infinity, carriedOn: carried?.spoken ?? [] };
  return { level, row, state, asked: level, ...nobody, due: 0, rung: 0, ...of };
}

/** Whoever spoke for another level of a request, by themselves or by somebody else, where no person decides two. */
export function spokeElsewhere(levels: readonly Level[], than: Level, { isByTwo }: Shape): readonly string[] {
  if (!isByTwo) return [];
  return levels
    .filter((each) => each !== than)
    .flatMap(({ votes, passedOverBy, carriedOn }) => [
      ...votes.flatMap(({ person, standsFor }) => (standsFor === null ? [person] : [person, standsFor])),
      ...(passedOverBy === '' ? [] : [passedOverBy]),
      ...carriedOn,
    ]);
}
