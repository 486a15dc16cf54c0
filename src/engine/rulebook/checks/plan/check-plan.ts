import { checkCondition, checkCycles } from '../../../conditions/type-check.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Calendar, Measure, Plan, Rulebook, WindowName } from '../../rulebook.js';
import { checkMoney } from '../money/check-money.js';
import { checkFx } from '../money/check-fx.js';
import { checkEffective } from '../check-effective.js';
import { checkGraph } from './check-graph.js';
import { checkRolling } from '../check-rolling.js';
import { checkIncentive } from './check-incentive.js';
import { checkPlanModifiers } from './check-modifiers.js';
import { checkMeasure } from './check-measure.js';
import { catalogueTypes } from '../../../conditions/types/name-types.js';
import { mainMeasure } from '../../reads/main-measure.js';
import { namesReadByPlan } from '../../reads/names-read.js';
import { policyScope, windowTypes } from '../scopes.js';
import { checkCurrencies } from '../units/check-currencies.js';
import { checkValues } from '../values/check-values.js';
import { conditionUses } from './condition-uses.js';
import { inPlan, type InPlan } from './in-plan.js';
import { checkUnique } from '../unique-ids.js';

/** Measures and incentives that one plan may have together. */
export const MOST_PARTS = 31;

/** Judges a plan version. */
export function checkPlan(plan: Plan, rulebook: Rulebook): Finding[] {
  const calendar = rulebook.facts.calendars.find(({ id }) => id === plan.calendar);
  const { measures, incentives } = plan;
  if (measures.length + incentives.length > MOST_PARTS) return [errorAt('incentives', TOO_MANY)];
  const by = inPlan(plan, rulebook);
  const meaning = checkMeaning(by, calendar);
  // Amounts that were found not to go together are not told a second time.
  const found = [
    ...meaning,
    ...checkCurrencies(by).filter(({ path }) => path === '' || !isTold(path, meaning)),
  ];
  // Pay can be reckoned only where nothing is wrong.
  return found.some(({ severity }) => severity === 'error') ? found : [...found, ...checkMoney(by)];
}

function isTold(path: string, found: readonly Finding[]): boolean {
  return found.some((each) => each.severity === 'error' && `${each.path}.`.startsWith(`${path}.`));
}

function checkMeaning(by: InPlan, calendar: Calendar | undefined): Finding[] {
  const { plan, rulebook } = by;
  const { measures, incentives, conditions } = plan;
  return [
    ...checkEffective(plan.effective),
    ...checkUnique(
      conditions.map(({ id }) => id),
      (index) => `conditions.${index}.id`,
    ),
    ...checkUnique(
      measures.map(({ id }) => id),
      (index) => `measures.${index}.id`,
    ),
    ...checkUnique(
      incentives.map(({ id }) => id),
      (index) => `incentives.${index}.id`,
    ),
    ...checkTopUpIds(plan),
    ...(plan.rounding.per === 'group' ? [errorAt('rounding.per', ROUNDED_BY)] : []),
    ...(calendar ? checkPeriods(plan, calendar) : [errorAt('calendar', noCalendar(plan, rulebook))]),
    ...checkNamed(by),
    ...measures.flatMap((measure, index) => checkMeasure(measure, `measures.${index}`, by)),
    ...incentives.flatMap((incentive, index) => checkIncentive(incentive, `incentives.${index}`, by)),
    ...checkOwnValues(by),
    ...checkPlanModifiers(by),
    ...checkFx(plan),
    ...checkGraph(plan),
    ...checkRolling(plan),
    ...unusedMeasures(by),
  ];
}

/** What the plan puts on top is paid under the id of its kind. */
function checkTopUpIds({ incentives, modify = [] }: Plan): Finding[] {
  return incentives.flatMap(({ id }, index) => {
    if (modify.every(({ kind }) => id !== kind)) return [];
    const message = `${id} is what the plan's own ${id} is paid under.`;
    const remedy = 'Give the incentive another id.';
    return [errorAt(`incentives.${index}.id`, { code: 'DUPLICATE_ID', message, remedy }, id)];
  });
}

/** Named conditions: cycles, and each judged where it is used, because what is known differs between credits and windows. */
function checkNamed({ plan, credits, windows }: InPlan): Finding[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const cycles = checkCycles(named, 'conditions');
  if (cycles.length > 0) return [...cycles];
  const uses = conditionUses(plan);
  return plan.conditions.flatMap(({ id, when }, index) => {
    const path = `conditions.${index}.when`;
    const scopes = [
      ...(uses.onCredits.has(id) ? [credits] : []),
      ...(uses.onWindows.has(id) ? [windows] : []),
    ];
    if (scopes.length === 0) return [warningAt(`conditions.${index}.id`, unused('condition', id))];
    return scopes.flatMap((scope) => [...checkCondition(when, path, scope)]);
  });
}

