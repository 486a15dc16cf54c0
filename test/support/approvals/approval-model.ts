import { ENDED, type ModelRequest, type Outcome } from './model-levels.js';
import { Trial } from './model-request.js';
import type { ModelOrganisation } from './model-organisation.js';
import type { Shape } from './machine/model-shapes.js';
import { DAY, needsOf, type Decided, type Edition, type Terms } from './model-rules.js';

const isSame = (a: Terms, b: Terms): boolean => a.discount === b.discount && a.margin === b.margin;

/** Where a deal is: among whom, when, and under which text of the matrix. */
export interface Whereabouts {
  readonly organisation: ModelOrganisation;
  readonly moment: () => number;
  readonly edition: () => Edition;
  readonly shape: Shape;
}

/** One deal and its requests, as simply as they can be said; knows nothing of the engine or of how anything is stored. */
export class ModelDeal {
  request: ModelRequest | null = null;
  decisions: readonly Decided[] = [];
  /** When it was booked first. */
  bookedAt: number | null = null;
  /** The text that was in force then. */
  private bookedBy: Edition | null = null;
  private readonly before: ModelRequest[] = [];
  private count = 0;

  constructor(
    readonly seller: string,
    public terms: Terms,
    private readonly around: Whereabouts,
  ) {}

  /** What of the deal can be seen: its standing, and of each level how it stands, who is asked and who voted. */
  seen(): string {
    if (!this.request) return 'none';
    const { levels } = this.request;
    const standing = standingOf(this.request, isSame(this.request.terms, this.terms));
    const said = levels.map(({ level, state, people, votes }) =>
      seenLevel({ level, state, people, voters: votes.map(votedBy) }),
    );
    return [standing, ...said].join('; ');
  }

  /** People who are asked now, with the place of their level. */
  asked(): { person: string; step: number }[] {
    const levels = this.request?.levels ?? [];
    return levels.flatMap(({ state, people, votes }, step) =>
      state === 'requested'
        ? people
            .filter((person) => !votes.some((vote) => vote.person === person))
            .map((person) => ({ person, step }))
        : [],
    );
  }

  /** People who stand in for somebody who is asked. */
  deputies(): { person: string; step: number }[] {
    return this.asked().flatMap(({ person, step }) =>
      [...(this.around.organisation.deputies.get(person) ?? [])].map((deputy) => ({ person: deputy, step })),
    );
  }

  /** People whose vote stands, with the place of their level. */
  voted(): { person: string; step: number }[] {
    const levels = this.request?.levels ?? [];
    return levels.flatMap(({ votes }, step) => votes.map(({ person }) => ({ person, step })));
  }

  submit(): Outcome {
    const { request } = this;
    if (request && !ENDED.includes(request.standing)) {
      const isFit = isSame(request.terms, this.terms);
      const isLapsed = request.standing === 'STALE' && request.until <= this.around.moment();
      if (request.standing === 'PENDING' || (isFit && !isLapsed)) return 'refused';
    }
    this.begin();
    return 'done';
  }

  /** Does something to the request after the deal was followed. `work` changes what it is given; a refusal throws that away. */
  act(work: (trial: Trial) => Outcome, isTending = false): Outcome {
    const { request } = this;
    if (!request) return 'refused';
    const trial = this.trialOf(structuredClone(request));
    if (!ENDED.includes(request.standing)) {
      const isMoved = !isSame(request.terms, this.terms);
      if (isMoved && ['PENDING', 'EVALUATION_FAILED'].includes(request.standing)) {
        this.begin();
        return 'refused';
      }
      if (isMoved && request.standing === 'APPROVED') trial.request.standing = request.standing = 'STALE';
      const isBack = request.standing === 'STALE' && !isMoved && request.until > this.around.moment();
      if (isBack) trial.request.standing = 'APPROVED';
      if (trial.request.standing === 'STALE' && !isTending) return 'refused';
    }
    const outcome = work(trial);
    if (outcome === 'refused') {
      if (!ENDED.includes(request.standing)) this.keep(this.trialOf(structuredClone(request)), true);
      return outcome;
    }
    this.keep(trial);
    return outcome;
  }

