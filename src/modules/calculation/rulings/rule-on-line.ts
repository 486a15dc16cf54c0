import { sayVerdict, type SayHow } from '../../../engine/conditions/verdict/say-verdict.js';
import { isWithin } from '../../../engine/kernel/day.js';
import type { NameTypes } from '../../../engine/conditions/types/name-types.js';
import { namesIn, placesOf } from '../../../engine/conditions/fact-places.js';
import { compileDoubts, sayInDoubt } from '../../../engine/engagement/in-doubt.js';
import { amountsTested, phasesAsked, sayForeign } from '../../../engine/engagement/foreign-amounts.js';
import type { NamedValues } from '../../../engine/values/named-values.js';
import type { EngagementPolicy, EngagementRule } from '../../../engine/rulebook/rulebook.js';
import { decidesCredit } from '../../../engine/rulebook/reads/credit-reads.js';
import { judge } from '../../rules/rules.service.js';
import {
  RULING_PHASE,
  sayTied,
  writeShares,
  type CreditRuling,
  type CreditRulings,
} from '../../../engine/model/credit-ruling.js';
import type { JudgedLine } from './judged-lines.js';

/** How a rule came out: it decided, it held and one before it decided, it held beside another where only one may, or it did not hold. */
export type RuleOutcome = 'won' | 'lost' | 'tied' | 'failed';

/** One rule of a policy, judged for a line. */
export interface JudgedRule {
  readonly phase: string;
  readonly rule: string;
  readonly outcome: RuleOutcome;
  /** Whom it gives to, as relations of the catalogue; empty for the house. */
  readonly gives: readonly string[];
  /** Why the rule is there, in its author's words. */
  readonly because: string;
  /** How its condition came out, test by test. */
  readonly says: readonly string[];
}

/** What a policy decided for a line; no policy where none is in force on its date. */
export interface LineRuling {
  readonly line: JudgedLine;
  readonly policy: EngagementPolicy | undefined;
  readonly rules: readonly JudgedRule[];
  /** Rulings by people that reach it, which decide before the policy; of several none decides. */
  readonly ruled: readonly CreditRuling[];
  /** Why it came out so, in words. */
  readonly because: string;
}

/** What decides for lines, and what conditions are read by. */
export interface RulesOfLines {
  readonly policies: readonly EngagementPolicy[];
  readonly rulings: CreditRulings;
  readonly types: NameTypes;
  readonly values: NamedValues;
}

interface Judged {
  readonly phase: EngagementPolicy['phases'][number];
  readonly rule: EngagementRule;
  readonly holds: boolean;
  readonly says: readonly string[];
}

/** Judges every rule of the policy in force on the line's date, also those that were not asked because another had decided. */
export async function ruleOnLine(by: RulesOfLines, line: JudgedLine, how: SayHow): Promise<LineRuling> {
  const { policies, rulings } = by;
  const policy = policyOn(policies, line);
  const judged: Judged[] = [];
  for (const phase of policy?.phases ?? [])
    for (const rule of phase.rules) {
      const { holds, tree } = await judge(rule.when, line.facts);
      judged.push({ phase, rule, holds, says: sayVerdict(tree, how) });
    }
  const first = judged.find(({ holds }) => holds)?.phase.id;
  const undecided = policy && (foreignIn(phasesAsked(policy, first), line, by) ?? doubtIn(policy, line, how));
  const deciding = undecided === undefined ? judged.find(({ holds }) => holds)?.phase : undefined;
  const answers = judged.filter(({ holds, phase }) => holds && phase === deciding);
  const winner = deciding?.hit === 'unique' && answers.length > 1 ? undefined : answers[0];
  const ruled = rulings.on({ ...line, booking: line.id });
  const own = judged.map((each) => judgedRule(each, { winner, answers }));
  if (ruled.length === 0)
    return { line, policy, ruled, rules: own, because: undecided ?? becauseOf(policy, own) };
  return { line, policy, ruled, ...byPeople(ruled, own) };
}

