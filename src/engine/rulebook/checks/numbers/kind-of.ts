import { givesList } from '../../../conditions/table/hit-policies.js';
import { outputType } from '../../../conditions/table/output-type.js';
import type { NameType } from '../../../conditions/types/name-types.js';
import { kindOfNamed } from '../../../values/names/kind-of-name.js';
import { kindOfTree, type ValueKind } from '../../../values/type-of-value.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Operand, Table } from '../../rulebook.js';
import { incentiveNamed } from '../../reads/main-measure.js';
import type { InPlan } from '../plan/in-plan.js';

/** What kind of number an operand is, with what is wrong with its name among the findings. */
export function kindOf(
  operand: Operand,
  path: string,
  by: InPlan,
): { kind?: ValueKind | undefined; findings: Finding[] } {
  const findings: Finding[] = [];
  const kind = kindOfTree(
    { operand },
    { path, findings, typeOf: (name, at) => kindOfName(name, { at, findings }, by) },
  );
  return { kind, findings };
}

function kindOfName(
  name: string,
  { at, findings }: { at: string; findings: Finding[] },
  by: InPlan,
): ValueKind | undefined {
  if (name.startsWith('incentive.')) return kindOfIncentive(name, { at, findings }, by);
  const kind = kindOfNamed(name, { values: by.values, typeOf: (each) => typeOf(each, by) });
  if (kind) return kind;
  const type = typeOf(name, by);
  const known = [...by.credits.names.keys(), ...by.windows.names.keys(), ...tableNames(by)];
  const list = listTable(name, by);
  if (list) {
    findings.push(errorAt(at, isList(name, list), name));
    return undefined;
  }
  const message = type ? `${name} is ${type.is}, which is no number.` : `There is no ${name}.`;
  const code = type ? 'UNIT_MISMATCH' : unknownCode(name);
  findings.push(errorAt(at, { code, message, remedy: suggest(name, known) }, name));
  return undefined;
}

function unknownCode(name: string): 'UNKNOWN_NAME' | 'UNKNOWN_FACT' {
  return /^(?:table|value|measure|attainment|quota)\./.test(name) ? 'UNKNOWN_NAME' : 'UNKNOWN_FACT';
}

function kindOfIncentive(
  name: string,
  { at, findings }: { at: string; findings: Finding[] },
  { plan }: InPlan,
): ValueKind | undefined {
  const ids = plan.incentives.map(({ id }) => `incentive.${id}`);
  const named = incentiveNamed(name);
  if (named && ids.includes(`incentive.${named.id}`)) return { is: 'money', currency: plan.currency };
  const fault = {
    code: 'UNKNOWN_NAME',
    message: `This plan has no ${name}.`,
    remedy: suggest(name, ids),
  } as const;
  findings.push(errorAt(at, fault, name));
  return undefined;
}

function typeOf(name: string, by: InPlan): NameType | undefined {
  if (!name.startsWith('table.')) return by.windows.names.get(name) ?? by.credits.names.get(name);
  const id = name.split('.')[1];
  const versions = by.rulebook.tables.filter((each) => each.id === id && !givesList(each.hit));
  return outputType(name, versions, by.credits.names);
}

/** The table of a name, where it gives a list and no number. */
function listTable(name: string, { rulebook }: InPlan): Table | undefined {
  const id = name.startsWith('table.') ? name.split('.')[1] : undefined;
  return rulebook.tables.find((table) => table.id === id && givesList(table.hit));
}

function isList(name: string, { hit }: Table): Fault {
  return {
    code: 'HIT_POLICY',
    message: `${name} gives a list, because the hit policy of its table is ${hit}; here must be one value.`,
    remedy: 'Read a table that gives one value, such as with collect-sum or first.',
  };
}

function tableNames({ rulebook }: InPlan): readonly string[] {
  return rulebook.tables
    .filter(({ hit }) => !givesList(hit))
    .flatMap(({ id, outputs }) => outputs.map((out) => `table.${id}.${out.id}`));
}
