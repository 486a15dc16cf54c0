import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { Incentive, IncentiveFormula, Measure, Plan } from '../../rulebook.js';
import { checkNumber, money } from '../numbers/check-number.js';
import { checkContest, checkPool } from '../spiff/check-shared.js';
import { checkGroups } from './check-groups.js';
import { checkModifiers } from './check-modifiers.js';
import { checkPays } from '../numbers/check-pays.js';
import {
  checkBonus,
  checkChoice,
  checkCurve,
  checkMatrix,
  checkObjectives,
  checkSteps,
} from './check-standing.js';
import { measureOf, noMeasure, type InPlan } from './in-plan.js';
import { checkTiers } from './check-tiers.js';

/** Judges an incentive: its conditions, what it is paid on, and what it pays. */
export function checkIncentive(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const { when, formula, source } = incentive;
  return [
    ...(when ? checkCondition(when, `${path}.when`, by.credits) : []),
    ...checkFormula(incentive, path, by),
    ...checkGroups(incentive, path, by),
    ...(formula.kind !== 'tiers' && incentive.attribution !== null
      ? [errorAt(`${path}.attribution`, ONE_RATE)]
      : []),
    ...checkOrder(incentive, path),
    ...checkModifiers(incentive, path, by),
    ...(source === null ? [warningAt(`${path}.id`, NO_SOURCE)] : []),
  ];
}

function checkFormula(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const { formula, attribution } = incentive;
  const at = `${path}.${keyOf(formula)}`;
  switch (formula.kind) {
    case 'flat':
    case 'override': {
      const base = measureOf(formula.base, by.plan);
      return [
        ...checkBase(formula, at, by.plan),
        ...checkPays(formula.pays.what, { path: `${at}.pays`, base }, by),
      ];
    }
    case 'tiers': {
      const found = [...checkBase(formula, at, by.plan), ...checkTiers(formula, at, by)];
      return attribution === 'pro-rata' ? found.filter(({ code }) => code !== 'ORDER_MATTERS') : found;
    }
    case 'curve':
      return checkCurve(formula, at, by);
    case 'matrix':
      return checkMatrix(formula, at, by);
    case 'bonus':
      return checkBonus(formula, at, by);
    case 'steps':
      return checkSteps(formula, at, by);
    case 'mbo':
      return checkObjectives(formula, at, by);
    case 'choice':
      return checkChoice(formula, at, by);
    case 'contest':
      return checkContest(formula, at, by);
    case 'pool':
      return checkPool(formula, at, by);
    case 'first-n':
      return checkNumber(formula.pays, { path: `${at}.pays`, ...money(by) }, by);
  }
}

/** The key under which a formula stands in a document. */
function keyOf(formula: IncentiveFormula): string {
  if (formula.kind === 'steps') return 'bonus';
  return formula.kind === 'choice' ? `${formula.pick}-of` : formula.kind;
}

/** What a credit adds when it comes can be told only where every credit that is measured is paid on. */
function checkOrder({ when, formula, attribution }: Incentive, path: string): Finding[] {
  if (formula.kind !== 'tiers' || formula.mode === 'marginal' || attribution !== 'in-order') return [];
  const paysOnAll = when === null && partAfterDot(formula.base) === partAfterDot(formula.axis);
  return paysOnAll ? [] : [errorAt(`${path}.attribution`, notInOrder(formula.mode))];
}

function partAfterDot(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function notInOrder(mode: string): Fault {
  return {
    code: 'NOT_SUPPORTED',
    message: `With \`mode: ${mode}\` a credit brings the jump to the tier it reaches, and here some credits that reach one are not paid on.`,
    remedy: 'Write `attribution: by-contribution`.',
  };
}

function checkBase(
  formula: Extract<IncentiveFormula, { base: string }>,
  path: string,
  plan: Plan,
): Finding[] {
  const measure = measureOf(formula.base, plan);
  if (formula.kind === 'tiers' && formula.base.slice(8) === formula.axis.slice(formula.axis.indexOf('.') + 1))
    return [];
  const at = `${path}.base`;
  if (!measure) return [errorAt(at, noMeasure(formula.base, plan))];
  return formula.kind === 'override' && measure.credits !== 'rollup'
    ? [errorAt(at, ownCredits(measure))]
    : [];
}

function ownCredits({ id }: Measure): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `measure.${id} adds up the person's own credits; an override is paid on the team's.`,
    remedy: `Write \`credits: rollup\` on the measure ${id}, or \`flat:\` instead of \`override:\`.`,
  };
}

const NO_SOURCE: Fault = {
  code: 'NO_SOURCE',
  message: 'Nothing says which paragraph of the signed plan this incentive comes from.',
  remedy: 'Write `source: §4.2`; explanations print it.',
};

const ONE_RATE: Fault = {
  code: 'NOT_NEEDED',
  message: 'Every credit is paid its own rate here, so there is nothing to tell apart.',
  remedy: 'Take `attribution` away.',
};
