import { warningAt, type Finding } from '../finding.js';
import { writeDay } from '../../kernel/day.js';
import type { Incentive, Operand, Plan, Rulebook, Table } from '../rulebook.js';

/** Tables that nobody reads, and days on which a plan reads a table that is not in force. */
export function checkUse({ plans, tables }: Rulebook): Finding[] {
  const read = new Set(plans.flatMap(tablesOf));
  const unused = tables.flatMap(({ id }, index) => {
    const message = `Nothing reads the table ${id}.`;
    return read.has(id)
      ? []
      : [
          warningAt(`tables.${index}.table`, {
            code: 'UNUSED',
            message,
            remedy: `A plan reads it as \`table.${id}.…\`.`,
          }),
        ];
  });
  const missing = plans.flatMap((plan, index) =>
    [...new Set(tablesOf(plan))].flatMap((id) => notInForce(plan, { id, path: `plans.${index}` }, tables)),
  );
  return [...unused, ...missing];
}

function tablesOf(plan: Plan): string[] {
  return plan.incentives
    .flatMap(operandsOf)
    .flatMap((operand) =>
      'name' in operand && operand.name.startsWith('table.') ? [operand.name.split('.')[1] ?? ''] : [],
    );
}

function operandsOf({ formula }: Incentive): Operand[] {
  if (formula.kind !== 'tiers') return [formula.pays.what];
  return [
    ...formula.starts.map(({ what }) => what),
    ...(formula.noQuota === 'refuse' ? [] : [formula.noQuota]),
  ];
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
