import { compare, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { IncentiveFormula, Measure, Operand, TierStart } from '../../rulebook.js';
import { measureOf, noMeasure, type InPlan } from './in-plan.js';
import { measureType } from '../../reads/measure-type.js';
import { isAlike, kindOfType, type ValueKind } from '../../../values/type-of-value.js';
import { checkTimes, perLine } from '../numbers/check-operand.js';
import { checkPays, type PaidOn } from '../numbers/check-pays.js';
import { kindOf } from '../numbers/kind-of.js';
import { checkUnique } from '../unique-ids.js';

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' }>;

/** Judges tiers: the axis, the starts in order from zero, rates, and what holds without a quota. */
export function checkTiers(tiers: Tiers, path: string, by: InPlan): Finding[] {
  const { starts, noQuota } = tiers;
  return [
    ...checkAxis(tiers, path, by),
    ...checkUnique(
      starts.map(({ id }) => id),
      (index) => `${path}.starts.${index}.id`,
    ),
    ...starts.flatMap((start, index) => checkStart(start, { path: `${path}.starts.${index}`, tiers }, by)),
    ...checkOrder(tiers, `${path}.starts`, by.plan.currency),
    ...(noQuota === 'refuse'
      ? []
      : checkPays(
          noQuota,
          {
            path: `${path}.no-quota`,
            ...paidOn(tiers, by),
            amounts: starts.some(({ what }) => isAmount(what, by)),
          },
          by,
        )),
    ...(tiers.mode !== 'whole' && starts.some(({ what }) => 'name' in what && perLine(what.name, by))
      ? [warningAt(`${path}.mode`, ORDER)]
      : []),
  ];
}

function checkAxis({ axis, base, mode, grain }: Tiers, path: string, { plan }: InPlan): Finding[] {
  const at = `${path}.axis`;
  const measure = measureOf(axis, plan);
  if (!measure) return [errorAt(at, noMeasure(axis, plan))];
  if (axis.startsWith('attainment.') && measure.quota === null) return [errorAt(at, noQuota(measure.id))];
  const paid = measureOf(base, plan);
  if (!paid || paid.id === measure.id) return [];
  if (mode === 'above' || (mode === 'marginal' && isGrouped(grain)))
    return [errorAt(`${path}.base`, sliceOfWhat(axis, base, mode))];
  if (paid.window !== measure.window)
    return [errorAt(`${path}.base`, otherWindow(paid.window, measure.window))];
  return paid.negative === measure.negative ? [] : [errorAt(`${path}.base`, otherNegative(paid, measure))];
}

function isGrouped(grain: Tiers['grain']): boolean {
  return grain === 'line' || grain === 'booking';
}

function checkStart(start: TierStart, at: { path: string; tiers: Tiers }, by: InPlan): Finding[] {
  const { path, tiers } = at;
  return [
    ...checkAt(start, { path, axis: tiers.axis }, by),
    ...checkPays(start.what, { path: `${path}.pays`, ...paidOn(tiers, by) }, by),
    ...(start.times ? checkTimes(start.times, `${path}.times`, by) : []),
  ];
}

/** Whether a start pays an amount rather than a rate. */
function isAmount(what: Operand, by: InPlan): boolean {
  return kindOf(what, '', by).kind?.is === 'money';
}

function paidOn({ base }: Tiers, { plan }: InPlan): PaidOn {
  return { base: measureOf(base, plan), amounts: true };
}

function checkAt(start: TierStart, at: { path: string; axis: string }, by: InPlan): Finding[] {
  const path = `${at.path}.${start.inclusive ? 'from' : 'above'}`;
  const axis = measureOf(at.axis, by.plan);
  if (!axis) return [];
  const type = at.axis.startsWith('attainment.') ? { is: 'percent' as const } : measureType(axis, by.plan);
  if ('name' in start.at && perLine(start.at.name, by)) return [errorAt(path, notOfPerson(start.at.name))];
  const { kind, findings } = kindOf(start.at, path, by);
  const wanted = kindOfType(type);
  const plain = 'quantity' in start.at && start.at.quantity.unit.kind === 'plain';
  if (kind && wanted && isAlike(kind, wanted) && kind.is !== 'times' && !plain) return [];
  if (findings.length > 0) return findings;
  if ('name' in start.at && kind) return [errorAt(path, otherNumber(start.at.name, kind, wanted))];
  return [errorAt(path, otherAxis(at.axis, type, by.plan.currency))];
}

function otherNumber(name: string, kind: ValueKind, wanted: ValueKind | undefined): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${name} is ${kind.is}; here must be ${wanted?.is ?? 'a number'}.`,
    remedy: 'Name an attribute or a value of that kind.',
  };
}

/** Starts in rising order from zero; those that are names differ by person and are left to the calculation. */
function checkOrder(tiers: Tiers, path: string, currency: string): Finding[] {
  const places = tiers.starts.map(({ at }) => constantOf(at));
  const key = (index: number): string =>
    `${path}.${index}.${tiers.starts[index]?.inclusive ? 'from' : 'above'}`;
  const [first] = places;
  const zero = tiers.axis.startsWith('attainment.') ? '0%' : zeroOf(tiers, currency);
  const startsAtZero =
    first !== undefined && compare(first, ZERO) === 0 && tiers.starts[0]?.inclusive === true;
  const found = first === undefined || startsAtZero ? [] : [errorAt(key(0), notFromZero(zero))];
  places.forEach((place, index) => {
    const before = places[index - 1];
    if (!place || !before) return;
    const order = compare(before, place);
    if (order > 0) found.push(errorAt(key(index), outOfOrder(index)));
    if (order === 0) found.push(errorAt(key(index), samePlace(index)));
  });
  return found;
}

/** Nothing, in the unit of the first start. */
function zeroOf({ starts }: Tiers, currency: string): string {
  const unit = starts[0] && 'quantity' in starts[0].at ? starts[0].at.quantity.unit : undefined;
  if (unit?.kind === 'count') return `0 ${unit.of}`;
  return unit?.kind === 'percent' ? '0%' : `0 ${currency}`;
}

function constantOf(operand: Operand): Ratio | undefined {
  return 'quantity' in operand ? operand.quantity.value : undefined;
}

function noQuota(id: string): Fault {
  return {
    code: 'NO_QUOTA',
    message: `The measure ${id} has no quota, so there is no attainment of it.`,
    remedy: `Write \`quota: attribute.…\` on the measure, or \`axis: measure.${id}\`.`,
  };
}

