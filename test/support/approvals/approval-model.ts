import { ENDED, type ModelRequest, type Outcome } from './model-levels.js';
import { Trial } from './model-request.js';
import type { ModelOrganisation } from './model-organisation.js';
import type { Decided, Edition, Terms } from './model-rules.js';

const isSame = (a: Terms, b: Terms): boolean => a.discount === b.discount && a.margin === b.margin;

/** Where a deal is: among whom, when, and under which text of the matrix. */
export interface Whereabouts {
  readonly organisation: ModelOrganisation;
  readonly moment: () => number;
  readonly edition: () => Edition;
}

/** One deal and its requests, as simply as they can be said; knows nothing of the engine or of how anything is stored. */
export class ModelDeal {
  request: ModelRequest | null = null;
  decisions: readonly Decided[] = [];
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
    if (outcome === 'refused') return outcome;
    this.request = trial.request;
    this.decisions = trial.decisions;
    return outcome;
  }

  private begin(): void {
    const { terms } = this;
    const edition = this.around.edition();
    const trial = this.trialOf({ round: 0, standing: 'PENDING', terms, edition, until: 0, levels: [] });
    trial.evaluate();
    this.request = trial.request;
    this.decisions = trial.decisions;
  }

  private trialOf(request: ModelRequest): Trial {
    const { organisation, moment } = this.around;
    const next = (): number => (this.count += 1);
    return new Trial(request, [...this.decisions], {
      seller: this.seller,
      organisation,
      next,
      moment: moment(),
    });
  }
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
