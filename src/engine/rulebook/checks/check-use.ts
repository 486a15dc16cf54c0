import { warningAt, type Finding } from '../finding.js';
import { writeDay } from '../../kernel/day.js';
import { namesInTable } from '../../values/names/names-in-table.js';
import { sharedValues, valuesOf } from '../../values/values-of.js';
import { namesReadByMatrix, namesReadByPlan, namesReadByPolicy } from '../reads/names-read.js';
import type { Plan, Rulebook, Table } from '../rulebook.js';
import type { Value } from '../parts/value.js';

/** Tables and values that nobody reads, and days on which a plan reads a table that is not in force. */
export function checkUse(rulebook: Rulebook): Finding[] {
  const { tables, facts, policies, spiffs = [], approvals = [] } = rulebook;
  const plans = [...rulebook.plans, ...spiffs];
  const pathOf = (index: number): string =>
    index < rulebook.plans.length ? `plans.${index}` : `spiffs.${index - rulebook.plans.length}`;
  const ofPlans = plans.map((plan) => valuesOf(plan, rulebook).reached(namesReadByPlan(plan)));
  const ofPolicies = sharedValues(rulebook).reached(policies.flatMap(namesReadByPolicy));
  const ofMatrices = sharedValues(rulebook).reached(approvals.flatMap(namesReadByMatrix));
  const read = new Set([...ofPlans.flat(), ...ofPolicies, ...ofMatrices]);
  const inputs = new Set(sharedValues(rulebook).reached(tables.flatMap(namesInTable)));
  const missing = plans.flatMap((plan, index) =>
    tablesIn(ofPlans[index] ?? []).flatMap((id) => notInForce(plan, { id, path: pathOf(index) }, tables)),
  );
  return [
    ...unusedTables(tables, tablesIn([...read])),
    ...unusedValues(facts.values, 'facts.values', (name) => read.has(name) || inputs.has(name)),
    ...plans.flatMap((plan, index) =>
      unusedValues(plan.values, `${pathOf(index)}.values`, (name) => ofPlans[index]?.includes(name) ?? false),
    ),
    ...missing,
  ];
}

function tablesIn(names: readonly string[]): readonly string[] {
  const tables = names.filter((name) => name.startsWith('table.'));
  return [...new Set(tables.map((name) => name.split('.')[1] ?? ''))];
}

function unusedTables(tables: readonly Table[], read: readonly string[]): Finding[] {
  return tables.flatMap(({ id }, index) => {
    if (read.includes(id)) return [];
    const message = `Nothing reads the table ${id}.`;
    const remedy = `A plan or a value reads it as \`table.${id}.…\`.`;
    return [warningAt(`tables.${index}.table`, { code: 'UNUSED', message, remedy })];
  });
}

function unusedValues(values: readonly Value[], path: string, isRead: (name: string) => boolean): Finding[] {
  return values.flatMap(({ id }, index) => {
    if (isRead(`value.${id}`)) return [];
    const message = `Nothing reads the value ${id}.`;
    return [
      warningAt(`${path}.${index}.id`, { code: 'UNUSED', message, remedy: 'Use it, or take it away.' }),
    ];
  });
}

/** The first day of the plan on which no version of the table holds. */
function notInForce(plan: Plan, at: { id: string; path: string }, tables: readonly Table[]): Finding[] {
  const versions = tables
    .filter(({ id }) => id === at.id)
    .sort((a, b) => a.effective.from - b.effective.from);
  if (versions.length === 0) return [];
  let covered = plan.effective.from;
  for (const { effective } of versions) {
    if (effective.from > covered) break;
    if (effective.until === null) return [];
    covered = Math.max(covered, effective.until);
  }
  if (plan.effective.until !== null && covered >= plan.effective.until) return [];
  const message = `On ${writeDay(covered)} this plan is in force and reads the table ${at.id}, which is not.`;
  const remedy = 'Add a version of the table for those days.';
  return [warningAt(`${at.path}.incentives`, { code: 'VERSIONS_GAP', message, remedy }, undefined)];
}
