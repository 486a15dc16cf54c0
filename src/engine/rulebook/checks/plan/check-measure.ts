import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Measure } from '../../rulebook.js';
import { unknownFact } from '../unknown-fact.js';
import { checkNamed } from './check-operand.js';
import type { InPlan } from './in-plan.js';

/** Judges a measure: the number it adds up, its condition, and a quota of the same unit and window. */
export function checkMeasure(measure: Measure, path: string, by: InPlan): Finding[] {
  return [
    ...checkSum(measure.sum, `${path}.sum`, by),
    ...(measure.when ? checkCondition(measure.when, `${path}.when`, by.credits) : []),
    ...(measure.quota === null ? [] : checkQuota(measure.quota, measure, { path: `${path}.quota`, by })),
  ];
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

function checkQuota(quota: string, measure: Measure, at: { path: string; by: InPlan }): Finding[] {
  const { facts } = at.by.rulebook;
  if (quota.startsWith('value.'))
    return checkNamed(quota, { path: at.path, wanted: 'money', of: 'person' }, at.by);
  const attribute = facts.attributes.find(({ name }) => name === quota);
  const money = facts.attributes.filter(({ is }) => is === 'money').map(({ name }) => name);
  if (!attribute) return [errorAt(at.path, unknownFact(quota, money))];
  if (attribute.is !== 'money') {
    const message = `${quota} is ${attribute.is}, and the measure adds up money.`;
    return [errorAt(at.path, { code: 'UNIT_MISMATCH', message, remedy: suggest(quota, money) })];
  }
  if (attribute.per === undefined || attribute.per === measure.window) return [];
  const message = `${quota} is meant for a ${attribute.per}, and the measure's window is ${measure.window}.`;
  return [
    errorAt(at.path, {
      code: 'UNIT_MISMATCH',
      message,
      remedy: `Measure over a ${attribute.per}, or name another quota.`,
    }),
  ];
}