/** Why the policy cannot say who is credited, as crediting says it; undefined where it can. */
function foreignIn(
  policy: Pick<EngagementPolicy, 'phases'>,
  { currencies }: JudgedLine,
  { types, values }: RulesOfLines,
): string | undefined {
  const { names, tested } = amountsTested(policy, types, values);
  const used = names.flatMap((name) => currencies.get(name) ?? []);
  return sayForeign(used, tested);
}

/** Why a missing fact leaves it to a person who is credited, as crediting says it; undefined where it does not. */
function doubtIn(
  { id, phases, unknown }: EngagementPolicy,
  { facts }: JudgedLine,
  how: SayHow,
): string | undefined {
  if (unknown !== 'exception') return undefined;
  const names = [...new Set(phases.flatMap(({ rules }) => rules.flatMap(({ when }) => namesIn(when))))];
  const doubt = compileDoubts(phases, placesOf(names))(names.map((name) => facts.get(name)));
  return doubt && `${id}/${sayInDoubt(doubt, how)}`;
}

/** What people have ruled decides; whatever the policy would have said has lost to it. */
function byPeople(
  ruled: readonly CreditRuling[],
  own: readonly JudgedRule[],
): Pick<LineRuling, 'rules' | 'because'> {
  const [only] = ruled;
  const isOne = ruled.length === 1;
  const lost = own.map((each) => (each.outcome === 'won' ? { ...each, outcome: 'lost' as const } : each));
  const rules = ruled.map((ruling): JudgedRule => {
    const outcome = isOne ? 'won' : 'tied';
    const { id: rule, because } = ruling;
    return { phase: RULING_PHASE, rule, outcome, gives: givenBy(ruling), because, says: [sayRuling(ruling)] };
  });
  return { rules: [...rules, ...lost], because: isOne ? (only?.because ?? '') : sayTied(ruled) };
}

function givenBy({ to }: CreditRuling): readonly string[] {
  return to === 'house' ? [] : to.map(({ participant }) => participant);
}

/** Whom a ruling gives which parts, who ruled it and what it came from. */
function sayRuling({ to, by, arisesFrom }: CreditRuling): string {
  const from = arisesFrom === null ? '' : `, from ${arisesFrom}`;
  return `${by} ruled: ${writeShares(to)}${from}.`;
}

function becauseOf(policy: EngagementPolicy | undefined, rules: readonly JudgedRule[]): string {
  if (!policy) return 'No engagement policy is in force on the booking date.';
  const winner = rules.find(({ outcome }) => outcome === 'won');
  if (winner) return winner.because;
  const tied = rules.filter(({ outcome }) => outcome === 'tied').map(({ rule }) => rule);
  return tied.length === 0 ? policy.otherwise.because : `${tied.join(' and ')} both match, and only one may.`;
}

function judgedRule(
  each: Judged,
  { winner, answers }: { winner: Judged | undefined; answers: readonly Judged[] },
): JudgedRule {
  const { phase, rule, holds, says } = each;
  const held = each === winner ? 'won' : !winner && answers.includes(each) ? 'tied' : 'lost';
  return {
    phase: phase.id,
    rule: rule.id,
    outcome: holds ? held : 'failed',
    gives: rule.credit === 'house' ? [] : rule.credit.map(({ to }) => to),
    because: rule.because,
    says: each === winner ? [...says, ...sayHoldovers(rule)] : says,
  };
}

/** Which parts of a credit are kept by who had the account or deal before. */
function sayHoldovers({ credit }: EngagementRule): readonly string[] {
  if (credit === 'house') return [];
  return credit.flatMap(({ to, as }) => (as === undefined ? [] : [`${to} is credited as ${as}.`]));
}

/** The policy in force on the booking date; the last to start where several are, as crediting does. */
function policyOn(policies: readonly EngagementPolicy[], { date }: JudgedLine): EngagementPolicy | undefined {
  const inForce = policies.filter((each) => decidesCredit(each) && isWithin(date, each.effective));
  const latest = Math.max(...inForce.map(({ effective }) => effective.from));
  return inForce.findLast(({ effective }) => effective.from === latest);
}
