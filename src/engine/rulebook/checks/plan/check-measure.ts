import { checkCondition } from '../../../conditions/type-check.js';
import { isSameUnit, type NameType } from '../../../conditions/types/name-types.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { measureType } from '../../reads/measure-type.js';
import { declareUnit, suggest } from '../../nearest.js';
import type { Derived, FactField, Measure } from '../../rulebook.js';
import { windowTypes } from '../scopes.js';
import { checkNumber, SHARE } from '../numbers/check-number.js';
import { checkMeasureModifiers, checkQuotaChange, checkTeamQuota } from './check-measure-modifiers.js';
import { wholeWeights } from './check-standing.js';
import { unknownFact } from '../unknown-fact.js';
import { checkNamed } from '../numbers/check-operand.js';
import type { InPlan } from './in-plan.js';

/** Judges a measure: the number it adds up, its condition, and a quota of the same unit and window. */
export function checkMeasure(measure: Measure, path: string, by: InPlan): Finding[] {
  return [
    ...(measure.derived ? checkDerived(measure.derived, path, by) : checkAddedUp(measure, path, by)),
    ...checkDate(measure, path, by),
    ...checkSeasonal(measure, path, by),
    ...(measure.when ? checkCondition(measure.when, `${path}.when`, by.credits) : []),
    ...(measure.quota === null
      ? []
      : checkQuota(measure.quota, measure, { path: quotaPath(measure, path), by })),
    ...checkMeasureModifiers(measure, path, by),
    ...checkQuotaChange(measure, path),
    ...(measure.teamQuota ? checkTeamQuota(measure, `${path}.team-quota`, by) : []),
  ];
}

/** The date on which a booking counts is a day of the booking, the same for all that a plan counts: a credit has one date. */
function checkDate({ date, derived }: Measure, path: string, by: InPlan): Finding[] {
  const dates = by.plan.measures.flatMap((each) => (each.derived ? [] : [each.date]));
  if (!derived && date !== dates[0]) return [errorAt(date === undefined ? path : `${path}.date`, ONE_DATE)];
  if (date === undefined) return [];
  const type = by.credits.names.get(date);
  if (type?.is === 'date') return [];
  const days = [...by.credits.names].flatMap(([name, { is }]) => (is === 'date' ? [name] : []));
  if (!type) return [errorAt(`${path}.date`, unknownFact(date, days), date)];
  const message = `${date} is ${type.is}, and a booking counts on a day.`;
  return [errorAt(`${path}.date`, { code: 'UNIT_MISMATCH', message, remedy: suggest(date, days) }, date)];
}

/** Credits that add up: a number of each line, bookings, lines, or the different values of a fact. */
function checkAddedUp(measure: Measure, path: string, by: InPlan): Finding[] {
  const { counted, sum } = measure;
  if (!counted) return checkSum(sum, `${path}.sum`, by);
  const unit = measure.unit ?? '';
  const known = ['booking', 'line', 'value', ...by.rulebook.facts.units];
  const found = known.some((each) => isSameUnit(each, unit))
    ? []
    : [errorAt(`${path}.unit`, noUnit(unit, by.rulebook.facts.units), unit)];
  const { fact } = counted;
  if (fact === null || by.credits.names.has(fact)) return found;
  const facts = [...by.credits.names.keys()];
  return [...found, errorAt(`${path}.distinct`, unknownFact(fact, facts), fact)];
}

/** Measures of measures: all there, of one kind where they are compared, and weights that make the whole. */
function checkDerived(derived: Derived, path: string, by: InPlan): Finding[] {
  if (derived.kind === 'reported') return [];
  const names = derived.kind === 'weighted' ? derived.parts.map(({ of }) => of) : derived.of;
  const unknown = names.flatMap((name, index) => {
    const at =
      derived.kind === 'weighted' ? `${path}.weighted.${index}.of` : `${path}.${derived.kind}.${index}`;
    if (by.windows.names.has(name)) return [];
    const why = by.windows.elsewhere?.get(name);
    const known = [...windowTypes(by.plan).keys()];
    const message = why === undefined ? `This plan has no ${name}.` : `${name} is not known here: ${why}`;
    return [errorAt(at, { code: 'UNKNOWN_NAME', message, remedy: suggest(name, known) }, name)];
  });
  if (unknown.length > 0) return unknown;
  if (derived.kind === 'weighted') {
    const weights = derived.parts.map(({ weight }) => weight);
    return [
      ...weights.flatMap((weight, index) =>
        checkNumber(weight, { path: `${path}.weighted.${index}.weight`, ...SHARE }, by),
      ),
      ...wholeWeights(weights, `${path}.weighted`),
    ];
  }
  const [a, b] = names.map((name) => by.windows.names.get(name));
  if (derived.kind === 'ratio' || a?.is === b?.is) return [];
  const message = `${names[0] ?? ''} is ${a?.is ?? ''} and ${names[1] ?? ''} is ${b?.is ?? ''}.`;
  return [
    errorAt(`${path}.difference`, {
      code: 'UNIT_MISMATCH',
      message,
      remedy: 'Take one from another of its kind.',
    }),
  ];
}

