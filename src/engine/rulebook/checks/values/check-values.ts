import { givesList } from '../../../conditions/table/hit-policies.js';
import { outputType } from '../../../conditions/table/output-type.js';
import type { ConditionScope } from '../../../conditions/type-check.js';
import { checkCondition } from '../../../conditions/type-check.js';
import type { NameType, NameTypes } from '../../../conditions/types/name-types.js';
import { kindOfNamed } from '../../../values/names/kind-of-name.js';
import { BARE, isAlike, kindOfTree, sayKind, type ValueKind } from '../../../values/type-of-value.js';
import type { NamedValues } from '../../../values/named-values.js';
import { namesInValue, partsOf } from '../../../values/names/names-of-value.js';
import { circlesAmong, sayCircle } from '../../circles.js';
import { errorAt, pathTo, type Fault, type Finding } from '../../finding.js';
import { declareUnit, suggest } from '../../nearest.js';
import type { FactCatalogue, Table } from '../../rulebook.js';
import type { RoundingStep, Value, ValueTree, ValueType } from '../../parts/value.js';
import { checkUnique } from '../unique-ids.js';
import { reachOf } from './reach.js';

/** What values may read, and where they stand. */
export interface ValueScope {
  /** Types of facts, measures and the values themselves. */
  readonly names: NameTypes;
  readonly elsewhere?: ReadonlyMap<string, string>;
  /** Facts that the lines of a booking have. */
  readonly ofLines: ConditionScope;
  readonly values: NamedValues;
  readonly tables: readonly Table[];
  readonly facts: FactCatalogue;
  /** Ids taken elsewhere: a plan's own values and those of the catalogue have one naming space. */
  readonly taken: readonly string[];
}

/** Judges the values of a document: names, units, circles, and that each hangs on a booking or on a window, not on both. */
export function checkValues(declared: readonly Value[], path: string, scope: ValueScope): Finding[] {
  const ids = declared.map(({ id }) => id);
  const found = [
    ...checkUnique(ids, (index) => `${path}.${index}.id`),
    ...ids.flatMap((id, index) =>
      scope.taken.includes(id) ? [errorAt(`${path}.${index}.id`, takenInFacts(id), id)] : [],
    ),
    ...circles(declared, path, scope.values),
  ];
  if (found.length > 0) return found;
  return declared.flatMap((value, index) => checkValue(value, pathTo(path, index), scope));
}

function checkValue(value: Value, path: string, scope: ValueScope): Finding[] {
  const findings: Finding[] = [];
  const typeOf = (name: string, at: string): ValueKind | undefined =>
    kindOfName(name, { at, findings }, scope);
  const kind = kindOfTree(value.tree, { typeOf, path, findings });
  findings.push(...checkLines(value.tree, path, scope));
  if (findings.length > 0) return findings;
  const wanted: ValueKind = { is: value.is, unit: value.unit ?? undefined };
  if (kind && !isAlike(kind, wanted)) return [errorAt(`${path}.is`, otherKind(value, kind))];
  if (kind?.bare && value.is === 'percent') return [errorAt(path, BARE)];
  const units = scope.facts.units;
  if (value.unit !== null && value.unit !== 'month' && value.unit !== 'line' && !units.includes(value.unit))
    return [errorAt(`${path}.unit`, unknownUnit(value.unit, units))];
  if (value.round && !STEPS[value.is].includes(value.round.to))
    return [errorAt(`${path}.round`, otherRounding(value))];
  return reachOf(`value.${value.id}`, scope.values) === 'both' ? [errorAt(path, bothReaches(value.id))] : [];
}

function kindOfName(
  name: string,
  { at, findings }: { at: string; findings: Finding[] },
  scope: ValueScope,
): ValueKind | undefined {
  const kind = kindOfNamed(name, { values: scope.values, typeOf: (each) => typeOfName(each, scope) });
  if (kind) return kind;
  const type = typeOfName(name, scope);
  findings.push(errorAt(at, type ? notComputed(name, type) : unknownName(name, scope), name));
  return undefined;
}

function typeOfName(name: string, { tables, names }: ValueScope): NameType | undefined {
  if (!name.startsWith('table.')) return names.get(name);
  const id = name.split('.')[1];
  const versions = tables.filter((each) => each.id === id && !givesList(each.hit));
  return outputType(name, versions, names);
}

