import { checkCondition } from '../../../conditions/type-check.js';
import { errorAt, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { FactCatalogue, Measure } from '../../rulebook.js';
import { unknownFact } from '../unknown-fact.js';
import type { InPlan } from './in-plan.js';

/** Judges a measure: the number it adds up, its condition, and a quota of the same unit and window. */
export function checkMeasure(measure: Measure, path: string, by: InPlan): Finding[] {
  const { facts } = by.rulebook;
  const declared = facts.fields.some(({ name }) => name === measure.sum);
  const names = facts.fields.map(({ name }) => name).filter((name) => name.startsWith('line.'));
  return [
    ...(declared ? [] : [errorAt(`${path}.sum`, unknownFact(measure.sum, names))]),
    ...(measure.when ? checkCondition(measure.when, `${path}.when`, by.credits) : []),
    ...(measure.quota === null ? [] : checkQuota(measure.quota, measure, { path: `${path}.quota`, facts })),
  ];
}

function checkQuota(quota: string, measure: Measure, at: { path: string; facts: FactCatalogue }): Finding[] {
  const attribute = at.facts.attributes.find(({ name }) => name === quota);
  const money = at.facts.attributes.filter(({ is }) => is === 'money').map(({ name }) => name);
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
