import { ENDED, Trial, type ModelRequest, type Outcome } from './model-request.js';
import type { Decided, ModelOrganisation, Terms } from './model-rules.js';

const isSame = (a: Terms, b: Terms): boolean => a.discount === b.discount && a.margin === b.margin;

/** One deal and its requests, as simply as they can be said; knows nothing of the engine or of how anything is stored. */
export class ModelDeal {
  request: ModelRequest | null = null;
  private decisions: Decided[] = [];
  private moment = 0;

  constructor(
    readonly seller: string,
    public terms: Terms,
    private readonly organisation: ModelOrganisation,
  ) {}

  /** What of the deal can be seen: its standing, and of each level how it stands, who is asked and who voted. */
  seen(): string {
    if (!this.request) return 'none';
    const { levels } = this.request;
    const standing = standingOf(this.request, isSame(this.request.terms, this.terms));
    const said = levels.map(({ level, state, people, votes }) =>
      seenLevel({ level, state, people, voters: votes.map(({ person }) => person) }),
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

  /** People whose vote stands, with the place of their level. */
  voted(): { person: string; step: number }[] {
    const levels = this.request?.levels ?? [];
    return levels.flatMap(({ votes }, step) => votes.map(({ person }) => ({ person, step })));
  }

  submit(): Outcome {
    const { request } = this;
    if (request && !ENDED.includes(request.standing)) {
      const isMoved = !isSame(request.terms, this.terms);
      if (request.standing === 'PENDING' || !isMoved) return 'refused';
    }
    this.begin();
    return 'done';
  }

  /** Does something to the request after the deal was followed. `work` changes what it is given; a refusal throws that away. */
  act(work: (trial: Trial) => Outcome, isTending = false): Outcome {
    const { request } = this;
    if (!request) return 'refused';
    if (!ENDED.includes(request.standing)) {
      const isMoved = !isSame(request.terms, this.terms);
      if (isMoved && ['PENDING', 'EVALUATION_FAILED'].includes(request.standing)) {
        this.begin();
        return 'refused';
      }
      if (request.standing === 'APPROVED' && isMoved) request.standing = 'STALE';
      if (request.standing === 'STALE' && !isMoved) request.standing = 'APPROVED';
      if (request.standing === 'STALE') return isTending ? 'done' : 'refused';
    }
    const trial = new Trial(structuredClone(request), [...this.decisions], {
      seller: this.seller,
      organisation: this.organisation,
      next: () => (this.moment += 1),
    });
    const outcome = work(trial);
    if (outcome === 'refused') return outcome;
    this.request = trial.request;
    this.decisions = trial.decisions;
    return outcome;
  }

  private begin(): void {
    const trial = new Trial(
      { round: 0, standing: 'PENDING', terms: this.terms, levels: [] },
      this.decisions,
      {
        seller: this.seller,
        organisation: this.organisation,
        next: () => (this.moment += 1),
      },
    );
    trial.evaluate();
    this.request = trial.request;
    this.decisions = trial.decisions;
  }
}

/** An approval that fits the deal again holds again, whoever writes that down and when. */
export function standingOf({ standing }: { readonly standing: string }, fits: boolean): string {
  return standing === 'STALE' && fits ? 'APPROVED' : standing;
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
