import { compare, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { IncentiveFormula, Measure, Operand, TierStart } from '../../rulebook.js';
import { measureOf, noMeasure, type InPlan } from './in-plan.js';
import { checkNamed, checkRate, checkTimes, perLine } from './check-operand.js';
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
    ...starts.flatMap((start, index) =>
      checkStart(start, { path: `${path}.starts.${index}`, axis: tiers.axis }, by),
    ),
    ...checkOrder(tiers, `${path}.starts`, by.plan.currency),
    ...(noQuota === 'refuse' ? [] : checkRate(noQuota, `${path}.no-quota`, by)),
    ...(tiers.mode !== 'whole' && starts.some(({ what }) => 'name' in what && perLine(what.name, by))
      ? [warningAt(`${path}.mode`, ORDER)]
      : []),
  ];
}

function checkAxis({ axis, base, mode }: Tiers, path: string, { plan }: InPlan): Finding[] {
  const at = `${path}.axis`;
  const measure = measureOf(axis, plan);
  if (!measure) return [errorAt(at, noMeasure(axis, plan))];
  if (axis.startsWith('attainment.') && measure.quota === null) return [errorAt(at, noQuota(measure.id))];
  const paid = measureOf(base, plan);
  if (!paid || paid.id === measure.id) return [];
  if (mode !== 'whole') return [errorAt(`${path}.base`, sliceOfWhat(axis, base, mode))];
  if (paid.window !== measure.window)
    return [errorAt(`${path}.base`, otherWindow(paid.window, measure.window))];
  return paid.negative === measure.negative ? [] : [errorAt(`${path}.base`, otherNegative(paid, measure))];
}

function checkStart(start: TierStart, at: { path: string; axis: string }, by: InPlan): Finding[] {
  const { path } = at;
  return [
    ...checkAt(start, at, by),
    ...checkRate(start.what, `${path}.pays`, by),
    ...(start.times ? checkTimes(start.times, `${path}.times`, by) : []),
  ];
}

function checkAt(start: TierStart, at: { path: string; axis: string }, by: InPlan): Finding[] {
  const path = `${at.path}.${start.inclusive ? 'from' : 'above'}`;
  const percent = at.axis.startsWith('attainment.');
  if ('name' in start.at) {
    if (perLine(start.at.name, by)) return [errorAt(path, notOfPerson(start.at.name))];
    return checkNamed(start.at.name, { path, wanted: percent ? 'percent' : 'money' }, by);
  }
  const unit = 'quantity' in start.at ? start.at.quantity.unit : null;
  if (percent ? unit?.kind === 'percent' : unit?.kind === 'money' && unit.currency === by.plan.currency)
    return [];
  return [errorAt(path, otherAxis(at.axis, percent, by.plan.currency))];
}

/** Starts in rising order from zero; those that are names differ by person and are left to the calculation. */
function checkOrder(tiers: Tiers, path: string, currency: string): Finding[] {
  const places = tiers.starts.map(({ at }) => constantOf(at));
  const key = (index: number): string =>
    `${path}.${index}.${tiers.starts[index]?.inclusive ? 'from' : 'above'}`;
  const [first] = places;
  const zero = tiers.axis.startsWith('attainment.') ? '0%' : `0 ${currency}`;
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
    remedy: 'Write `mode: whole`, or leave `base` out.',
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

function otherAxis(axis: string, percent: boolean, currency: string): Fault {
  const write = percent ? '100%' : `"100,000 ${currency}"`;
  return {
    code: 'UNIT_MISMATCH',
    message: `The tiers start along ${axis}, which is ${percent ? 'a percent of quota' : `an amount in ${currency}`}.`,
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
