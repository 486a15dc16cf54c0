import { compare } from '../../../kernel/ratio.js';
import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import type { CurveEnd, IncentiveFormula, Operand } from '../../rulebook.js';
import type { ValueKind } from '../../../values/type-of-value.js';
import { checkUnique } from '../unique-ids.js';
import { checkNumber, money, SHARE, type NumberWanted } from '../numbers/check-number.js';
import { measureOf, noMeasure, type InPlan } from './in-plan.js';
import { kindOf } from '../numbers/kind-of.js';

type Of<K extends IncentiveFormula['kind']> = Extract<IncentiveFormula, { kind: K }>;

/** Judges a curve: its axis, points in order along it, the shares they pay, and what holds outside them. */
export function checkCurve(formula: Of<'curve'>, path: string, by: InPlan): Finding[] {
  const along = axisOf(formula.axis, `${path}.axis`, by);
  if ('findings' in along) return along.findings;
  const { points } = formula;
  return [
    ...checkNumber(formula.base, { path: `${path}.base`, ...money(by) }, by),
    ...checkUnique(
      points.map(({ id }) => id),
      (index) => `${path}.points.${index}.id`,
    ),
    ...points.flatMap(({ at, pays }, index) => [
      ...checkNumber(at, { path: `${path}.points.${index}.at`, ...along }, by),
      ...checkNumber(pays, { path: `${path}.points.${index}.pays`, ...SHARE }, by),
    ]),
    ...inOrder(
      points.map(({ at }) => at),
      (index) => `${path}.points.${index}.at`,
      2,
    ),
    ...checkEnd(formula.before, `${path}.before`, by),
    ...checkEnd(formula.after, `${path}.after`, by),
    ...(formula.noQuota === 'refuse'
      ? []
      : checkNumber(formula.noQuota, { path: `${path}.no-quota`, ...SHARE }, by)),
    ...(points.length === 0 ? [errorAt(`${path}.points`, NO_POINTS)] : []),
  ];
}

/** Judges a matrix: two axes in order, and a number of shares for each of their places. */
export function checkMatrix(formula: Of<'matrix'>, path: string, by: InPlan): Finding[] {
  const [rows, columns] = formula.axes;
  const shape =
    formula.pays.length === rows.at.length && formula.pays.every((row) => row.length === columns.at.length);
  return [
    ...checkNumber(formula.base, { path: `${path}.base`, ...money(by) }, by),
    ...formula.axes.flatMap(({ of, at }, side) => {
      const along = axisOf(of, `${path}.axes.${side}.of`, by);
      if ('findings' in along) return along.findings;
      const places = at.flatMap((place, index) =>
        checkNumber(place, { path: `${path}.axes.${side}.at.${index}`, ...along }, by),
      );
      return [...places, ...inOrder(at, (index) => `${path}.axes.${side}.at.${index}`, 1)];
    }),
    ...formula.pays.flatMap((row, at) =>
      row.flatMap((cell, column) =>
        checkNumber(cell, { path: `${path}.pays.${at}.${column}`, ...SHARE }, by),
      ),
    ),
    ...(shape ? [] : [errorAt(`${path}.pays`, otherShape(rows.at.length, columns.at.length))]),
    ...(formula.noQuota === 'refuse'
      ? []
      : checkNumber(formula.noQuota, { path: `${path}.no-quota`, ...SHARE }, by)),
  ];
}

/** Judges a bonus: an amount, and when it is paid. */
export function checkBonus({ pays, when }: Of<'bonus'>, path: string, by: InPlan): Finding[] {
  return [
    ...checkNumber(pays, { path: `${path}.pays`, ...money(by) }, by),
    ...(when ? checkCondition(when, `${path}.when`, by.windows) : []),
  ];
}

/** Judges the starts of a bonus: along the axis, in order, each with an amount. */
export function checkSteps(formula: Of<'steps'>, path: string, by: InPlan): Finding[] {
  const along = axisOf(formula.axis, `${path}.axis`, by);
  if ('findings' in along) return along.findings;
  const key = (index: number): string =>
    `${path}.starts.${index}.${formula.starts[index]?.inclusive ? 'from' : 'above'}`;
  return [
    ...checkUnique(
      formula.starts.map(({ id }) => id),
      (index) => `${path}.starts.${index}.id`,
    ),
    ...formula.starts.flatMap(({ at, what }, index) => [
      ...checkNumber(at, { path: key(index), ...along }, by),
      ...checkNumber(what, { path: `${path}.starts.${index}.pays`, ...money(by) }, by),
    ]),
    ...inOrder(
      formula.starts.map(({ at }) => at),
      key,
      1,
    ),
    ...(formula.noQuota === 'refuse'
      ? []
      : checkNumber(formula.noQuota, { path: `${path}.no-quota`, ...money(by) }, by)),
  ];
}

