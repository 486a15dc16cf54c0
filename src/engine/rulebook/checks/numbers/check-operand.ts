import { givesList } from '../../../conditions/table/hit-policies.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { FactType, HitPolicy, Operand, Rulebook, Table } from '../../rulebook.js';
import { unknownFact } from '../unknown-fact.js';
import { reachOf } from '../values/reach.js';
import type { InPlan } from '../plan/in-plan.js';

/** Judges what something is multiplied by: a constant such as 1.5x, or a percent by name. */
export function checkTimes(operand: Operand, path: string, by: InPlan): Finding[] {
  if ('name' in operand) {
    return perLine(operand.name, by)
      ? [errorAt(path, notOfWindow(operand.name))]
      : checkNamed(operand.name, { path, wanted: 'percent' }, by);
  }
  return 'quantity' in operand && operand.quantity.unit.kind === 'times' ? [] : [errorAt(path, NOT_TIMES)];
}

/** Whether a name gives another value for each line: a table, a fact of the booking, or a value of such. */
export function perLine(name: string, { values }: Pick<InPlan, 'values'>): boolean {
  if (values.get(name)) return /booking|both/.test(reachOf(name, values));
  return /^(?:table|booking|line|account|territory|original)\./.test(name);
}

/** The type that a name must have, and where it stands; `of: person` where it may hang on nothing but the person. */
export interface Wanted {
  readonly path: string;
  readonly wanted: FactType;
  readonly of?: 'person';
}

/** Judges a name that stands for a number of the wanted type. */
export function checkNamed(name: string, at: Wanted, by: InPlan): Finding[] {
  const { facts } = by.rulebook;
  if (/^(?:measure|quota|attainment)\./.test(name)) return [errorAt(at.path, isMeasure(name), name)];
  if (name.startsWith('table.')) return checkTableName(name, at, by.rulebook);
  if (name.startsWith('value.')) return checkValueName(name, at, by);
  const fields = [...facts.fields, ...facts.attributes];
  const field = fields.find((each) => each.name === name);
  const fitting = fields.filter(({ is }) => is === at.wanted).map((each) => each.name);
  if (!field) return [errorAt(at.path, unknownFact(name, fitting), name)];
  return field.is === at.wanted
    ? []
    : [errorAt(at.path, otherType(name, field.is, { wanted: at.wanted, fitting }), name)];
}

function checkValueName(name: string, at: Wanted, by: InPlan): Finding[] {
  const value = by.values.get(name);
  const all = [...by.rulebook.facts.values, ...by.plan.values];
  const fitting = all.filter(({ is }) => is === at.wanted).map(({ id }) => `value.${id}`);
  if (!value) {
    const message = `There is no ${name}.`;
    return [errorAt(at.path, { code: 'UNKNOWN_NAME', message, remedy: suggest(name, fitting) }, name)];
  }
  if (at.of === 'person' && reachOf(name, by.values) !== 'person')
    return [errorAt(at.path, notOfPerson(name), name)];
  if (value.is === at.wanted) return [];
  const message = `${name} is ${value.is}; here must be ${at.wanted}.`;
  return [errorAt(at.path, { code: 'UNIT_MISMATCH', message, remedy: suggest(name, fitting) }, name)];
}

function notOfPerson(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} hangs on bookings or on a window, and here must be one number of the person on a day.`,
    remedy: 'Name an attribute, or a value of attributes.',
  };
}

function checkTableName(
  name: string,
  at: { path: string; wanted: FactType },
  { tables }: Rulebook,
): Finding[] {
  const [, id = '', output = ''] = name.split('.');
  const lists = tables.filter(({ hit }) => givesList(hit));
  const outputs = tables.filter(({ hit }) => !givesList(hit)).flatMap(outputsOf);
  const found = outputs.find((each) => each.name === name);
  const fitting = [...new Set(outputs.filter(({ is }) => is === at.wanted).map((each) => each.name))];
  if (found)
    return found.is === at.wanted
      ? []
      : [errorAt(at.path, otherType(name, found.is, { wanted: at.wanted, fitting }), name)];
  const list = lists.find((table) => table.id === id);
  if (list) return [errorAt(at.path, isList(name, list.hit), name)];
  const isTable = tables.some((table) => table.id === id);
  const message = isTable
    ? `The table ${id} has no output ${output || '(none is named)'}.`
    : `There is no table ${id}.`;
  return [errorAt(at.path, { code: 'UNKNOWN_NAME', message, remedy: suggest(name, fitting) }, name)];
}

/** What a plan may read from a table: under collect-count it is a count, whatever is counted. */
function outputsOf({ id, hit, outputs }: Table): { name: string; is: FactType }[] {
  return outputs.map((each) => ({
    name: `table.${id}.${each.id}`,
    is: hit === 'collect-count' ? 'count' : each.is,
  }));
}

function isList(name: string, hit: HitPolicy): Fault {
  return {
    code: 'HIT_POLICY',
    message: `${name} gives a list, because the hit policy of its table is ${hit}; here must be one value.`,
    remedy: 'Read a table that gives one value, such as with collect-sum or first.',
  };
}

function otherType(name: string, is: FactType, by: { wanted: FactType; fitting: readonly string[] }): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${name} is ${is}; here must be ${by.wanted}.`,
    remedy: suggest(name, by.fitting),
  };
}

function isMeasure(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} is what is paid on or reached, not a rate.`,
    remedy: 'Write a rate such as 8%, an attribute or a table.',
  };
}

function notOfWindow(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} may differ from line to line, and this multiplies a whole tier or window.`,
    remedy: 'Write a constant such as 1.5x, or an attribute.',
  };
}

const NOT_TIMES: Fault = {
  code: 'UNIT_MISMATCH',
  message: 'This is no multiple.',
  remedy: 'Write it like 1.5x.',
};
