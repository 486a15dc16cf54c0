import {
  carriedIn,
  deciders,
  needsOf,
  type Decided,
  type ModelOrganisation,
  type Terms,
} from './model-rules.js';

type LevelState =
  'waiting' | 'requested' | 'approved' | 'auto_carried' | 'overridden' | 'rejected' | 'cancelled';

/** A level of a request. */
interface Level {
  readonly level: string;
  readonly row: string;
  state: LevelState;
  asked: string;
  people: string[];
  quorum: number;
  assigned: boolean;
  votes: { person: string; approves: boolean }[];
}

/** A submission of a deal. */
export interface ModelRequest {
  /** Counts up with each evaluation. */
  round: number;
  standing: string;
  readonly terms: Terms;
  levels: Level[];
}

/** Whether a command was done. A change of the deal is written down first, also where the command itself is refused. */
export type Outcome = 'done' | 'refused';

export const ENDED = ['REJECTED', 'RECALLED', 'SUPERSEDED', 'CANCELLED'];
const isOpen = ({ state }: Level): boolean => state === 'waiting' || state === 'requested';
const isPassed = ({ state }: Level): boolean => ['approved', 'auto_carried', 'overridden'].includes(state);

interface Around {
  readonly seller: string;
  readonly organisation: ModelOrganisation;
  readonly next: () => number;
}

/** A request while something is done to it. */
export class Trial {
  constructor(
    readonly request: ModelRequest,
    public decisions: Decided[],
    private readonly around: Around,
  ) {}

  evaluate(): void {
    const { request, around } = this;
    request.round = around.next();
    request.standing = 'PENDING';
    const levels = needsOf(request.terms).map(({ level, row }): Level => {
      const isCarried = carriedIn(this.decisions, { level, row, terms: request.terms }, around.organisation);
      const state = isCarried ? 'auto_carried' : 'waiting';
      return { level, row, state, asked: level, people: [], quorum: 1, assigned: false, votes: [] };
    });
    const lacks = ({ level, state }: Level): boolean => state === 'waiting' && !this.deciders(level);
    if (levels.some(lacks)) {
      request.standing = 'EVALUATION_FAILED';
      return;
    }
    request.levels = levels;
    this.goOn();
  }

  refresh(): void {
    const { request } = this;
    for (const level of request.levels) {
      if (request.standing !== 'PENDING' || level.state !== 'requested') continue;
      const left = level.people.filter((person) => this.may(person));
      if (level.assigned && left.length >= level.quorum) {
        if (left.length === level.people.length) continue;
        level.people = left;
      } else {
        const found = this.deciders(level.asked);
        if (!found) {
          this.end('EVALUATION_FAILED');
          continue;
        }
        if (seenPeople(found.people) === seenPeople(level.people) && found.level === level.asked) continue;
        Object.assign(level, { ...found, asked: found.level, level: level.level, assigned: false });
      }
      this.count(level);
      this.goOn();
    }
  }

