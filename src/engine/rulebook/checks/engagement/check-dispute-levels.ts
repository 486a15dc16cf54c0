import { catalogueTypes } from '../../../conditions/types/name-types.js';
import { errorAt, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Decision } from '../../parts/decision.js';
import type { FactCatalogue } from '../../rulebook.js';

const DECIDED_BY = 'decided-by';

/** Who may be asked at a level of disputes, as its words have it: a kind that approvers of a matrix have too, and a role that somebody may have. */
export function checkDisputeLevels(
  { decides, outputs }: Decision,
  path: string,
  facts: FactCatalogue,
): Finding[] {
  if (decides !== 'dispute') return [];
  const roles = catalogueTypes(facts).get('participant.role')?.values;
  return outputs.flatMap(({ id, values = [] }, index) =>
    id === DECIDED_BY
      ? values.flatMap((level, at) => levelFindings(level, `${path}.outputs.${index}.values.${at}`, roles))
      : [],
  );
}

function levelFindings(level: string, path: string, roles: readonly string[] | undefined): Finding[] {
  const dot = level.indexOf('.');
  if (dot < 0) return [];
  const [kind, name] = [level.slice(0, dot), level.slice(dot + 1)];
  if (!['role', 'group', 'person'].includes(kind)) {
    const message = `${level} says of nobody that they decide.`;
    const remedy = 'Write manager, comp-operations, role.…, group.… or person.….';
    return [errorAt(path, { code: 'UNKNOWN_WORD', message, remedy }, level)];
  }
  if (kind !== 'role' || !roles || roles.includes(name)) return [];
  const message = `${name} is not a value of participant.role.`;
  return [errorAt(path, { code: 'UNKNOWN_WORD', message, remedy: suggest(name, roles) }, level)];
}
