import { checkApprovals } from './checks/approvals/check-approvals.js';
import { checkFacts } from './checks/check-facts.js';
import { checkPlan } from './checks/plan/check-plan.js';
import { checkSpiff, sharedInPlan } from './checks/spiff/check-spiff.js';
import { checkPolicy } from './checks/check-policy.js';
import { checkRunningWindows } from './checks/check-running-windows.js';
import { checkTableVersion } from './checks/check-table-version.js';
import { checkVersions } from './checks/check-versions.js';
import { checkOneCurrency } from './checks/units/check-currencies.js';
import { checkUse } from './checks/check-use.js';
import type { Finding } from './finding.js';
import { catalogueTypes } from '../conditions/types/name-types.js';
import { sharedValues } from '../values/values-of.js';
import { checkVersionUnits } from './checks/units/check-version-units.js';
import { policyScope, sharedScope } from './checks/scopes.js';
import { checkValues } from './checks/values/check-values.js';
import type { Rulebook } from './rulebook.js';

/**
 * Everything wrong with the meaning of a rulebook: unknown names, units that do not go together, undeclared decisions about money, versions that
 * overlap. Paths start with the part of the rulebook and go on as its document is written: `plans.0.incentives.1.tiers.starts.0.pays`. What nobody
 * uses is told only when nothing is wrong: a misspelt name would be told twice.
 */
export function checkRulebook(rulebook: Rulebook): Finding[] {
  const { facts, plans, policies, tables } = rulebook;
  const findings = [
    ...under('facts', [...checkFacts(facts), ...checkSharedValues(rulebook)]),
    ...tables.flatMap((table, index) => under(`tables.${index}`, checkTableVersion(table, facts))),
    ...checkVersionUnits(tables, sharedScope(facts).names),
    ...policies.flatMap((policy, index) => under(`policies.${index}`, checkPolicy(policy, rulebook))),
    ...plans.flatMap((plan, index) =>
      under(`plans.${index}`, [...checkPlan(plan, rulebook), ...sharedInPlan(plan)]),
    ),
    ...(rulebook.spiffs ?? []).flatMap((spiff, index) =>
      under(`spiffs.${index}`, checkSpiff(spiff, rulebook)),
    ),
    ...(rulebook.approvals ?? []).flatMap((matrix, index) =>
      under(`approvals.${index}`, checkApprovals(matrix, rulebook)),
    ),
    ...checkVersions(rulebook),
    ...checkRunningWindows(rulebook),
    ...checkUse(rulebook),
  ];
  const wrong = findings.some(({ severity }) => severity === 'error');
  return wrong ? findings.filter(({ code }) => code !== 'UNUSED') : findings;
}

/** The catalogue's values, which may read bookings and people, and no plan's measures. */
function checkSharedValues(rulebook: Rulebook): Finding[] {
  const { facts, tables } = rulebook;
  const values = sharedValues(rulebook);
  const ofLines = policyScope(facts, values);
  const found = checkValues(facts.values, 'values', {
    names: catalogueTypes(facts),
    ofLines,
    values,
    tables,
    facts,
    taken: [],
  });
  return found.length > 0 ? found : checkOneCurrency(facts.values, 'values', values);
}

function under(prefix: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    path: finding.path === '' ? prefix : `${prefix}.${finding.path}`,
  }));
}
