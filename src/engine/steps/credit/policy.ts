import { compileCondition, type Holds } from '../../conditions/compile-condition.js';
import { namesIn, type FactPlaces, type FactRow } from '../../conditions/fact-places.js';
import { compileRules, type HoldingRules } from '../../conditions/rule-set/compile-rules.js';
import { compileDoubts, sayInDoubt, type Doubts, type InDoubt } from '../../engagement/in-doubt.js';
import { isWithin, type Day } from '../../kernel/day.js';
import type { EngagementPolicy, EngagementRule, Overlay, Rollup } from '../../rulebook/rulebook.js';
import { areShares, namesOfParts } from '../../rulebook/reads/credit-reads.js';
import type { NameTypes } from '../../conditions/types/name-types.js';
import { sayForeign } from '../../engagement/foreign-amounts.js';
import type { BookingLine } from '../../model/facts.js';
import type { Giver } from './credit-book.js';

/** A rule ready to judge lines. */
export interface ReadyRule {
  readonly rule: EngagementRule;
  readonly giver: Giver;
  /** Whether its parts are shares of the line, which must make the whole of it. */
  readonly areShares: boolean;
}

/** Rules of which the first that holds answers, or the only one where `unique`. */
export interface ReadyPhase {
  readonly unique: boolean;
  readonly rules: readonly ReadyRule[];
  readonly holding: HoldingRules;
}

/** A rollup ready to judge lines. */
export interface ReadyRollup {
  readonly rollup: Rollup;
  readonly holds: Holds | null;
  readonly giver: Giver;
}

/** An overlay ready to judge lines. */
export interface ReadyOverlay {
  readonly overlay: Overlay;
  readonly holds: Holds | null;
  readonly giver: Giver;
}

/** A policy ready to judge lines. */
export interface ReadyPolicy {
  readonly policy: EngagementPolicy;
  readonly phases: readonly ReadyPhase[];
  readonly rollups: readonly ReadyRollup[];
  readonly overlays: readonly ReadyOverlay[];
  /** By the phases that are asked until one answers, each with those before it. */
  readonly amounts: readonly AmountsRead[];
  /** Where it leaves a line to a person if a missing fact may decide. */
  readonly doubts: Doubts | null;
}

/** Amounts of a line by which a policy says who is credited: whether its net is one, and which of its facts by their places; and the currencies that it tests. */
export interface AmountsRead {
  readonly net: boolean;
  readonly places: readonly number[];
  readonly tested: readonly string[];
}

/** Why phases of a policy cannot say who is credited for a line by its amounts, which are in other currencies; undefined where it can. */
function foreignTo(amounts: AmountsRead | undefined, line: BookingLine): string | undefined {
  if (!amounts) return undefined;
  const { net, places, tested } = amounts;
  if (places.length === 0 && (!net || tested.length === 0)) return undefined;
  const { facts, currencies, currency } = line;
  const used = places.flatMap((at) =>
    facts[at] === undefined ? [] : ((currencies === undefined ? currency : currencies[at]) ?? []),
  );
  return sayForeign(net ? [...used, currency] : used, tested);
}

/** What a policy answers for a line: the rule that won, several that tie where only one may, why its amounts cannot be tested, what it lacks, or none. */
export type Answer =
  | { readonly rule: ReadyRule }
  | { readonly tied: readonly ReadyRule[] }
  | { readonly foreign: string }
  | { readonly doubt: InDoubt }
  | null;

/** The facts a policy's rules read. */
export function namesInPolicy(policy: EngagementPolicy): readonly string[] {
  const rules = policy.phases.flatMap((phase) => phase.rules);
  const conditions = [
    ...rules.map((rule) => rule.when),
    ...policy.rollup.flatMap((rollup) => rollup.when ?? []),
  ];
  const parts = rules.flatMap(({ credit }) => (credit === 'house' ? [] : credit));
  const overlays = policy.overlays ?? [];
  return [
    ...[...conditions, ...overlays.flatMap(({ when }) => when ?? [])].flatMap((each) => namesIn(each)),
    ...[...parts, ...overlays].map(({ to }) => to),
    ...namesOfParts(parts),
    ...overlays.flatMap(({ share }) => ('name' in share ? [share.name] : [])),
  ];
}

/** Compiles a policy for rows of facts. */
export function readyPolicy(
  policy: EngagementPolicy,
  places: FactPlaces,
  { types = new Map(), amounts = [] }: { types?: NameTypes; amounts?: readonly AmountsRead[] } = {},
): ReadyPolicy {
  const giver = (id: string, gives: Giver['gives']): Giver => ({
    rule: `${policy.id}/${id}`,
    gives,
    whole: -1,
  });
  return {
    policy,
    amounts,
    doubts: policy.unknown === 'exception' ? compileDoubts(policy.phases, places) : null,
    phases: policy.phases.map((phase) => ({
      unique: phase.hit === 'unique',
      rules: phase.rules.map((rule) => ({
        rule,
        giver: giver(rule.id, 'own'),
        areShares: areShares(rule.credit, types),
      })),
      holding: compileRules(
        phase.rules.map((rule) => rule.when),
        places,
      ),
    })),
    rollups: policy.rollup.map((rollup) => ({
      rollup,
      holds: rollup.when && compileCondition(rollup.when, places),
      giver: giver(rollup.id, 'rollup'),
    })),
    overlays: (policy.overlays ?? []).map((overlay) => ({
      overlay,
      holds: overlay.when && compileCondition(overlay.when, places),
      giver: giver(overlay.id, 'overlay'),
    })),
  };
}

/** The policy in force on a booking date; the last to start where several are. */
export function policyOn(policies: readonly ReadyPolicy[], date: Day): ReadyPolicy | undefined {
  let found: ReadyPolicy | undefined;
  for (const each of policies) {
    if (
      isWithin(date, each.policy.effective) &&
      (!found || each.policy.effective.from >= found.policy.effective.from)
    )
      found = each;
  }
  return found;
}

/** Why a person must decide: several rules match where only one may, or one might if a missing fact were known. */
export function sayUndecided(
  answer: Extract<Answer, { readonly tied: unknown } | { readonly doubt: unknown }>,
  row: { why(name: string): string | undefined },
): string {
  if ('doubt' in answer) return sayInDoubt(answer.doubt, (name) => row.why(name));
  return `${answer.tied.map(({ giver }) => giver.rule).join(' and ')} both match, and only one may.`;
}

/** The first phase with an answer wins. In a phase that allows one rule only, two that hold are a tie, which a person must decide. */
export function judge(policy: ReadyPolicy, facts: FactRow, line: BookingLine): Answer {
  const { phases, amounts } = policy;
  const found = firstToAnswer(phases, facts);
  const foreign = foreignTo(amounts[found?.at ?? amounts.length - 1], line);
  if (foreign !== undefined) return { foreign };
  const doubt = policy.doubts?.(facts);
  if (doubt) return { doubt: { ...doubt, rule: `${policy.policy.id}/${doubt.rule}` } };
  const [winner] = found?.rules ?? [];
  if (!found || !winner) return null;
  return found.rules.length > 1 ? { tied: found.rules } : { rule: winner };
}

function firstToAnswer(
  phases: readonly ReadyPhase[],
  facts: FactRow,
): { readonly at: number; readonly rules: readonly ReadyRule[] } | undefined {
  let at = 0;
  for (const { unique, rules, holding } of phases) {
    const found = holding(facts, unique ? rules.length : 1).flatMap((nth) => rules[nth] ?? []);
    if (found.length > 0) return { at, rules: found };
    at += 1;
  }
  return undefined;
}
