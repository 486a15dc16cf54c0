import { constantValue } from '../conditions/compare-values.js';
import { compileCondition, type Holds } from '../conditions/compile-condition.js';
import { namesIn, placesOf } from '../conditions/fact-places.js';
import { isWithin, type Day } from '../kernel/day.js';
import type { FactValue } from '../model/facts.js';
import { DECISION_DATE, type Decision, type DecisionOutput, type Given } from '../rulebook/parts/decision.js';
import type { EngagementPolicy, Operand, Rulebook } from '../rulebook/rulebook.js';
import type { Gives } from '../values/compile-value.js';
import type { NamedValues } from '../values/named-values.js';
import { NAMES_READ, type NamesRead } from '../values/names/names-read.js';
import { howOf } from '../values/say/say-value.js';
import { sharedValues } from '../values/values-of.js';
import { compileDoubts, sayInDoubt, type Doubts } from './in-doubt.js';
import { judgePhases, type Judged } from './judge-phases.js';
import type { RuledOutput, Ruling, RulingExceptionCode, SubjectFacts } from './ruling.js';
import { unitGiven } from './unit-given.js';

type Rules = Pick<Rulebook, 'facts' | 'policies' | 'tables'>;
type Rule = Decision['phases'][number]['rules'][number];

/** A decision of one version of a policy, ready to judge. */
interface Ready {
  readonly policy: EngagementPolicy;
  readonly decision: Decision;
  readonly names: readonly string[];
  readonly holds: ReadonlyMap<Rule, Holds>;
  /** Where the decision leaves it to a person if a missing fact may decide. */
  readonly doubts: Doubts | null;
}

/** Decisions of engagement policies, one subject at a time: each version is compiled once. */
export class Deciding {
  private readonly ready = new Map<Decision, Ready>();
  private readonly values: NamedValues;
  private readonly reader: (name: string) => Gives<NamesRead>;

  constructor(private readonly rules: Rules) {
    this.values = sharedValues(rules);
    this.reader = this.values.reader(NAMES_READ);
  }

  /** What the policy in force on the day says of the subject: the answer and which rules lost, or why there is none. */
  decide(decision: string, subject: SubjectFacts): Ruling {
    const found = decisionOn(this.rules.policies, decision, subject.date);
    if (!found) return noPolicy(decision, subject);
    const ready = this.readyFor(found);
    const row = ready.names.map((name) => this.reader(name)(namesOfSubject(subject)));
    const judged = judgePhases(ready.decision.phases, (rule) => ready.holds.get(rule)?.(row) ?? false);
    const doubt = ready.doubts?.(row);
    const answer = doubt
      ? exception('UNKNOWN_FACT', sayInDoubt(doubt, howOf(this.values, namesOfSubject(subject))))
      : this.answer(ready, judged, subject);
    const given = doubt
      ? []
      : (judged.winner?.gives ?? (judged.phase === null ? ready.decision.otherwise.gives : []));
    return {
      ...rulingHead(decision, subject, ready.policy),
      rule: doubt ? null : (judged.winner?.id ?? null),
      phase: doubt ? null : judged.phase,
      lost: doubt ? [] : judged.lost,
      read: this.readOf([...ready.names, ...namesGiven(given)], subject),
      ...answer,
    };
  }

  private answer(
    { decision }: Ready,
    { winner, tied }: Judged<Rule>,
    subject: SubjectFacts,
  ): Pick<Ruling, 'gives' | 'because' | 'exception'> {
    if (tied.length > 0)
      return exception(
        'AMBIGUOUS',
        `${tied.map(({ id }) => id).join(' and ')} both match, and only one may.`,
      );
    const { gives: given, because } = winner ?? decision.otherwise;
    const gives: RuledOutput[] = [];
    for (const output of decision.outputs) {
      const value = given.find((each) => each.output === output.id)?.value;
      if (value === undefined || value === 'nothing') gives.push({ output: output.id, value: null });
      else {
        const found = this.valueOf(value, subject);
        const rule = winner?.id ?? 'otherwise';
        if (found === undefined)
          return exception('UNKNOWN_FACT', this.unknown(value, { output, rule }, subject));
        const odd = oddWord(found, output);
        if (odd !== undefined) return exception('NOT_A_VALUE', `${rule} gives ${odd}`);
        gives.push({ output: output.id, value: found, ...unitGiven(value, output, subject) });
      }
    }
    return { gives, because, exception: null };
  }

