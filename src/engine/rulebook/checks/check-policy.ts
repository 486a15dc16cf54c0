import { checkCondition } from '../../conditions/type-check.js';
import { errorAt, type Fault, type Finding } from '../finding.js';
import type { EngagementPolicy, FactCatalogue, Rollup, Rulebook } from '../rulebook.js';
import { sharedValues } from '../../values/values-of.js';
import type { PolicyWindow } from '../parts/window.js';
import { checkDecision } from './engagement/check-decision.js';
import { checkWindows } from './engagement/check-windows.js';
import { checkEffective } from './check-effective.js';
import { checkCredit } from './credit/check-credit.js';
import { checkOverlay } from './credit/check-overlay.js';
import { policyScope, sharedScope } from './scopes.js';
import { checkUnique } from './unique-ids.js';

/** Judges an engagement policy: every rule readable and each credit part to somebody, ids unique across phases because credits name them. */
export function checkPolicy(
  policy: EngagementPolicy,
  rules: Pick<Rulebook, 'facts' | 'tables' | 'policies'>,
): Finding[] {
  return [
    ...checkEffective(policy.effective),
    ...checkCrediting(policy, rules),
    ...(policy.decisions ?? []).flatMap((decision, index) =>
      checkDecision({ decision, path: `decisions.${placeOf(index, policy)}` }, policy.windows ?? [], rules),
    ),
    ...checkWindows(policy, rules),
  ];
}

/** Where one of the other decisions stands among all of the document. */
function placeOf(index: number, { creditAt = 0 }: EngagementPolicy): number {
  return creditAt !== null && creditAt <= index ? index + 1 : index;
}

function checkCrediting(
  policy: EngagementPolicy,
  rulebook: Pick<Rulebook, 'facts' | 'tables' | 'policies'>,
): Finding[] {
  const { facts } = rulebook;
  const { overlays = [], windows = [] } = policy;
  const decision = `decisions.${policy.creditAt ?? 0}`;
  const rules = policy.phases.flatMap((phase, at) =>
    phase.rules.map((rule, index) => ({ rule, path: `${decision}.phases.${at}.rules.${index}` })),
  );
  const givers = [
    ...rules.map(({ rule, path }) => ({ id: rule.id, path })),
    ...policy.rollup.map(({ id }, index) => ({ id, path: `rollup.${index}` })),
    ...overlays.map(({ id }, index) => ({ id, path: `overlays.${index}` })),
  ];
  const scope = policyScope(facts, sharedValues(rulebook), windows);
  const by = { facts, scope };
  return [
    ...checkUnique(
      policy.phases.map(({ id }) => id),
      (index) => `${decision}.phases.${index}.id`,
    ),
    ...checkUnique(
      givers.map(({ id }) => id),
      (index) => `${givers[index]?.path ?? ''}.id`,
    ),
    ...rules.flatMap(({ rule, path }) => [
      ...checkCondition(rule.when, `${path}.when`, scope),
      ...(rule.credit === 'house' ? [] : checkCredit(rule.credit, `${path}.credit`, by)),
    ]),
    ...policy.rollup.flatMap((rollup, index) => checkRollup(rollup, `rollup.${index}`, { facts, windows })),
    ...overlays.flatMap((overlay, index) => checkOverlay(overlay, `overlays.${index}`, by)),
  ];
}

function checkRollup(
  rollup: Rollup,
  path: string,
  { facts, windows }: { facts: FactCatalogue; windows: readonly PolicyWindow[] },
): Finding[] {
  const declared = facts.relations.map(({ name }) => name);
  const found: Finding[] = rollup.when
    ? [...checkCondition(rollup.when, `${path}.when`, sharedScope(facts, windows))]
    : [];
  if (!declared.includes(rollup.to)) {
    const message = `The fact catalogue has no relation ${rollup.to}.`;
    found.push(
      errorAt(`${path}.to`, {
        code: 'UNKNOWN_RELATION',
        message,
        remedy: `Declare ${rollup.to} under \`relations\` of the facts.`,
      }),
    );
  }
  if (rollup.to === 'territory.group-manager' && rollup.levels !== 1)
    found.push(errorAt(`${path}.levels`, ONE_LEVEL));
  return found;
}

const ONE_LEVEL: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'The head of a group is one person, not a chain.',
  remedy: 'Write `levels: 1`.',
};