function sliceOfWhat(axis: string, base: string, mode: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `\`${mode}\` pays slices of the axis, and ${base} is not what ${axis} measures.`,
    remedy:
      'Write `mode: whole`, or `mode: marginal` without `grain: line` or `booking`, or leave `base` out.',
  };
}

function otherWindow(paid: string, axis: string): Fault {
  return {
    code: 'CALENDAR',
    message: `What is paid on is measured over a ${paid}, and the axis over a ${axis}.`,
    remedy: 'Give both measures the same window.',
  };
}

function otherNegative(paid: Measure, axis: Measure): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `What is paid on says \`negative: ${paid.negative}\` and the axis \`negative: ${axis.negative}\`; a window has one.`,
    remedy: `Give ${paid.id} and ${axis.id} the same \`negative\`.`,
  };
}

function otherAxis(axis: string, { is, unit }: { is: string; unit?: string }, currency: string): Fault {
  const percent = axis.startsWith('attainment.');
  const number = is === 'percent' ? 'a percentage' : 'a count';
  const what = percent ? 'a percent of quota' : is === 'money' ? `an amount in ${currency}` : number;
  const write = is === 'percent' ? '100%' : is === 'money' ? `"100,000 ${currency}"` : `5 ${unit ?? 'units'}`;
  return {
    code: 'UNIT_MISMATCH',
    message: `The tiers start along ${axis}, which is ${what}.`,
    remedy: `Write a start such as ${write}.`,
  };
}

function notOfPerson(name: string): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `${name} may differ from line to line; a tier starts at one place.`,
    remedy: 'Write a constant or an attribute.',
  };
}

function notFromZero(zero: string): Fault {
  return {
    code: 'TIER_START',
    message: `The first tier must start at ${zero}: below it nothing says what is paid.`,
    remedy: `Write \`from: ${zero}\`; if nothing is paid there, with \`pays: 0%\`.`,
  };
}

function outOfOrder(index: number): Fault {
  return {
    code: 'TIER_ORDER',
    message: `Tier ${index + 1} starts below tier ${index}.`,
    remedy: 'Put the tiers in the order of their starts.',
  };
}

function samePlace(index: number): Fault {
  return {
    code: 'TIER_ORDER',
    message: `Tiers ${index} and ${index + 1} start at the same place.`,
    remedy: 'Keep one, or move its start.',
  };
}

const ORDER: Fault = {
  code: 'ORDER_MATTERS',
  message:
    'Lines have different rates here, so the order of the bookings changes the total: with quota 100, 100 at 10% and 100 at 2% pay 14 or 22 when the rate doubles above quota.',
  remedy: 'Keep the order of booking dates, or write `attribution: pro-rata` and one rate for all lines.',
};