/** Judges objectives: weights that make the whole, and scores that are measures. */
export function checkObjectives({ base, objectives }: Of<'mbo'>, path: string, by: InPlan): Finding[] {
  const weights = objectives.map(({ weight }) => weight);
  return [
    ...checkNumber(base, { path: `${path}.base`, ...money(by) }, by),
    ...checkUnique(
      objectives.map(({ id }) => id),
      (index) => `${path}.objectives.${index}.id`,
    ),
    ...objectives.flatMap(({ weight, score }, index) => [
      ...checkNumber(weight, { path: `${path}.objectives.${index}.weight`, ...SHARE }, by),
      ...checkScore(score, `${path}.objectives.${index}.score`, by),
    ]),
    ...wholeWeights(weights, `${path}.objectives`),
  ];
}

/** Judges the choice among incentives and amounts. */
export function checkChoice({ of }: Of<'choice'>, path: string, by: InPlan): Finding[] {
  const incentives = of.filter((operand) => 'name' in operand);
  return [
    ...of.flatMap((operand, index) => checkNumber(operand, { path: `${path}.${index}`, ...money(by) }, by)),
    ...(of.length < 2 || incentives.length === 0 ? [errorAt(path, NO_CHOICE)] : []),
  ];
}

/** Weights that do not make 100%. */
export function wholeWeights(weights: readonly Operand[], path: string): Finding[] {
  let [n, d] = [0n, 1n];
  for (const weight of weights) {
    if (!('quantity' in weight)) return [];
    const { value } = weight.quantity;
    [n, d] = [n * value.d + value.n * d, d * value.d];
  }
  return n === d ? [] : [errorAt(path, notWhole(n, d))];
}

/** Places that do not follow each other; as many as `most` may be at one place. */
function inOrder(places: readonly Operand[], path: (index: number) => string, most: number): Finding[] {
  const numbers = places.map((place) => ('quantity' in place ? place.quantity.value : undefined));
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    const further = numbers[index - most];
    if (!number) return [];
    if (before && compare(before, number) > 0) return [errorAt(path(index), OUT_OF_ORDER)];
    return further && compare(further, number) === 0 ? [errorAt(path(index), SAME_PLACE)] : [];
  });
}

function axisOf(name: string, path: string, by: InPlan): NumberWanted | { findings: Finding[] } {
  const measure = measureOf(name, by.plan);
  if (!measure) return { findings: [errorAt(path, noMeasure(name, by.plan), name)] };
  const { kind, findings } = kindOf({ name }, path, by);
  return kind ? { kind, example: exampleOf(kind) } : { findings };
}

function exampleOf({ is, unit, currency }: ValueKind): string {
  if (is === 'percent') return '100%';
  if (is === 'money') return `"100,000 ${currency ?? 'USD'}"`;
  return is === 'days' ? '30 days' : `5 ${unit ?? 'units'}`;
}

function checkEnd(end: CurveEnd, path: string, by: InPlan): Finding[] {
  if (typeof end !== 'object') return [];
  return 'name' in end.slope || 'quantity' in end.slope
    ? checkNumber(end.slope, { path: `${path}.slope`, ...SLOPE }, by)
    : [];
}

function checkScore(name: string, path: string, by: InPlan): Finding[] {
  if (!measureOf(name, by.plan)) return [errorAt(path, noMeasure(name, by.plan), name)];
  return checkNumber({ name }, { path: path, ...SHARE }, by);
}

const SLOPE: NumberWanted = { kind: { is: 'times' }, example: '2x' };

const NO_POINTS: Fault = {
  code: 'MISSING_KEY',
  message: 'A curve without points pays nothing that anybody could tell.',
  remedy: 'Write at least one point, such as { id: target, at: 100%, pays: 100% }.',
};
const NO_CHOICE: Fault = {
  code: 'MISSING_KEY',
  message: 'There is nothing to choose among.',
  remedy: 'Name at least one incentive, and another or an amount beside it.',
};
const OUT_OF_ORDER: Fault = {
  code: 'TIER_ORDER',
  message: 'This place lies before the one above it.',
  remedy: 'Put them in order.',
};
const SAME_PLACE: Fault = {
  code: 'TIER_ORDER',
  message: 'There is a place here already; what is between them nobody could reach.',
  remedy: 'Keep one, or move it.',
};

function otherShape(rows: number, columns: number): Fault {
  return {
    code: 'TABLE_SHAPE',
    message: `The axes have ${rows} and ${columns} places, and \`pays\` has other numbers of rows or columns.`,
    remedy: `Write ${rows} rows of ${columns}.`,
  };
}

function notWhole(n: bigint, d: bigint): Fault {
  const hundredths = (n * 10_000n) / d;
  return {
    code: 'WEIGHTS',
    message: `The weights make ${Number(hundredths) / 100}%, and must make 100%.`,
    remedy: 'Change them so that together they are the whole.',
  };
}
