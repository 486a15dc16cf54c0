import type { NameType } from '../../../conditions/types/name-types.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Incentive, IncentiveFormula, Measure, Operand } from '../../rulebook.js';
import { kindOf } from '../numbers/kind-of.js';
import { unknownFact } from '../unknown-fact.js';
import { measureOf, type InPlan } from './in-plan.js';

type Grouped = Extract<IncentiveFormula, { kind: 'flat' | 'tiers' }>;

/** Kinds of facts of which several credits may share a value. */
const SHARED: ReadonlySet<string> = new Set(['one-of', 'text', 'person', 'date']);

/** Judges an incentive whose formula is applied to groups of credits: what makes the groups, and that everything it asks has a meaning for one group by itself. */
export function checkGroups(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const { formula } = incentive;
  if (formula.kind !== 'flat' && formula.kind !== 'tiers') return [];
  const at = `${path}.${formula.kind}`;
  if (formula.grain !== 'group')
    return formula.groupBy === undefined ? [] : [errorAt(`${at}.group-by`, notGrouped(formula.grain))];
  return [
    ...checkFact(formula.groupBy, at, by),
    ...measuresOf(formula, by).flatMap(([measure, key]) => checkMeasured(measure, `${at}.${key}`)),
    ...(formula.kind === 'tiers' ? checkAxis(formula, at) : checkFlat(formula, at, by)),
    ...checkAttribution(incentive, path, by),
  ];
}

/** The fact that makes the groups: of the booking or its line, and one whose values several of them share. */
function checkFact(fact: string | undefined, path: string, { credits }: InPlan): Finding[] {
  if (fact === undefined) return [errorAt(path, NO_FACT)];
  const at = `${path}.group-by`;
  const fitting = [...credits.names].flatMap(([name, type]) => (isFitting(name, type) ? [name] : []));
  const type = credits.names.get(fact);
  if (!type) return [errorAt(at, unknownFact(fact, fitting), fact)];
  if (isFitting(fact, type)) return [];
  const message = `${fact} is ${type.is}; what several bookings share is a word, a text, a person or a date.`;
  return [errorAt(at, { code: 'UNIT_MISMATCH', message, remedy: suggest(fact, fitting) }, fact)];
}

function isFitting(name: string, { is }: NameType): boolean {
  return SHARED.has(is) && /^(?:booking|line|account|territory|original)\./.test(name);
}

/** What picks the tier and what is paid on, each with its key. */
function measuresOf(formula: Grouped, { plan }: InPlan): readonly (readonly [Measure, string])[] {
  const base = measureOf(formula.base, plan);
  if (formula.kind === 'flat') return base ? [[base, 'base']] : [];
  const axis = measureOf(formula.axis, plan);
  return [
    ...(axis ? [[axis, 'axis'] as const] : []),
    ...(base && base !== axis ? [[base, 'base'] as const] : []),
  ];
}

function checkMeasured({ id, negative, derived, counted }: Measure, path: string): Finding[] {
  if (derived) return [errorAt(path, noCredits(id))];
  return [
    ...(negative.startsWith('carry-') ? [errorAt(path, carries(id, negative))] : []),
    ...(counted && counted.what !== 'line' ? [errorAt(path, countsOnce(id, counted.what))] : []),
  ];
}

function checkAxis({ axis }: Extract<Grouped, { kind: 'tiers' }>, path: string): Finding[] {
  return axis.startsWith('attainment.') ? [errorAt(`${path}.axis`, ofWindow(axis))] : [];
}

function checkFlat({ pays }: Extract<Grouped, { kind: 'flat' }>, path: string, by: InPlan): Finding[] {
  return isAmount(pays.what, by) ? [errorAt(`${path}.pays`, AMOUNT)] : [];
}

function isAmount(what: Operand, by: InPlan): boolean {
  return kindOf(what, '', by).kind?.is === 'money';
}

/** A group's slices are filled credit by credit; its part of a tier that is paid on everything, and its amounts, are told by contribution as well. */
function checkAttribution({ formula, attribution }: Incentive, path: string, by: InPlan): Finding[] {
  if (formula.kind !== 'tiers' || formula.starts.some(({ what }) => isAmount(what, by))) return [];
  const { mode } = formula;
  if (mode === 'above' && attribution !== 'in-order')
    return [errorAt(attribution === null ? `${path}.tiers.mode` : `${path}.attribution`, inOrder(mode))];
  return mode === 'marginal' && attribution !== null && attribution !== 'in-order'
    ? [errorAt(`${path}.attribution`, inOrder(mode))]
    : [];
}

const NO_FACT: Fault = {
  code: 'UNDECLARED',
  message: 'Nothing says which bookings make a group.',
  remedy: 'Write the fact that those of a group share, such as `group-by: line.product`.',
};

const AMOUNT: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'One rate on everything has no start that a group would reach to be paid an amount.',
  remedy: 'Write a rate, or `tiers:` with a start at zero that pays the amount to each group.',
};

function notGrouped(grain: string): Fault {
  return {
    code: 'NOT_NEEDED',
    message: `With \`grain: ${grain}\` there are no groups.`,
    remedy: 'Write `grain: group`, or take `group-by` away.',
  };
}

function ofWindow(axis: string): Fault {
  const measure = axis.replace('attainment.', 'measure.');
  return {
    code: 'NOT_SUPPORTED',
    message: `A quota is one of the whole window, so a group has no ${axis}.`,
    remedy: `Write \`axis: ${measure}\` with starts in its unit, or leave \`grain: group\` out.`,
  };
}

function noCredits(id: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `No credits add up to the measure ${id}, so nothing of it can be told apart by groups.`,
    remedy: 'Name a measure with `sum`, or leave `grain: group` out.',
  };
}

function carries(id: string, negative: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `${id} says \`negative: ${negative}\`, and a group has no next window that would have to wait for what one group owes: it may have no booking there.`,
    remedy: 'Write `negative: pay-back`, where each group takes back what it paid, or `negative: zero`.',
  };
}

function countsOnce(id: string, what: string): Fault {
  const once = what === 'distinct' ? 'a value' : 'a booking';
  return {
    code: 'NOT_SUPPORTED',
    message: `${id} counts ${once} once, and what is in several groups would count in one of them alone.`,
    remedy: 'Write `count: line`, or a measure with its own `when` for each group.',
  };
}

function inOrder(mode: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `With \`mode: ${mode}\` the credits of a group are taken in the order in which they come, and each is paid for what it adds.`,
    remedy: 'Write `attribution: in-order`.',
  };
}
