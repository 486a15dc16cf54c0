import { catalogueTypes, type NameTypes } from '../../../engine/conditions/types/name-types.js';
import { Deciding, decisionOn } from '../../../engine/engagement/decide.js';
import {
  amountsTested,
  currenciesTested,
  phasesAsked,
  sayForeign,
  type AmountsTested,
} from '../../../engine/engagement/foreign-amounts.js';
import type { Ruling, RulingExceptionCode, SubjectFacts } from '../../../engine/engagement/ruling.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { RATES_KNOWN } from '../../../engine/model/rates.js';
import { isRelated } from '../../../engine/model/derived/related-facts.js';
import type { ToldLate } from '../../../engine/model/derived/late-holders.js';
import { RECORDED } from '../../../engine/model/recorded.js';
import type { Decision } from '../../../engine/rulebook/parts/decision.js';
import { suggest } from '../../../engine/rulebook/nearest.js';
import { RULING_PHASE, type CreditRuling } from '../../../engine/model/credit-ruling.js';
import { namesReadByDecision, namesReadByPolicy } from '../../../engine/rulebook/reads/names-read.js';
import { sharedValues } from '../../../engine/values/values-of.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { creditPolicyOn, rulingOf } from '../../../engine/ruling-of.js';
import { valueTypes } from '../../../engine/values/value-types.js';
import { Refusal } from '../../../platform/refusal.js';
import { partsOf } from '../reading/booking-facts.js';
import { isOfPerson, personNames } from '../reading/persons/person-facts.js';
import {
  ASKED_OF,
  type Asked,
  type KnownAt,
  type KnownSubject,
  type SubjectKind,
} from '../reading/subject.js';
import type { Reaching } from '../store/touching/touch-questions.js';
import { noAnswer, type Answer } from './answer.js';
import { unitOf, writeValue } from './write-value.js';

const CREDIT = 'credit';

/** Decides about stored things, and about such as do not exist yet, by the policies of one rulebook. */
export class SubjectDecider {
  readonly types: NameTypes;
  /** What facts are typed by, and which of other bookings policies read. */
  readonly reads: Omit<KnownAt, 'position'>;
  private readonly deciding: Deciding;
  /** With what people have ruled on credit, which decides before policies. */
  private readonly ruled: Parameters<typeof rulingOf>[1];

  constructor(
    private readonly rules: Rulebook,
    credit: readonly CreditRuling[],
    told: ToldLate = {},
  ) {
    this.ruled = { ...rules, rulings: credit, ...told };
    this.types = catalogueTypes(rules.facts);
    const read = sharedValues(rules).leaves(rules.policies.flatMap(namesReadByPolicy));
    const related = [...new Set(read)].filter(isRelated);
    const decisions = rules.policies.flatMap((policy) => policy.decisions ?? []);
    const persons = personNames(
      sharedValues(rules).leaves(decisions.flatMap(namesReadByDecision)),
      this.types,
    );
    this.reads = { types: this.types, catalogue: rules.facts, related, persons };
    this.deciding = new Deciding(rules);
  }

  /** How far what is told reaches, by what these policies and this catalogue read. */
  get reaching(): Reaching {
    return {
      people: this.reads.persons.length > 0,
      hierarchy: this.types.has('account.parent-owner'),
      lastActivity: this.types.has('account.last-activity'),
      owned: this.types.has('book.accounts'),
      earlierBookings: this.reads.related.length > 0,
    };
  }

  /** Refuses a decision that no policy has, and one that is about other things. */
  mustDecide(decision: string, kind: SubjectKind | null): void {
    const about = this.subjectOf(decision);
    if (kind === null || about === undefined || ASKED_OF[about].includes(kind)) return;
    throw new Refusal(
      'RULING_SUBJECT_WRONG',
      `${decision} is not decided about a ${kind}.`,
      `It is decided about: ${ASKED_OF[about].join(', ')}.`,
      'kind',
    );
  }

  /** What the policy in force on the day says; nothing known of the subject is an exception too. */
  decide(
    decision: string,
    asked: Pick<Asked, 'kind' | 'subject' | 'day'>,
    known: KnownSubject | undefined,
  ): Answer {
    const { kind, subject, day } = asked;
    if (!known) return noAnswer('NO_SUBJECT', `There is no ${kind} ${subject}.`);
    const currencies = new Set(known.currencies.values());
    const [first] = currencies;
    const id = kind === 'booking' ? (partsOf(subject)?.booking ?? subject) : subject;
    const facts = subjectFacts(id, day, {
      known,
      currency: currencies.size === 1 ? (first ?? null) : null,
    });
    const ruling = this.rule(decision, facts);
    const read = ruling.read.map(({ name }) => name);
    const isRuled = ruling.phase === RULING_PHASE && ruling.exception === null;
    const fault = isRuled
      ? undefined
      : this.faultOf(decision, { kind, day, known, read, phase: ruling.phase });
    const answered = fault ? { ...ruling, ...withoutAnswer(fault) } : ruling;
    return this.written(decision, { ruling: answered, known, day });
  }

