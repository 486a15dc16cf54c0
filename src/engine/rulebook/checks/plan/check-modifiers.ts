import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { mainMeasure, measureNamed, ownWindow } from '../../reads/main-measure.js';
import type { Incentive, Modifier, PlanModifier, WindowName } from '../../rulebook.js';
import { checkNumber, money, SHARE } from '../numbers/check-number.js';
import { checkTimes } from '../numbers/check-operand.js';
import { measureOf, noMeasure, type InPlan } from './in-plan.js';
import { checkSince } from '../numbers/check-since.js';
import { kindOf } from '../numbers/kind-of.js';

/** Judges what changes an incentive's pay, from top to bottom. */
export function checkModifiers(incentive: Incentive, path: string, by: InPlan): Finding[] {
  const carrying = incentive.modify.filter(carries);
  return incentive.modify.flatMap((modifier, index) => {
    const place = `${path}.modify.${index}.${modifier.kind === 'deal-cap' ? 'cap' : modifier.kind}`;
    const again = carries(modifier) && modifier !== carrying[0];
    return [
      ...(modifier.kind === 'deal-cap' ? checkDealCap(incentive, { index, place }, by) : []),
      ...checkModifier(modifier, { path: place, incentive }, by),
      ...(again ? [errorAt(`${place}.excess`, CARRIED_TWICE)] : []),
    ];
  });
}

/** Whether what a cap cuts is paid in the next window. */
function carries(modifier: Modifier): boolean {
  return modifier.kind === 'cap' && modifier.excess === 'carried';
}

function checkModifier(
  modifier: Modifier,
  { path, incentive }: { path: string; incentive: Incentive },
  by: InPlan,
): Finding[] {
  if (modifier.kind === 'gate') return [...checkCondition(modifier.when, `${path}.when`, by.windows)];
  if (modifier.kind === 'multiplier') return checkMultiplier(modifier, path, by);
  if (modifier.kind === 'multipliers')
    return modifier.add.flatMap((each, at) => checkMultiplier(each, `${path}.add.${at}`, by));
  if (modifier.kind === 'threshold') return checkThreshold(modifier, path, by);
  if (modifier.kind === 'cap' && modifier.what === 'rate')
    return checkNumber(modifier.at, { path: `${path}.at`, ...SHARE }, by);
  if (modifier.kind === 'deal-cap') return checkNumber(modifier.at, { path: `${path}.at`, ...money(by) }, by);
  return [
    ...checkNumber(modifier.at, { path: `${path}.at`, ...money(by) }, by),
    ...checkLimitWindow(modifier, { path, incentive }, by),
  ];
}

function checkMultiplier(
  { times, when }: Pick<Extract<Modifier, { kind: 'multiplier' }>, 'times' | 'when'>,
  path: string,
  by: InPlan,
): Finding[] {
  const judged = when ? checkCondition(when, `${path}.when`, by.windows) : [];
  return [...checkTimes(times, `${path}.times`, by), ...judged];
}

function checkThreshold(
  { of, from }: Extract<Modifier, { kind: 'threshold' }>,
  path: string,
  by: InPlan,
): Finding[] {
  if (!measureOf(of, by.plan)) return [errorAt(`${path}.of`, noMeasure(of, by.plan), of)];
  const { kind, findings } = kindOf({ name: of }, `${path}.of`, by);
  return kind ? checkNumber(from, { path: `${path}.from`, kind, example: '50%' }, by) : findings;
}

/** Whether a formula pays credit by credit, so that each booking has earned a part of its own: a rate on credits, by tiers or not. */
function isPaidByDeal(formula: Incentive['formula'], by: InPlan): boolean {
  if (formula.kind !== 'flat' && formula.kind !== 'override' && formula.kind !== 'tiers') return false;
  if (measureNamed(formula.base, by.plan)?.derived) return false;
  if (formula.kind === 'tiers' && formula.mode === 'cumulative') return false;
  const pays = formula.kind === 'tiers' ? formula.starts : [formula.pays];
  return pays.every(({ what }) => kindOf(what, '', by).kind?.is !== 'money');
}

/** A cap on a deal takes an incentive that pays booking by booking, and stands above what limits the window as a whole. */
function checkDealCap(
  { formula, modify }: Incentive,
  { index, place }: { index: number; place: string },
  by: InPlan,
): Finding[] {
  if (!isPaidByDeal(formula, by)) return [errorAt(`${place}.what`, NO_DEALS)];
  const isLimit = (each: Modifier): boolean =>
    each.kind === 'floor' || each.kind === 'threshold' || (each.kind === 'cap' && each.what === 'earning');
  return modify.slice(0, index).some(isLimit) ? [errorAt(place, ABOVE_LIMITS)] : [];
}

const LENGTH: Readonly<Record<WindowName, number>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
  'plan-to-date': 99,
};

/** A limit is put on a window of the incentive, on a longer one that its windows fill, or on its pay periods. */
function checkLimitWindow(
  modifier: Extract<Modifier, { kind: 'cap' | 'floor' }>,
  { path, incentive }: { path: string; incentive: Incentive },
  { plan }: InPlan,
): Finding[] {
  const { window } = modifier;
  const own = ownWindow(mainMeasure(incentive, plan)) ?? incentive.payEvery ?? plan.payEvery;
  if (window === null || !own) return [];
  const every = incentive.payEvery ?? plan.payEvery ?? own;
  if (LENGTH[window] >= LENGTH[own] || window === every) return [];
  return [errorAt(`${path}.window`, shorter(window, own, every))];
}

/** Judges what changes the sum of the incentives. */
export function checkPlanModifiers(by: InPlan): Finding[] {
  return (by.plan.modify ?? []).flatMap((modifier, index) => {
    const path = `modify.${index}.${modifier.kind}`;
    const number = checkNumber(modifier.at, { path: `${path}.at`, ...money(by) }, by);
    return modifier.kind === 'cap' ? number : [...number, ...checkGuarantee(modifier, path, by)];
  });
}

function checkGuarantee(
  { since, when, months }: Extract<PlanModifier, { kind: 'guarantee' }>,
  path: string,
  by: InPlan,
): Finding[] {
  const found = when ? [...checkCondition(when, `${path}.when`, by.windows)] : [];
  if (since === null) return months === null ? found : [...found, errorAt(path, SINCE_WHEN)];
  return [...found, ...checkSince(since, { path: `${path}.since`, what: 'guarantee' }, by)];
}

function shorter(window: WindowName, own: WindowName, every: WindowName): Fault {
  return {
    code: 'CALENDAR',
    message: `The limit is for a ${window}, and the incentive adds up over a ${own} and is paid every ${every}.`,
    remedy: `Write \`window: ${own}\`, a longer one, or \`window: ${every}\`.`,
  };
}

const NO_DEALS: Fault = {
  code: 'NOT_NEEDED',
  message: 'This incentive pays a window by where it stands, not booking by booking.',
  remedy: 'Write `what: earning`, or cap what a deal counts: `cap: { what: deal, … }` on the measure.',
};
const ABOVE_LIMITS: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'What a deal earns is capped before the window as a whole is limited.',
  remedy: 'Write the cap of the deal above the threshold, floor and cap of the earning.',
};
const CARRIED_TWICE: Fault = {
  code: 'CARRIED_TWICE',
  message:
    'A cap before it carries its excess into the next window already; what both cut would be paid twice.',
  remedy: 'Write `excess: lost`, or leave one of them out.',
};
const SINCE_WHEN: Fault = {
  code: 'UNDECLARED',
  message: 'It lasts for some months, and nothing says from when.',
  remedy: 'Write `since: assignment.start`, or another date.',
};