/** The parts of a year's quota: one for each window of the year, that make the whole. */
function checkSeasonal({ seasonal, window, quota }: Measure, path: string, by: InPlan): Finding[] {
  if (!seasonal) return [];
  const count = { month: 12, quarter: 4, half: 2, year: 1, 'plan-to-date': 0 }[window];
  const at = `${path}.seasonal`;
  if (quota === null || seasonal.length !== count) {
    const message = `There are ${seasonal.length} parts, and a year has ${count} of the windows of this measure${quota === null ? ', which has no quota' : ''}.`;
    return [
      errorAt(at, {
        code: 'WEIGHTS',
        message,
        remedy: 'Write a part for each window of the year, beside `quota`.',
      }),
    ];
  }
  const parts = seasonal.flatMap((part, index) =>
    checkNumber(part, { path: `${at}.${index}`, ...SHARE }, by),
  );
  return [...parts, ...wholeWeights(seasonal, at)];
}

function fits({ is, unit }: FactField, type: NameType): boolean {
  if (is !== type.is) return false;
  return unit === undefined || type.unit === undefined || isSameUnit(unit, type.unit);
}

const ONE_DATE: Fault = {
  code: 'NOT_SUPPORTED',
  message: 'The measures of a plan count bookings on different dates, and a credit has one.',
  remedy: 'Write the same `date` in all measures that count bookings, or in none.',
};

function noUnit(unit: string, units: readonly string[]): Fault {
  return {
    code: 'UNKNOWN_UNIT',
    message: `The unit ${unit} is not among \`units\`.`,
    remedy: suggest(unit, units, declareUnit(unit)),
  };
}

/** What is added up is money of each line: a fact of it, or a value that hangs on the booking. */
function checkSum(name: string, path: string, by: InPlan): Finding[] {
  const { facts } = by.rulebook;
  const value = by.values.get(name);
  const money = [...by.credits.names].flatMap(([each, { is }]) =>
    is === 'money' && /^(?:line|value)\./.test(each) ? [each] : [],
  );
  if (!value) {
    const declared = facts.fields.some((field) => field.name === name);
    return declared ? [] : [errorAt(path, unknownFact(name, money), name)];
  }
  const why = by.credits.elsewhere?.get(name);
  if (why !== undefined) {
    const message = `${name} is not known here: ${why}`;
    return [errorAt(path, { code: 'WRONG_SCOPE', message, remedy: suggest(name, money) }, name)];
  }
  if (value.is === 'money') return [];
  const message = `${name} is ${value.is}, and a measure adds up money.`;
  return [errorAt(path, { code: 'UNIT_MISMATCH', message, remedy: suggest(name, money) }, name)];
}

function quotaPath({ teamQuota }: Measure, path: string): string {
  return teamQuota ? `${path}.team-quota.sum` : `${path}.quota`;
}

function checkQuota(quota: string, measure: Measure, at: { path: string; by: InPlan }): Finding[] {
  const { facts } = at.by.rulebook;
  const type = measureType(measure, at.by.plan);
  if (quota.startsWith('value.'))
    return checkNamed(quota, { path: at.path, wanted: type.is, of: 'person' }, at.by);
  const attribute = facts.attributes.find(({ name }) => name === quota);
  const fitting = facts.attributes.filter((each) => fits(each, type)).map(({ name }) => name);
  if (!attribute) return [errorAt(at.path, unknownFact(quota, fitting))];
  if (!fits(attribute, type)) {
    const message = `${quota} is ${attribute.is}, and the measure is ${type.is}.`;
    return [errorAt(at.path, { code: 'UNIT_MISMATCH', message, remedy: suggest(quota, fitting) })];
  }
  const ofYear = measure.seasonal !== undefined && attribute.per === 'year';
  if (attribute.per === undefined || attribute.per === measure.window || ofYear) return [];
  const message = `${quota} is meant for a ${attribute.per}, and the measure's window is ${measure.window}.`;
  return [
    errorAt(at.path, {
      code: 'UNIT_MISMATCH',
      message,
      remedy: `Measure over a ${attribute.per}, or name another quota.`,
    }),
  ];
}