  /** `passing`: after what the organisation and time did to it, which stays whatever was refused. */
  private keep(trial: Trial, passing = false): void {
    if (passing) trial.pass();
    this.request = trial.request;
    this.decisions = trial.decisions;
  }

  /** Books the deal: without anybody following it before, as a booking changes nothing of a request that still waits. The day of the first booking stays, and the text that was in force. */
  book(): void {
    const { request } = this;
    this.bookedAt ??= this.around.moment();
    this.bookedBy ??= this.around.edition();
    if (request) this.trialOf(request).book(isSame(request.terms, this.terms));
  }

  /** Whether what is booked of the deal has the approval that it needs. */
  cleared(): 'approved' | 'not-needed' | 'missing' | 'not booked' {
    if (this.bookedAt === null) return 'not booked';
    const all = [...this.before, ...(this.request ? [this.request] : [])];
    const fits = all.filter(({ terms }) => isSame(terms, this.terms));
    const stands = fits.some((each) => this.heldWhenBooked(each, ['APPROVED', 'CONSUMED', 'CANCELLED']));
    if (stands) return 'approved';
    const ranOut = fits.findLastIndex((each) => this.heldWhenBooked(each, ['EXPIRED']));
    const isRejected = fits.slice(ranOut + 1).some(({ standing }) => standing === 'REJECTED');
    if (ranOut >= 0 && !isRejected) return 'approved';
    const words = [this.bookedBy ?? 'first', this.around.edition()];
    const isFree = words.some((each) => needsOf(this.terms, each).length === 0);
    return isFree && !isAsked(all.at(-1), this.terms) && !isRefused(all) ? 'not-needed' : 'missing';
  }

  private heldWhenBooked({ standing, until }: ModelRequest, standings: readonly string[]): boolean {
    return standings.includes(standing) && until > startOfDay(this.bookedAt ?? 0);
  }

  private begin(): void {
    const { terms, request } = this;
    if (request) {
      const isOver = ENDED.includes(request.standing);
      this.before.push(isOver ? request : { ...request, standing: 'SUPERSEDED' });
    }
    const edition = this.around.edition();
    const trial = this.trialOf({ round: 0, standing: 'PENDING', terms, edition, until: 0, levels: [] });
    trial.evaluate();
    this.request = trial.request;
    this.decisions = trial.decisions;
  }

  private trialOf(request: ModelRequest): Trial {
    const { organisation, moment, shape } = this.around;
    const next = (): number => (this.count += 1);
    return new Trial(request, [...this.decisions], {
      seller: this.seller,
      organisation,
      shape,
      next,
      moment: moment(),
    });
  }
}

const startOfDay = (moment: number): number => moment - (moment % DAY);

function isAsked(last: ModelRequest | undefined, now: Terms): boolean {
  return last?.standing === 'PENDING' && isSame(last.terms, now);
}

/** Whether the last that came of asking is that nobody approved. What was approved has a time until which it holds. */
function isRefused(all: readonly ModelRequest[]): boolean {
  const last = all.findLast(
    ({ standing }) => !['PENDING', 'EVALUATION_FAILED', 'SUPERSEDED'].includes(standing),
  );
  if (!last) return false;
  return (
    ['REJECTED', 'RECALLED'].includes(last.standing) || (last.standing === 'EXPIRED' && last.until === 0)
  );
}

/** An approval that fits the deal again holds again, whoever writes that down and when. */
export function standingOf({ standing }: { readonly standing: string }, fits: boolean): string {
  return standing === 'STALE' && fits ? 'APPROVED' : standing;
}

function votedBy({ person, standsFor }: { person: string; standsFor: string | null }): string {
  return standsFor === null ? person : `${person} for ${standsFor}`;
}

/** One level as it is compared. */
export function seenLevel({
  level,
  state,
  people,
  voters,
}: {
  readonly level: string;
  readonly state: string;
  readonly people: readonly string[];
  readonly voters: readonly string[];
}): string {
  const who = state === 'requested' ? ` asks ${people.toSorted().join('+')}` : '';
  return `${level} ${state}${who} [${voters.toSorted().join('+')}]`;
}
