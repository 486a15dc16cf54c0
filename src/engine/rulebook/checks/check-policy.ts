import { checkCondition } from '../../conditions/type-check.js';
import { errorAt, type Fault, type Finding } from '../finding.js';
import { suggest } from '../nearest.js';
import type { CreditPart, EngagementPolicy, FactCatalogue, Rollup, Rulebook } from '../rulebook.js';
import { sharedValues } from '../../values/values-of.js';
import { checkEffective } from './check-effective.js';
import { checkShares } from './money/shares.js';
import { policyScope, sharedScope } from './scopes.js';
import { checkUnique } from './unique-ids.js';

/** Judges an engagement policy: every rule readable and each credit part to somebody, ids unique across phases because credits name them. */
export function checkPolicy(
  policy: EngagementPolicy,
  { facts, tables }: Pick<Rulebook, 'facts' | 'tables'>,
): Finding[] {
  const rules = policy.phases.flatMap((phase, at) =>
    phase.rules.map((rule, index) => ({ rule, path: `decisions.0.phases.${at}.rules.${index}` })),
  );
  const givers = [
    ...rules.map(({ rule, path }) => ({ id: rule.id, path })),
    ...policy.rollup.map(({ id }, index) => ({ id, path: `rollup.${index}` })),
  ];
  const scope = policyScope(facts, sharedValues({ facts, tables }));
  return [
    ...checkEffective(policy.effective),
    ...checkUnique(
      policy.phases.map(({ id }) => id),
      (index) => `decisions.0.phases.${index}.id`,
    ),
    ...checkUnique(
      givers.map(({ id }) => id),
      (index) => `${givers[index]?.path ?? ''}.id`,
    ),
    ...rules.flatMap(({ rule, path }) => [
      ...checkCondition(rule.when, `${path}.when`, scope),
      ...(rule.credit === 'house' ? [] : checkParts(rule.credit, `${path}.credit`, facts)),
    ]),
    ...policy.rollup.flatMap((rollup, index) => checkRollup(rollup, `rollup.${index}`, facts)),
  ];
}

function checkParts(credit: readonly CreditPart[], path: string, facts: FactCatalogue): Finding[] {
  const relations = facts.relations.filter(({ name }) => !name.startsWith('participant.'));
  const found = credit.flatMap(({ to }, index): Finding[] => {
    if (relations.some(({ name }) => name === to)) return [];
    const remedy = suggest(
      to,
      relations.map(({ name }) => name),
    );
    const message = `${to} is not a relation to people that a booking has.`;
    return [errorAt(`${path}.${index}.to`, { code: 'UNKNOWN_RELATION', message, remedy })];
  });
  const equal = credit.filter(({ parts }) => parts === 'equal').length;
  if (equal > 0 && equal < credit.length) found.push(errorAt(path, MIXED));
  if (credit.length === 0) found.push(errorAt(path, NOBODY));
  const names = credit.map(({ to }) => to);
  return [...found, ...checkShares(credit, path), ...checkUnique(names, (index) => `${path}.${index}.to`)];
}

function checkRollup(rollup: Rollup, path: string, facts: FactCatalogue): Finding[] {
  const declared = facts.relations.map(({ name }) => name);
  const found: Finding[] = rollup.when
    ? [...checkCondition(rollup.when, `${path}.when`, sharedScope(facts))]
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

const MIXED: Fault = {
  code: 'CREDIT_PARTS',
  message: 'Some parts are numbers and some are `equal`: what is the whole then?',
  remedy: 'Write numbers for all, or `equal` for all.',
};
const NOBODY: Fault = {
  code: 'CREDIT_PARTS',
  message: 'The rule credits nobody.',
  remedy: 'Write who, or take the rule away.',
};
const ONE_LEVEL: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'The head of a group is one person, not a chain.',
  remedy: 'Write `levels: 1`.',
};