function unused(what: string, id: string): Fault {
  return { code: 'UNUSED', message: `Nothing reads the ${what} ${id}.`, remedy: 'Use it, or take it away.' };
}

function unusedMeasures({ plan, values }: InPlan): Finding[] {
  const read = new Set(values.reached(namesReadByPlan(plan)));
  const isUsed = ({ id }: Measure): boolean =>
    [`measure.${id}`, `attainment.${id}`, `quota.${id}`].some((name) => read.has(name));
  return plan.measures.flatMap((measure, index) =>
    isUsed(measure) ? [] : [warningAt(`measures.${index}.id`, unused('measure', measure.id))],
  );
}

/** The plan's own values, which may read everything that a booking, a person or a window has. */
function checkOwnValues({ plan, rulebook, values, credits }: InPlan): Finding[] {
  const { facts, tables } = rulebook;
  const names = new Map([...catalogueTypes(facts, plan.currency), ...windowTypes(plan)]);
  return checkValues(plan.values, 'values', {
    names,
    elsewhere: credits.elsewhere ?? new Map(),
    ofLines: policyScope(facts, values),
    values,
    tables,
    facts,
    taken: facts.values.map(({ id }) => id),
  });
}

const LENGTH: Readonly<Record<WindowName, number>> = {
  month: 1,
  quarter: 3,
  half: 6,
  year: 12,
  'plan-to-date': Infinity,
};

/** The calendar has the periods the plan asks for, and a pay period lies within one window. */
function checkPeriods(plan: Plan, calendar: Calendar): Finding[] {
  const noMonths = (name: WindowName | null): boolean => name === 'month' && calendar.yearStarts === null;
  const found: Finding[] = [];
  if (noMonths(plan.payEvery)) found.push(errorAt('pay-every', hasNoMonths(calendar.id)));
  plan.measures.forEach(({ window }, index) => {
    if (noMonths(window)) found.push(errorAt(`measures.${index}.window`, hasNoMonths(calendar.id)));
  });
  plan.incentives.forEach((incentive, index) => {
    const payEvery = incentive.payEvery ?? plan.payEvery;
    const own = incentive.payEvery === null ? `incentives.${index}.id` : `incentives.${index}.pay-every`;
    const at = incentive.payEvery === null && plan.payEvery !== null ? 'pay-every' : own;
    if (noMonths(incentive.payEvery)) found.push(errorAt(at, hasNoMonths(calendar.id)));
    const measure = mainMeasure(incentive, plan);
    if (!measure) return;
    if (payEvery === null && measure.window === 'plan-to-date')
      found.push(errorAt(at, measure.rolling === undefined ? PAID_WHEN : READ_WHEN));
    if (payEvery !== null && LENGTH[payEvery] > LENGTH[measure.window])
      found.push(errorAt(at, paidLater(payEvery, measure)));
  });
  return found.filter(({ path }, index) => found.findIndex((each) => each.path === path) === index);
}

function hasNoMonths(calendar: string): Fault {
  return {
    code: 'CALENDAR',
    message: `The calendar ${calendar} lists quarters and has no months.`,
    remedy: 'Write quarter, half or year, or a calendar with `year-starts`.',
  };
}

function paidLater(payEvery: WindowName, { id, window }: Measure): Fault {
  return {
    code: 'CALENDAR',
    message: `It is paid every ${payEvery}, but measure.${id} starts anew every ${window}.`,
    remedy: `Write \`pay-every: ${window}\`, or measure over a ${payEvery}.`,
  };
}

const PAID_WHEN: Fault = {
  code: 'UNDECLARED',
  message: 'Its measure adds up over the whole plan, so nothing says when it is paid.',
  remedy: 'Write `pay-every: month`, `quarter`, `half` or `year`.',
};

const READ_WHEN: Fault = {
  code: 'UNDECLARED',
  message: 'Its measure is over the last days, whenever it is read, so nothing says when that is.',
  remedy: 'Write `pay-every: month`, `quarter`, `half` or `year`.',
};

const ROUNDED_BY: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'Rounding is of all incentives of the plan, and which bookings make a group is of each.',
  remedy: 'Write `per: window`, `booking` or `line`.',
};

const TOO_MANY: Fault = {
  code: 'TOO_LARGE',
  message: `A plan may have ${MOST_PARTS} measures and incentives together.`,
  remedy: 'Split the plan; people can hardly follow so many.',
};

function noCalendar(plan: Plan, { facts }: Rulebook): Fault {
  const remedy = suggest(
    plan.calendar,
    facts.calendars.map(({ id }) => id),
  );
  return { code: 'UNKNOWN_NAME', message: `The fact catalogue has no calendar ${plan.calendar}.`, remedy };
}