  private valueOf(operand: Operand, subject: SubjectFacts): FactValue {
    return 'name' in operand ? this.reader(operand.name)(namesOfSubject(subject)) : constantValue(operand);
  }

  private unknown(
    operand: Operand,
    { output, rule }: { output: DecisionOutput; rule: string },
    subject: SubjectFacts,
  ): string {
    const name = 'name' in operand ? operand.name : '';
    const why = howOf(this.values, namesOfSubject(subject))(name);
    const because = why === undefined ? '' : ` (${why})`;
    return `${rule} gives ${name} as ${output.id}, and it is not known${because}.`;
  }

  /** What was read, and through it, by name. */
  private readOf(names: readonly string[], subject: SubjectFacts): Ruling['read'] {
    const all = [...this.values.reached(names)].sort();
    return all.map((name) => ({ name, value: this.reader(name)(namesOfSubject(subject)) }));
  }

  private readyFor(found: { policy: EngagementPolicy; decision: Decision }): Ready {
    const known = this.ready.get(found.decision);
    if (known) return known;
    const rules = found.decision.phases.flatMap((phase) => phase.rules);
    const names = [...new Set(rules.flatMap(({ when }) => namesIn(when)))].sort();
    const places = placesOf(names);
    const holds = new Map(rules.map((rule) => [rule, compileCondition(rule.when, places)]));
    const doubts =
      found.decision.unknown === 'exception' ? compileDoubts(found.decision.phases, places) : null;
    const ready = { ...found, names, holds, doubts };
    this.ready.set(found.decision, ready);
    return ready;
  }
}

/** Decides one thing: what the policy in force on the day says of the subject. Pure, as all of the engine. */
export function decide(decision: string, subject: SubjectFacts, rules: Rules): Ruling {
  return new Deciding(rules).decide(decision, subject);
}

/** The version with this decision that is in force on a day; the last to start where several are. */
export function decisionOn(
  policies: readonly EngagementPolicy[],
  id: string,
  date: Day,
): { readonly policy: EngagementPolicy; readonly decision: Decision } | undefined {
  const inForce = policies.flatMap((policy) => {
    const decision = policy.decisions?.find((each) => each.id === id);
    return decision && isWithin(date, policy.effective) ? [{ policy, decision }] : [];
  });
  return inForce.sort((a, b) => a.policy.effective.from - b.policy.effective.from).at(-1);
}

/** The names of a subject, as values and tables read them. */
export function namesOfSubject({ date, facts, lines }: SubjectFacts): NamesRead {
  const leaf = (name: string): FactValue => (name === DECISION_DATE ? date : facts.get(name));
  return { day: date, leaf, ...(lines ? { lines: lines.map((line) => namesOfSubject(line)) } : {}) };
}

/** What a ruling says before anything was judged. */
export function rulingHead(
  decision: string,
  subject: SubjectFacts,
  policy: EngagementPolicy,
): Pick<Ruling, 'subject' | 'decision' | 'policy' | 'version'> {
  const { effective, fingerprint } = policy;
  return { subject: subject.id, decision, policy: policy.id, version: { from: effective.from, fingerprint } };
}

/** The ruling where no policy says anything. */
export function noPolicy(decision: string, subject: SubjectFacts): Ruling {
  const nobody = { policy: null, version: null, rule: null, phase: null, lost: [], read: [] };
  const reason = `No engagement policy that decides ${decision} is in force on the day.`;
  return { subject: subject.id, decision, ...nobody, ...exception('NO_POLICY', reason) };
}

/** No answer, and why. */
export function exception(
  code: RulingExceptionCode,
  reason: string,
): Pick<Ruling, 'gives' | 'because' | 'exception'> {
  return { gives: [], because: reason, exception: { code, reason } };
}

function namesGiven(given: readonly Given[]): readonly string[] {
  return given.flatMap(({ value }) => (value !== 'nothing' && 'name' in value ? [value.name] : []));
}

/** A text that is none of the words of a closed list. */
function oddWord(value: FactValue, { id, values }: DecisionOutput): string | undefined {
  if (!values || typeof value !== 'string' || values.includes(value)) return undefined;
  return `${value} as ${id}, which is one of ${values.join(', ')}.`;
}
