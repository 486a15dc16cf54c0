import {
  answersWithin,
  carriedIn,
  deciders,
  mayDecide,
  mayStill,
  mayTake,
  needsOf,
  VALID,
  type Decided,
  type Deciders,
  type Surroundings,
} from './model-rules.js';
import {
  counted,
  ENDED,
  NOBODY_NAMED,
  isOpen,
  isPassed,
  isSpokenFor,
  levelOf,
  seenPeople,
  spokeElsewhere,
  type Level,
  type ModelRequest,
  type Outcome,
} from './model-levels.js';

/** A request while something is done to it. */
export class Trial {
  constructor(
    readonly request: ModelRequest,
    public decisions: Decided[],
    private readonly around: Surroundings,
  ) {}

  evaluate(): void {
    const { request, around } = this;
    request.round = around.next();
    request.standing = 'PENDING';
    const { terms, edition } = request;
    const levels = needsOf(terms, edition).map((needed): Level => {
      const carried = carriedIn(this.decisions, { ...needed, terms, edition, moment: around.moment }, around);
      return levelOf(needed, carried && { ...carried, until: carried.moment + VALID });
    });
    const lacks = ({ level, state }: Level): boolean =>
      state === 'waiting' && !deciders(level, { ...around, spoken: [] });
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
      const spoken = this.spoken(level);
      const left = level.people.filter(
        (person) => mayStill(person, level, this.around) && !spoken.includes(person),
      );
      if (level.assigned && left.length >= level.quorum) level.people = left;
      else {
        const found = this.deciders(level.asked, level);
        if (!found) {
          this.end('EVALUATION_FAILED');
          continue;
        }
        const isAsked = seenPeople(found.people) === seenPeople(level.people) && found.level === level.asked;
        if (!isAsked)
          this.ask(level, found, found.level === level.asked ? level.due : this.dueAt(found.level));
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
    if (level?.state !== 'requested' || !this.may(person)) return 'refused';
    if (level.assignedBy === person || isSpokenFor(person, level) || this.spoken(level).includes(person))
      return 'refused';
    const giver = level.named[person] ?? null;
    const standsFor = level.people.includes(person) ? giver : this.standsFor(person, level);
    if (standsFor === undefined) return 'refused';
    level.votes.push({ person, standsFor, approves });
    if (!approves) {
      level.state = 'rejected';
      this.note(level, 'rejected');
      return this.end('REJECTED');
    }
    this.count(level);
    this.goOn();
    this.refresh();
    return 'done';
  }

  retract(person: string, step: number): Outcome {
    this.refresh();
    const { levels, standing } = this.request;
    const own = levels[step];
    if (standing !== 'PENDING' || !own?.votes.some((vote) => vote.person === person)) return 'refused';
    const above = levels.slice(step + 1).filter(({ level }) => own.level !== 'desk' && level !== 'desk');
    if (!['requested', 'approved'].includes(own.state)) return 'refused';
    const isDecided = ({ state, votes }: Level): boolean =>
      state === 'overridden' || votes.some((vote) => vote.person !== person);
    if (above.some(isDecided)) return 'refused';
    this.unsay(own, person);
    const isShort = own.state === 'requested';
    for (const level of above) {
      if (level.state !== 'waiting' && level.votes.length > 0) this.unsay(level, person);
      if (isShort && level.state === 'requested') level.state = 'waiting';
    }
    return 'done';
  }

  delegate(person: string, step: number, to: string): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || level.assigned || level.people.includes(to)) return 'refused';
    const hasSpoken = level.votes.some((vote) => vote.person === person) || isSpokenFor(person, level);
    if (!level.people.includes(person) || hasSpoken) return 'refused';
    if (!mayTake(to, { from: person, level: level.asked }, this.around) || this.spoken(level).includes(to))
      return 'refused';
    const people = [...level.people.filter((each) => each !== person), to];
    Object.assign(level, { people, assigned: true, named: { ...level.named, [to]: person } });
    this.refresh();
    return 'done';
  }

  reassign(by: string, step: number, to: readonly string[]): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || !this.may(by) || !to.every((each) => this.may(each)))
      return 'refused';
    if (new Set(to).size < level.quorum || to.includes(by)) return 'refused';
    if (this.spoken(level).some((person) => to.includes(person))) return 'refused';
    const named = Object.fromEntries(to.map((each) => [each, null]));
    Object.assign(level, { people: [...new Set(to)], assigned: true, assignedBy: by, named });
    this.refresh();
    return 'done';
  }

  override(person: string, step: number): Outcome {
    this.refresh();
    const level = this.request.levels[step];
    if (level?.state !== 'requested' || !this.may(person) || this.spoken(level).includes(person))
      return 'refused';
    Object.assign(level, { state: 'overridden', passedOverBy: person });
    this.goOn();
    this.refresh();
    return 'done';
  }

  /** What time brings about: late levels go on or run out, and an approval runs out. Never an approval. */
  pass(): void {
    this.refresh();
    const { request } = this;
    const { moment } = this.around;
    if (['APPROVED', 'STALE'].includes(request.standing) && request.until <= moment) this.end('EXPIRED');
    for (const level of request.levels)
      while (request.standing === 'PENDING' && level.state === 'requested' && level.due <= moment)
        this.passOn(level);
  }

  private passOn(level: Level): void {
    const seen = new Set<string>();
    const { late } = this.around.shape;
    for (let next = late[level.asked]; next && !seen.has(next); next = late[next]) {
      seen.add(next);
      const found = this.deciders(next, level);
      if (!found) continue;
      this.ask(level, found, this.dueAt(found.level));
      level.rung += 1;
      return;
    }
    level.state = 'expired';
    this.end('EXPIRED');
  }

  /** A booking of the deal uses the approval that fits it and has not run out. */
  book(fits: boolean): void {
    const { request } = this;
    if (!['APPROVED', 'STALE'].includes(request.standing)) return;
    if (request.until <= this.around.moment) this.end('EXPIRED');
    else request.standing = fits ? 'CONSUMED' : 'STALE';
  }

  recall(person: string): Outcome {
    const mayRecall = this.request.standing === 'PENDING' && person === this.around.seller;
    return mayRecall ? this.end('RECALLED') : 'refused';
  }

  lose(): Outcome {
    return ENDED.includes(this.request.standing) ? 'refused' : this.end('CANCELLED');
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
      const found = this.deciders(level.level, level);
      if (!found) {
        this.end('EVALUATION_FAILED');
        return;
      }
      level.state = 'requested';
      this.ask(level, found, this.dueAt(found.level));
      this.askOnce(level);
    }
    if (request.levels.some(isOpen)) return;
    request.standing = 'APPROVED';
    request.until = Math.min(this.around.moment + VALID, ...request.levels.map(({ holds }) => holds));
    if (request.until <= this.around.moment) request.standing = 'EXPIRED';
  }

  /** Who approved another level of this request approves this one as well. */
  private askOnce(level: Level): void {
    if (this.around.shape.isByTwo) return;
    const before = this.request.levels.filter((each) => each !== level && each.state === 'approved');
    const people = before.flatMap((each) => counted(each).map(({ person }) => person));
    for (const person of new Set(people))
      if (level.people.includes(person)) level.votes.push({ person, standsFor: null, approves: true });
    this.count(level);
  }

  private count(level: Level): void {
    if (level.state !== 'requested' || counted(level).length < level.quorum) return;
    level.state = 'approved';
    this.note(level, 'approved');
  }

  private note(decided: Level, decision: Decided['decision']): void {
    const { level, row, asked, named } = decided;
    const { terms, edition, round: of } = this.request;
    const { moment, next } = this.around;
    const spoken = decided.votes.flatMap(({ person, standsFor }) => [person, standsFor ?? person]);
    const by = { votes: counted(decided), spoken, named, decision };
    this.decisions.push({ level, row, asked, ...by, terms, edition, at: next(), moment, of });
  }

  /** Takes what somebody said of a level away; what is left may be enough. */
  private unsay(level: Level, person: string): void {
    const { round } = this.request;
    level.votes = level.votes.filter((vote) => vote.person !== person);
    level.state = 'requested';
    this.decisions = this.decisions.filter((each) => each.of !== round || each.level !== level.level);
    this.count(level);
  }

  private end(standing: string): Outcome {
    for (const level of this.request.levels) if (isOpen(level)) level.state = 'cancelled';
    this.request.standing = standing;
    return 'done';
  }

  /** Whom of those who are asked somebody stands in for; nobody where they may not. */
  private standsFor(deputy: string, level: Level): string | undefined {
    const { people, votes, named } = level;
    const { organisation, seller } = this.around;
    const spoken = this.spoken(level);
    const asked = people.filter((each) => !named[each] && this.may(each) && !spoken.includes(each));
    const giver = asked.find((each) => organisation.standsIn(deputy, each));
    const hasDecided = votes.some(({ person, standsFor }) => person === giver || standsFor === giver);
    return hasDecided || organisation.managerOf(deputy) === seller ? undefined : giver;
  }

  private ask(level: Level, found: Deciders, due: number): void {
    const { people, quorum } = found;
    if (found.level !== level.asked) level.votes = [];
    Object.assign(level, { people, quorum, asked: found.level, ...NOBODY_NAMED, due });
  }

  private dueAt = (level: string): number => this.around.moment + answersWithin(level);

  private may = (person: string): boolean => mayDecide(person, this.around);

  private spoken = (than: Level): readonly string[] =>
    spokeElsewhere(this.request.levels, than, this.around.shape);

  private deciders = (level: string, of: Level): Deciders | null =>
    deciders(level, { ...this.around, spoken: this.spoken(of) });
}