const OF_LINE = /^(?:line|booking|account|territory|original)\./;

/** What goes over lines may read what lines have, and nothing of a person or a window. */
function checkLines(tree: ValueTree, path: string, scope: ValueScope): Finding[] {
  if ('operand' in tree) return [];
  if (!('number' in tree)) return partsOf(tree).flatMap((part) => checkLines(part, path, scope));
  const names = tree.number ? namesInValue(tree.number) : [];
  const odd = names.filter((name) => !scope.values.leaves([name]).every((leaf) => OF_LINE.test(leaf)));
  return [
    ...odd.map((name) => errorAt(`${path}.${tree.operator}`, notOfLine(name), name)),
    ...(tree.when ? checkCondition(tree.when, `${path}.${tree.operator}.when`, scope.ofLines) : []),
  ];
}

/** Values that read themselves, through other values or the tables that they look up; each circle is told once. */
function circles(declared: readonly Value[], path: string, values: NamedValues): Finding[] {
  const names = declared.map(({ id }) => `value.${id}`);
  return circlesAmong(names, (name) => values.reads(name)).map((circle) => {
    const [name = ''] = circle;
    const message = `${name} is computed from itself: ${sayCircle(circle)}.`;
    const fault = { code: 'CYCLE', message, remedy: 'Break the circle.' } as const;
    return errorAt(`${path}.${names.indexOf(name)}`, fault, name);
  });
}

function takenInFacts(id: string): Fault {
  return {
    code: 'DUPLICATE_ID',
    message: `The fact catalogue has a value ${id} already.`,
    remedy: 'Read that one, or choose another id.',
  };
}

function otherKind({ id, is, unit }: Value, kind: ValueKind): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `value.${id} comes to ${sayKind(kind)}, and \`is\` says ${sayKind({ is, unit: unit ?? undefined })}.`,
    remedy: `Write \`is: ${kind.is === 'times' ? 'percent' : kind.is}\`${kind.unit === undefined ? '' : ` and \`unit: ${kind.unit}\``}, or change what is computed.`,
  };
}

const OF_NUMBERS: readonly RoundingStep[] = ['whole', 'cents', 'millionths'];
const OF_PERCENTS: readonly RoundingStep[] = ['percent', 'tenth-percent', 'hundredth-percent', 'millionths'];
/** What each kind of value can be rounded to; dates cannot. */
const STEPS: Readonly<Record<ValueType, readonly RoundingStep[]>> = {
  money: OF_NUMBERS,
  'money-per': OF_NUMBERS,
  count: OF_NUMBERS,
  days: OF_NUMBERS,
  percent: OF_PERCENTS,
  date: [],
};

function otherRounding({ id, is, round }: Value): Fault {
  const steps = STEPS[is];
  return {
    code: 'UNIT_MISMATCH',
    message: `value.${id} is ${is}, which is not rounded to ${round?.to ?? ''}.`,
    remedy: steps.length === 0 ? 'Take `round` away.' : `Round it to ${steps.join(' or ')}.`,
  };
}

function unknownUnit(unit: string, units: readonly string[]): Fault {
  return {
    code: 'UNKNOWN_UNIT',
    message: `The unit ${unit} is not among \`units\`.`,
    remedy: suggest(unit, units, declareUnit(unit)),
  };
}

function bothReaches(id: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `value.${id} reads a booking and a whole window at once, and there is no one window for a booking.`,
    remedy:
      'Make two values: one of the booking, for measures and conditions on credits, and one of the window.',
  };
}

function notComputed(name: string, { is }: NameType): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${name} is ${is}, which nothing can be computed of.`,
    remedy: 'Read it in a condition, or as the input of a table.',
  };
}

function unknownName(name: string, { names, elsewhere, tables }: ValueScope): Fault {
  const why = elsewhere?.get(name);
  const known = [
    ...names.keys(),
    ...tables.flatMap(({ id, outputs }) => outputs.map((out) => `table.${id}.${out.id}`)),
  ];
  const remedy = suggest(name, known);
  if (why !== undefined) return { code: 'WRONG_SCOPE', message: `${name} is not known here: ${why}`, remedy };
  return { code: 'UNKNOWN_NAME', message: `There is no ${name}.`, remedy };
}

function notOfLine(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} is nothing that a line has, and here the lines of a booking are gone over.`,
    remedy: 'Name a fact of the line, such as line.net.',
  };
}