  decide(person: string, step: number, approves: boolean): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    const own = level?.votes.find((vote) => vote.person === person);
    if (own) return own.approves === approves ? 'done' : 'refused';
    if (level?.state !== 'requested' || !this.may(person) || !level.people.includes(person)) return 'refused';
    level.votes.push({ person, approves });
    if (!approves) {
      level.state = 'rejected';
      this.note(level, 'rejected');
      this.end('REJECTED');
      return 'done';
    }
    this.count(level);
    this.goOn();
    return 'done';
  }

  retract(person: string, step: number): Outcome {
    this.refresh();
    const { levels, standing } = this.request;
    const own = levels[step];
    if (standing !== 'PENDING' || !own?.votes.some((vote) => vote.person === person)) return 'refused';
    const above = levels.slice(step + 1).filter(({ level }) => own.level !== 'desk' && level !== 'desk');
    if (above.some(({ votes }) => votes.some((vote) => vote.person !== person))) return 'refused';
    for (const level of [own, ...above]) {
      if (level !== own && level.state === 'waiting') continue;
      if (level === own || level.votes.length > 0) {
        level.votes = level.votes.filter((vote) => vote.person !== person);
        level.state = 'requested';
        this.unsay(level);
      }
      if (level !== own && level.state === 'requested') level.state = 'waiting';
    }
    return 'done';
  }

  delegate(person: string, step: number, to: string): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || level.assigned || to === person || !this.may(to)) return 'refused';
    if (!level.people.includes(person) || level.votes.some((vote) => vote.person === person))
      return 'refused';
    if (this.around.organisation.managerOf(to) === this.around.seller) return 'refused';
    const people = [...level.people.filter((each) => each !== person && each !== to), to];
    if (people.length < level.quorum) return 'refused';
    Object.assign(level, { people, assigned: true });
    return 'done';
  }

  reassign(by: string, step: number, to: readonly string[]): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || !this.may(by) || !to.every((each) => this.may(each)))
      return 'refused';
    if (new Set(to).size < level.quorum) return 'refused';
    Object.assign(level, { people: [...new Set(to)], assigned: true });
    return 'done';
  }

  override(person: string, step: number): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || !this.may(person)) return 'refused';
    level.state = 'overridden';
    this.goOn();
    return 'done';
  }

  recall(person: string): Outcome {
    if (this.request.standing !== 'PENDING' || person !== this.around.seller) return 'refused';
    this.end('RECALLED');
    return 'done';
  }

  lose(): Outcome {
    if (ENDED.includes(this.request.standing)) return 'refused';
    this.end('CANCELLED');
    return 'done';
  }

  retry(): Outcome {
    if (this.request.standing !== 'EVALUATION_FAILED') return 'refused';
    this.evaluate();
    return 'done';
  }

  private goOn(): void {
    const { request } = this;
    for (;;) {
      if (request.standing !== 'PENDING') return;
      const level = request.levels.find(
        (each, at) =>
          each.state === 'waiting' && (each.level === 'desk' || request.levels.slice(0, at).every(isPassed)),
      );
      if (!level) break;
      const found = this.deciders(level.level);
      if (!found) return this.end('EVALUATION_FAILED');
      Object.assign(level, {
        ...found,
        level: level.level,
        asked: found.level,
        state: 'requested',
        assigned: false,
      });
      this.askOnce(level);
    }
    if (!request.levels.some(isOpen)) request.standing = 'APPROVED';
  }

  /** Who approved another level of this request approves this one as well. */
  private askOnce(level: Level): void {
    const before = this.request.levels.filter((each) => each !== level && each.state === 'approved');
    const people = before.flatMap(({ votes }) => votes.map(({ person }) => person));
    for (const person of new Set(people))
      if (level.people.includes(person)) level.votes.push({ person, approves: true });
    this.count(level);
  }

  private count(level: Level): void {
    if (level.state !== 'requested' || level.votes.length < level.quorum) return;
    level.state = 'approved';
    this.note(level, 'approved');
  }

  private note({ level, row, asked, votes }: Level, decision: Decided['decision']): void {
    const people = votes.map(({ person }) => person);
    const { terms } = this.request;
    this.decisions.push({
      level,
      row,
      asked,
      people,
      decision,
      terms,
      at: this.around.next(),
      of: this.request.round,
    });
  }

  private unsay({ level }: Level): void {
    const { round } = this.request;
    this.decisions = this.decisions.filter((each) => each.of !== round || each.level !== level);
  }

  private end(standing: string): void {
    for (const level of this.request.levels) if (isOpen(level)) level.state = 'cancelled';
    this.request.standing = standing;
  }

  private may(person: string): boolean {
    return person !== this.around.seller && this.around.organisation.isHere(person);
  }

  private deciders(level: string): ReturnType<typeof deciders> {
    return deciders(level, this.around);
  }
}

const seenPeople = (people: readonly string[]): string => people.toSorted().join();
