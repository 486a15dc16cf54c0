import type { CreditRuling, RulingScope } from '../model/credit-ruling.js';
import type { Day } from '../kernel/day.js';

/** Milliseconds since 1970. */
export type Instant = number;

/** How a dispute stands. */
export type DisputeStanding = 'OPEN' | 'SENT_BACK' | 'UPHELD' | 'SPLIT' | 'DENIED' | 'WITHDRAWN';

/** Standings at which a dispute is over: nothing follows. */
export const DISPUTE_ENDED: ReadonlySet<DisputeStanding> = new Set([
  'UPHELD',
  'SPLIT',
  'DENIED',
  'WITHDRAWN',
]);

/** A level of the ladder that a policy sets: who decides there, and in how many days. */
export interface LadderLevel {
  readonly level: string;
  readonly within: number | null;
  /** What of the policy set it; nothing for disputes from before that was kept. */
  readonly setBy?: LadderRule;
}

/** The rule of a policy that set a level, its version and its reason. */
export interface LadderRule {
  readonly policy: string | null;
  readonly version: { readonly from: Day; readonly fingerprint: string } | null;
  /** Null where no rule held. */
  readonly rule: string | null;
  readonly because: string;
}

/** What somebody brings up for a claim: text, a link, or both, and what it is. */
export interface Evidence {
  readonly what: string;
  readonly says: string | null;
  readonly link: string | null;
}

/** Who is asked at a level: these participants, or comp operations where it is theirs or nobody else may. */
export type Asked = { readonly people: readonly string[] } | 'comp-operations';

/** Who did something: the user, and the participant they sign in as. */
export interface Doer {
  readonly user: string;
  readonly person: string | null;
}

/** What a dispute is about; the scope is what a ruling on it would be about. */
export interface DisputedThing {
  readonly about: 'booking' | 'ruling';
  readonly scope: Extract<RulingScope, { readonly booking: string }>;
  /** The ruling disputed, where it is about one. */
  readonly ruling: string | null;
  readonly account: string | null;
  /** The day of the booking. */
  readonly date: Day;
}

/** Who gets what by the ruling that a decision makes, for which bookings. */
export interface DisputeRuled {
  readonly ruling: string;
  readonly to: CreditRuling['to'];
  readonly reach: 'booking' | 'account';
  readonly until: Day | null;
}

/** Everything that happens to a dispute; replaying it gives the state. */
export type DisputeEvent = Doer & {
  readonly at: Instant;
  readonly reason: string | null;
  /** Whom who did it stood in for. */
  readonly actingFor?: string;
} & (
    | {
        readonly event: 'FILE';
        readonly thing: DisputedThing;
        readonly beneficiary: string;
        readonly claims: CreditRuling['to'];
        /** Who is credited when it is filed. */
        readonly current: readonly string[];
        readonly evidence: readonly Evidence[];
        readonly tag: string | null;
        readonly ladder: readonly LadderLevel[];
        readonly rung: number;
        readonly asked: Asked;
        readonly due: Instant | null;
      }
    | {
        readonly event: 'GO_UP';
        readonly because: 'late' | 'passed' | 'nobody';
        readonly rung: number;
        readonly asked: Asked;
        readonly due: Instant | null;
      }
    /** Others are credited by now: they take part from here on, beside those who were credited before. */
    | { readonly event: 'CREDITED'; readonly current: readonly string[] }
    /** Others are asked at the same level, because the company is another. */
    | { readonly event: 'REORGANISE'; readonly asked: Asked; readonly due: Instant | null }
    | { readonly event: 'SEND_BACK' }
    | { readonly event: 'BRING'; readonly evidence: readonly Evidence[]; readonly due: Instant | null }
    | ({ readonly event: 'UPHOLD' | 'SPLIT' } & DisputeRuled)
    | { readonly event: 'DENY' }
    | { readonly event: 'WITHDRAW' }
  );

/** A dispute of credit as it stands. */
export interface Dispute {
  readonly id: string;
  readonly thing: DisputedThing;
  readonly filer: Doer;
  readonly beneficiary: string;
  readonly claims: CreditRuling['to'];
  /** Who is credited, when it was filed or at any time since. */
  readonly current: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly tag: string | null;
  readonly ladder: readonly LadderLevel[];
  readonly rung: number;
  readonly asked: Asked;
  readonly due: Instant | null;
  readonly standing: DisputeStanding;
  readonly ruled: DisputeRuled | null;
  readonly reason: string | null;
  readonly filedAt: Instant;
  readonly endedAt: Instant | null;
  /** How many events there were. */
  readonly revision: number;
}

/** Whoever has something to gain or lose by it: nobody of them decides. */
export function partiesOf(
  dispute: Pick<Dispute, 'filer' | 'beneficiary' | 'claims' | 'current'>,
  proposed: CreditRuling['to'] = 'house',
): ReadonlySet<string> {
  const { filer, beneficiary, claims, current } = dispute;
  const own = filer.person === null ? [] : [filer.person];
  return new Set([...own, beneficiary, ...current, ...peopleOf(claims), ...peopleOf(proposed)]);
}

/** The level at which a dispute stands. */
export function levelOf({ ladder, rung }: Pick<Dispute, 'ladder' | 'rung'>): string {
  return ladder[rung]?.level ?? '';
}

/** Whether somebody above could be asked. */
export function hasAbove({ ladder, rung }: Pick<Dispute, 'ladder' | 'rung'>): boolean {
  return rung < ladder.length - 1;
}

function peopleOf(to: CreditRuling['to']): readonly string[] {
  return to === 'house' ? [] : to.map(({ participant }) => participant);
}