  private rule(decision: string, facts: SubjectFacts): Ruling {
    return decision === CREDIT ? rulingOf(facts, this.ruled) : this.deciding.decide(decision, facts);
  }

  /** Of what a decision is, in whichever version; refused where no policy has it. */
  private subjectOf(decision: string): Decision['decides'] | 'credit' | undefined {
    const own = this.rules.policies.flatMap(({ decisions }) => decisions ?? []);
    const found = own.find(({ id }) => id === decision);
    if (found) return found.decides;
    if (decision === CREDIT) return CREDIT;
    const known = [...new Set([CREDIT, ...own.map(({ id }) => id)])];
    throw new Refusal(
      'RULING_DECISION_UNKNOWN',
      `No engagement policy decides ${decision}.`,
      suggest(decision, known),
      'decision',
    );
  }

  /** What was read and cannot be relied on: no answer is given by it. */
  private faultOf(
    decision: string,
    {
      kind,
      day,
      known,
      read,
      phase,
    }: Pick<Asked, 'kind' | 'day'> & {
      known: KnownSubject;
      read: readonly string[];
      phase: string | null;
    },
  ): { readonly code: RulingExceptionCode; readonly reason: string } | undefined {
    const misfit = read.find((name) => known.misfits.has(name));
    if (misfit !== undefined) return { code: 'NOT_A_VALUE', reason: known.misfits.get(misfit) ?? '' };
    const elsewhere = read.find(
      (name) => isElsewhere(name, kind, known) && known.facts.get(name) === undefined,
    );
    if (elsewhere !== undefined) {
      const reason = `The policy reads ${elsewhere}, which is known only where bookings are calculated.`;
      return { code: 'UNKNOWN_FACT', reason };
    }
    const { names, tested } = this.amountsOf(decision, { day, read, phase });
    const used = names.flatMap((name) => known.currencies.get(name) ?? []);
    const reason = sayForeign(used, tested);
    return reason === undefined ? undefined : { code: 'NOT_A_VALUE', reason };
  }

  /** The amounts that are read, and in which currencies they are tested: of credit by the phases that are asked until one answers. */
  private amountsOf(
    decision: string,
    {
      day,
      read,
      phase,
    }: { readonly day: number; readonly read: readonly string[]; readonly phase: string | null },
  ): AmountsTested {
    const { policies } = this.rules;
    if (decision !== CREDIT)
      return { names: read, tested: currenciesTested(decisionOn(policies, decision, day)?.decision) };
    const policy = creditPolicyOn(policies, { date: day });
    if (!policy) return { names: [], tested: [] };
    return amountsTested(phasesAsked(policy, phase), this.types, sharedValues(this.rules));
  }

  private written(
    decision: string,
    { ruling, known, day }: { ruling: Ruling; known: KnownSubject; day: number },
  ): Answer {
    const { policy, version, phase, rule, because, exception, gives, lost, read } = ruling;
    const outputs = decisionOn(this.rules.policies, decision, day)?.decision.outputs ?? [];
    const persons = new Set(outputs.filter(({ is }) => is === 'person').map(({ id }) => id));
    const named = gives.flatMap(({ output, value }) => {
      if (decision === CREDIT) return output === 'house' ? [] : [output];
      return persons.has(output) && typeof value === 'string' ? [value] : [];
    });
    const types = new Map([...this.types, ...valueTypes(this.rules.facts.values)]);
    return {
      policy,
      versionFrom: version === null ? null : writeDay(version.from),
      version: version?.fingerprint ?? null,
      phase,
      rule,
      because,
      exception: exception?.code ?? null,
      gives: gives.map(({ output, value, unit, as }) => ({
        output,
        value: writeValue(value, unit),
        as: as ?? null,
      })),
      lost: lost.map((each) => ({ ...each })),
      read: read.map(({ name, value }) => ({
        name,
        value: writeValue(value, unitOf(types.get(name), known.currencies.get(name))),
      })),
      people: [...new Set([...known.people, ...named])].sort(),
    };
  }
}

/** What is known only where bookings are calculated: other bookings of an account, the order in which they became known, and what people are paid by. */
function isElsewhere(name: string, kind: SubjectKind, { facts, lookedUp = [] }: KnownSubject): boolean {
  if (name.startsWith('deal.')) return facts.get('booking.approval') === undefined;
  if (kind !== 'booking' && isRelated(name)) return !lookedUp.includes(name);
  return name === RECORDED || name === RATES_KNOWN || (isOfPerson(name) && !lookedUp.includes(name));
}

function withoutAnswer(exception: NonNullable<Ruling['exception']>): Partial<Ruling> {
  return { gives: [], rule: null, phase: null, lost: [], because: exception.reason, exception };
}

function subjectFacts(
  id: string,
  date: number,
  { known, currency }: { readonly known: KnownSubject; readonly currency: string | null },
): SubjectFacts {
  const of = ({ facts }: KnownSubject): SubjectFacts => ({ id, date, currency, facts });
  return { ...of(known), ...(known.lines ? { lines: known.lines.map(of) } : {}) };
}
